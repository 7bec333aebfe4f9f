"""Gather the sections of a file into tables: one number, one table, however often it is announced."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from entrelacs.act.notes.sources.base import (
    Line,
    NotesWarning,
    ParsedIdea,
    ParsedPerson,
    ParsedTable,
    PromptKind,
    WarningCode,
)
from entrelacs.act.notes.sources.headings import fold


@dataclass
class Section:
    """What stands between one table heading and the next; positions are places in the file's lines."""

    number: int | None
    title: str
    heading: Line
    headings: list[int]
    contents: list[int] = field(default_factory=list)
    people: list[ParsedPerson] = field(default_factory=list)
    unnamed_guests: int = 0
    ideas: dict[PromptKind, list[ParsedIdea]] = field(
        default_factory=lambda: {kind: [] for kind in PromptKind}
    )
    remarks: list[NotesWarning] = field(default_factory=list)
    is_only_announced: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.people or self.unnamed_guests or any(self.ideas.values()))

    @property
    def is_sequel(self) -> bool:
        return "suite" in fold(self.title)

    def remark(self, code: WarningCode, line: int, text: str) -> None:
        self.remarks.append(NotesWarning(code=code, line=line, text=text, last_line=line))


def fold_sections(sections: Sequence[Section]) -> tuple[ParsedTable, ...]:
    """Return the tables by first appearance, and mark the sections that only announced them."""
    _mark_announced(sections)
    kept = [section for section in sections if not section.is_only_announced]
    tables: dict[int, list[Section]] = {}
    for number, section in zip(_numbers(kept), kept, strict=True):
        tables.setdefault(number, []).append(section)
    for same in tables.values():
        _remark_headings(same)
    return tuple(_as_table(number, same) for number, same in tables.items())


def _mark_announced(sections: Sequence[Section]) -> None:
    """Find the entries of a table of contents without page numbers."""
    filled = {section.number for section in sections if not section.is_empty}
    last_place = {section.number: place for place, section in enumerate(sections)}
    seen: set[int] = set()
    is_after_entry = False
    for place, section in enumerate(sections):
        number = section.number
        if number is None:
            is_after_entry = False
            continue
        is_known = number in filled or number in seen
        # The last entry is followed by the introduction, whose bullets are no table's ideas.
        is_new = number not in seen
        is_last_entry = is_after_entry and is_new and last_place[number] > place
        section.is_only_announced = is_last_entry or (section.is_empty and is_known)
        is_after_entry = section.is_only_announced
        seen.add(number)


def _numbers(sections: Sequence[Section]) -> list[int]:
    """Give each section a number; one that has none takes the next that the file leaves free."""
    given = {section.number for section in sections}
    numbers: list[int] = []
    for section in sections:
        number = section.number
        if number is None:
            number = numbers[-1] + 1 if numbers else 1
            while number in given:
                number += 1
            given.add(number)
            heading = section.heading
            section.remark(WarningCode.TABLE_NUMBER_MISSING, heading.number, heading.raw)
        numbers.append(number)
    return numbers


def _remark_headings(same: Sequence[Section]) -> None:
    is_empty = all(section.is_empty for section in same)
    for place, section in enumerate(same):
        heading = section.heading
        if any(remark.line == heading.number for remark in section.remarks):
            continue
        if section.is_sequel:
            continue
        if place:
            section.remark(WarningCode.TABLE_REPEATED, heading.number, heading.raw)
        elif section.title:
            section.remark(WarningCode.TABLE_TITLE, heading.number, heading.raw)
        elif is_empty:
            section.remark(WarningCode.TABLE_EMPTY, heading.number, heading.raw)


def _as_table(number: int, same: Sequence[Section]) -> ParsedTable:
    titles = (section.title for section in same if not section.is_sequel)

    def gathered(kind: PromptKind) -> tuple[ParsedIdea, ...]:
        return tuple(idea for section in same for idea in section.ideas[kind])

    return ParsedTable(
        number=number,
        title=next(filter(None, titles), ""),
        people=tuple(person for section in same for person in section.people),
        unnamed_guests=sum(section.unnamed_guests for section in same),
        objectives=gathered(PromptKind.OBJECTIVES),
        examples=gathered(PromptKind.EXAMPLES),
        leads=gathered(PromptKind.LEADS),
        line=same[0].heading.number,
    )
