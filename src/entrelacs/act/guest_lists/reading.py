"""A whole sheet read: its titles, its columns, and for each line someone or the reason why not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from entrelacs.act.guest_lists.cells import LONGEST_LINE
from entrelacs.act.guest_lists.columns import Guess, guess_columns
from entrelacs.act.guest_lists.contents import is_figure
from entrelacs.act.guest_lists.guests import LONGEST, Guest, Remark, cells_of, guest_of
from entrelacs.act.guest_lists.headers import Titles, distinct, find_titles, repeats_titles
from entrelacs.act.guest_lists.sheets import Record, Sheet
from entrelacs.act.guest_lists.vocabulary import Column
from entrelacs.act.guest_lists.world_words import Words
from entrelacs.commons.plain_text import fold

TOTAL = re.compile(r"(?:sous )?(?:total|totaux)\b.*|(?:nombre|nb|effectif)s?\b.*|soit \d+.*")
# A line alone in a wide list, of so many words or with figures, is a remark and not someone.
FEWEST_COLUMNS, MOST_WORDS = 3, 4
NOBODY = {"total-row", "titles-again", "note-row"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One record read: a guest with remarks, or the reason why there is none."""

    record: Record
    guest: Guest | None = None
    problem: Remark | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def is_nobody(self) -> bool:
        """A total, a title said again, a remark: nothing to correct, nobody was meant."""
        return self.problem is not None and self.problem.code in NOBODY


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A list read: its columns as they are taken, as they were guessed, its titles, its lines."""

    columns: tuple[Column, ...]
    guesses: tuple[Guess, ...]
    titles: Titles
    lines: tuple[Line, ...]

    def names(self, nameless: str) -> tuple[str, ...]:
        """A name for each column; those without a title take `nameless`, which holds a number."""
        shown = [guess.title for guess in self.guesses]
        return distinct(shown, self.titles.groups, nameless)


def read_guests(
    sheet: Sheet,
    *,
    words: Words,
    columns: Sequence[Column] = (),
    header_line: int | None = None,
) -> Reading:
    """Read each record; `words` name the worlds, `columns` and `header_line` correct what was guessed.

    `header_line` is 0 for a list without titles.
    """
    titles = find_titles(sheet.records, line=header_line)
    begins = len(titles.above) + len(titles.records)
    records = sheet.records[begins:]
    nobodies = [_nobody(record, titles, len(titles.shown)) for record in records]
    people = [record for record, why in zip(records, nobodies, strict=True) if not why]
    guesses = guess_columns(titles, people, words=words)
    taken = tuple(guess.column for guess in guesses)
    if len(columns) == len(taken):
        taken = tuple(columns)
    lines = tuple(
        Line(record=record, problem=Remark(why))
        if why
        else _read_line(record, taken, titles, words)
        for record, why in zip(records, nobodies, strict=True)
    )
    return Reading(columns=taken, guesses=tuple(guesses), titles=titles, lines=lines)


def _read_line(record: Record, columns: tuple[Column, ...], titles: Titles, words: Words) -> Line:
    if len(record.text) > LONGEST_LINE:
        return Line(record=record, problem=Remark("line-too-long"))
    remarks = _beyond(record, columns, titles)
    cells = cells_of(record.cells, columns, titles.shown, remarks)
    guest = guest_of(cells, words, remarks)
    if not guest.name_key:
        formula = next((each for each in remarks if each.code == "formula"), None)
        problem = Remark("formula-refused", formula.details) if formula else Remark("nameless")
        return Line(record=record, problem=problem)
    too_long = [name for name, most in LONGEST.items() if len(getattr(guest, name)) > most]
    if too_long:
        return Line(record=record, problem=Remark("cell-too-long"))
    return Line(record=record, guest=guest, remarks=tuple(remarks))


def _beyond(record: Record, columns: tuple[Column, ...], titles: Titles) -> list[Remark]:
    """What is written to the right of the titles, when no column was made of it."""
    if not titles.records:
        return []
    beyond = [
        cell
        for place, cell in enumerate(record.cells)
        if place >= len(titles.shown) and cell and columns[place] is Column.IGNORED
    ]
    return [Remark("extra-cells", {"text": " · ".join(beyond)})] if beyond else []


def _nobody(record: Record, titles: Titles, width: int) -> str:
    """Why a line is about nobody, as a code, or nothing when it is about someone."""
    if repeats_titles(record, titles):
        return "titles-again"
    written = record.written
    if not written or "@" in record.text:
        return ""
    first, others = written[0], written[1:]
    if TOTAL.fullmatch(fold(first)) and all(map(is_figure, others)):
        return "total-row"
    if not others and width >= FEWEST_COLUMNS:
        words = fold(first).split()
        if len(words) > MOST_WORDS or is_figure(first) or _tells_figures(first):
            return "note-row"
    return ""


def _tells_figures(text: str) -> bool:
    """ "Liste arrêtée au 3 mars", "(12 personnes)", "NB : …": no name is written so."""
    return text.endswith(":") or text[:1] in "(*" or bool(re.search(r"\b\d+\b|\bNB\b", text))
