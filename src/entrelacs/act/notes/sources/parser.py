"""One reading of numbered lines, whatever the file: tables, people, ideas, and all the rest.

Every line ends in exactly one place: taken by a heading, a person or an idea, or told as unplaced.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from entrelacs.act.notes.sources.base import (
    Line,
    NotesWarning,
    ParsedIdea,
    ParsedTable,
    PromptKind,
    WarningCode,
)
from entrelacs.act.notes.sources.headings import PromptHeading, Reading, TableHeading, read_headings
from entrelacs.act.notes.sources.looks import FileLooks
from entrelacs.act.notes.sources.markdown import plain_words
from entrelacs.act.notes.sources.people import is_unfinished, read_people
from entrelacs.act.notes.sources.tables import Section, fold_sections
from entrelacs.act.notes.sources.text import is_rule

LONGEST_PEOPLE = 20_000  # characters; no table seats that many


@dataclass(frozen=True)
class Outcome:
    tables: tuple[ParsedTable, ...]
    warnings: tuple[NotesWarning, ...]
    taken: frozenset[int]  # line numbers


@dataclass
class _OpenIdea:
    prompt: PromptKind
    positions: list[int]
    texts: list[str]

    @property
    def is_finished(self) -> bool:
        return self.has_words and self.texts[-1].endswith((".", "!", "?", ":", ";"))

    @property
    def has_words(self) -> bool:
        return any(letter.isalnum() for text in self.texts for letter in text)


@dataclass
class _OpenPeople:
    heading: int
    positions: list[int] = field(default_factory=list)
    fragments: list[tuple[int, str]] = field(default_factory=list)
    has_bullets: bool = False


def parse_lines(lines: Sequence[Line]) -> Outcome:
    parser = _Parser(lines)
    for position in range(len(lines)):
        parser.place(position)
    return parser.finish()


class _Parser:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.readings = read_headings(lines)
        self.looks = FileLooks(self.readings)
        self.sections: list[Section] = []
        self.table: Section | None = None
        self.prompt: PromptKind | None = None
        self.idea: _OpenIdea | None = None
        self.people: _OpenPeople | None = None
        # A title we do not know hides what follows, until a prompt we know.
        self.is_under_unknown_title = False
        self.has_seen_stray_title = False
        self.rules: list[int] = []
        self.unplaced: dict[int, WarningCode] = {}

    def place(self, position: int) -> None:
        line, reading = self.lines[position], self.readings[position]
        if reading.is_contents and not (self.table and reading.is_bullet):
            self.unplaced[position] = WarningCode.CONTENTS
        elif is_rule(line.raw.strip()):
            self.rules.append(position)
        elif reading.table:
            self._open_table(position, reading.table)
        elif self.table is None:
            self.unplaced[position] = WarningCode.OUTSIDE_TABLES
        else:
            self._place_in_table(position, reading, self.table)

    def _place_in_table(self, position: int, reading: Reading, table: Section) -> None:
        following = self.readings[position + 1] if position + 1 < len(self.readings) else None
        if self.looks.is_page_mark(reading):
            self.unplaced[position] = WarningCode.PAGE_MARK
        elif reading.prompt:
            self._open_prompt(position, reading.prompt, table)
        elif reading.people is not None and not (reading.is_bullet and self.prompt):
            self._open_people(position, reading.people, table)
        elif self.looks.ends_tables(reading, table=table.heading):
            self._close_table(position)
        elif self.looks.is_unknown_title(reading, following=following):
            self._flush()
            self.prompt, self.is_under_unknown_title = None, True
            self.unplaced[position] = WarningCode.UNKNOWN_PROMPT
        elif reading.is_bullet:
            self._place_bullet(position)
        else:
            self._place_plain(position, reading)

    def _open_table(self, position: int, heading: TableHeading) -> None:
        self._flush()
        self._forget_prompt()
        self.table = Section(
            number=heading.number,
            title=heading.title,
            heading=self.lines[position],
            headings=[position],
        )
        self.sections.append(self.table)

    def _close_table(self, position: int) -> None:
        self._flush()
        self._forget_prompt()
        self.table = None
        self.unplaced[position] = WarningCode.OUTSIDE_TABLES

    def _forget_prompt(self) -> None:
        self.prompt = None
        self.is_under_unknown_title = self.has_seen_stray_title = False

    def _open_prompt(self, position: int, heading: PromptHeading, table: Section) -> None:
        self._flush()
        is_repeated = bool(table.ideas[heading.kind]) and not heading.is_sequel
        if is_repeated and (self.is_under_unknown_title or self.has_seen_stray_title):
            # A title, then the same prompts again: a synthesis that says its name in its own words.
            self._close_table(position)
            return
        line = self.lines[position]
        if is_repeated and self.prompt is not heading.kind:
            table.remark(WarningCode.PROMPT_REPEATED, line.number, line.raw)
        self._forget_prompt()
        self.prompt = heading.kind
        table.headings.append(position)
        if heading.idea:
            self.idea = _OpenIdea(heading.kind, [position], [heading.idea])

    def _open_people(self, position: int, text: str, table: Section) -> None:
        self._flush()
        self._forget_prompt()
        self.people = _OpenPeople(heading=position)
        if text:
            self.people.fragments.append((self.lines[position].number, text))

    def _place_bullet(self, position: int) -> None:
        line = self.lines[position]
        people = self.people
        if people and (people.has_bullets or not people.fragments):
            people.has_bullets = True
            people.positions.append(position)
            people.fragments.append((line.number, line.text))
            return
        self._flush()
        self.has_seen_stray_title = False
        if self.is_under_unknown_title:
            self.unplaced[position] = WarningCode.UNKNOWN_PROMPT
        elif self.prompt is None:
            self.unplaced[position] = WarningCode.NO_PROMPT
        else:
            self.idea = _OpenIdea(self.prompt, [position], [line.text])

    def _place_plain(self, position: int, reading: Reading) -> None:
        if self.people and self._goes_on_with_people(self.people, position):
            return
        line = self.lines[position]
        if self.idea and self._goes_on(self.idea, reading):
            self.idea.positions.append(position)
            self.idea.texts.append(line.text)
            return
        self._flush()
        self.has_seen_stray_title |= self.looks.is_like_a_title(reading)
        under_unknown = self.is_under_unknown_title
        code = WarningCode.UNKNOWN_PROMPT if under_unknown else WarningCode.NO_BULLET
        self.unplaced[position] = code

    @staticmethod
    def _goes_on(idea: _OpenIdea, reading: Reading) -> bool:
        if not reading.line.after_blank or not idea.has_words:
            return True
        return reading.line.text[:1].islower() and not idea.is_finished

    def _goes_on_with_people(self, people: _OpenPeople, position: int) -> bool:
        line = self.lines[position]
        if people.fragments:
            last_number, last_text = people.fragments[-1]
            last_position = people.positions[-1] if people.positions else people.heading
            touches = line.number == self.lines[last_position].number + 1
            is_apart = line.after_blank and (people.has_bullets or not touches)
            if is_apart and not is_unfinished(last_text):
                return False
            if people.has_bullets:
                people.fragments[-1] = (last_number, f"{last_text} {line.text}")
                people.positions.append(position)
                return True
        people.positions.append(position)
        people.fragments.append((line.number, line.text))
        return True

    def _flush(self) -> None:
        if self.table is not None and self.idea is not None:
            self._flush_idea(self.idea, self.table)
        if self.table is not None and self.people is not None:
            self._flush_people(self.people, self.table)
        self.idea = self.people = None

    def _flush_idea(self, idea: _OpenIdea, table: Section) -> None:
        text = plain_words(_joined(idea.texts))
        if any(letter.isalnum() for letter in text):
            line = self.lines[idea.positions[0]].number
            table.ideas[idea.prompt].append(ParsedIdea(text=text, line=line))
            table.contents.extend(idea.positions)
        else:
            self.unplaced.update(dict.fromkeys(idea.positions, WarningCode.EMPTY_BULLET))

    def _flush_people(self, people: _OpenPeople, table: Section) -> None:
        if not people.fragments:
            table.headings.append(people.heading)
            return
        positions = [people.heading, *people.positions]
        if sum(len(text) for _, text in people.fragments) > LONGEST_PEOPLE:
            self.unplaced.update(dict.fromkeys(positions, WarningCode.PEOPLE_UNREAD))
            return
        found = read_people(people.fragments, one_per_line=people.has_bullets)
        if found.is_empty:
            self.unplaced.update(dict.fromkeys(positions, WarningCode.PEOPLE_UNREAD))
            return
        table.contents.extend(positions)
        table.people.extend(found.people)
        table.unnamed_guests += found.unnamed_guests
        for number, _, text in found.unnamed:
            table.remark(WarningCode.UNNAMED_GUEST, number, text)
        for number, text in found.unclear:
            table.remark(WarningCode.PERSON_UNCLEAR, number, text)

    def finish(self) -> Outcome:
        self._flush()
        tables = fold_sections(self.sections)
        taken = set(self.rules)
        remarks: list[NotesWarning] = []
        for section in self.sections:
            if section.is_only_announced:
                # A heading may hold an idea too: the second code wins.
                self.unplaced.update(dict.fromkeys(section.contents, WarningCode.OUTSIDE_TABLES))
                self.unplaced.update(dict.fromkeys(section.headings, WarningCode.CONTENTS))
            else:
                taken.update(section.headings, section.contents)
                remarks.extend(section.remarks)
        warnings = [*self._unplaced_warnings(), *remarks]
        return Outcome(
            tables=tables,
            warnings=tuple(sorted(warnings, key=lambda warning: warning.line)),
            taken=frozenset(self.lines[position].number for position in taken),
        )

    def _unplaced_warnings(self) -> list[NotesWarning]:
        """One warning per run of lines with the same code, nothing taken between them."""
        runs: list[tuple[WarningCode, list[Line]]] = []
        previous = -2
        for position in sorted(self.unplaced):
            code = self.unplaced[position]
            if position == previous + 1 and runs[-1][0] is code:
                runs[-1][1].append(self.lines[position])
            else:
                runs.append((code, [self.lines[position]]))
            previous = position
        return [_warning_of(code, lines) for code, lines in runs]


def _warning_of(code: WarningCode, lines: Sequence[Line]) -> NotesWarning:
    parts = [lines[0].raw]
    for before, line in pairwise(lines):
        # Blank lines are kept, so that the text shows its own line numbers.
        parts.append("\n" * max(1, line.number - before.number))
        parts.append(line.raw)
    return NotesWarning(
        code=code, line=lines[0].number, text="".join(parts), last_line=lines[-1].number
    )


def _joined(texts: Sequence[str]) -> str:
    pieces: list[str] = []
    for text in filter(None, texts):
        # A hyphen at the end of a line may be part of the word ("entre-soi"): it stays.
        is_cut = bool(pieces) and pieces[-1].endswith("-") and pieces[-1][-2:-1].isalpha()
        pieces.append(text if is_cut or not pieces else f" {text}")
    return "".join(pieces)
