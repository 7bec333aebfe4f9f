"""Where the titles of a list are: under the name of the meeting, on one line or on two."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from entrelacs.act.guest_lists.contents import is_mail
from entrelacs.act.guest_lists.sheets import Record
from entrelacs.act.guest_lists.titles import is_exact, title_scores
from entrelacs.act.guest_lists.vocabulary import MAYBE, Column
from entrelacs.commons.plain_text import fold

# Titles are looked for among the first lines; below, a line is someone.
LOOKED_AT = 30
BELOW = 12
LONGEST_TITLE = 160
MOST_DIGITS = 4
LEAST_POINTS = 1.5


@dataclass(frozen=True)
class Titles:
    """The titles of a list: those shown, those a second line above completes, and where they are."""

    shown: tuple[str, ...]
    groups: tuple[str, ...]
    records: tuple[Record, ...]
    # Lines above the titles: the name of the meeting, a date, a logo's words.
    above: tuple[Record, ...]

    @cached_property
    def folded(self) -> list[str]:
        return [fold(title) for title in self.shown if title]

    @property
    def line(self) -> int | None:
        return self.records[-1].lines[0] if self.records else None


NO_TITLES = Titles(shown=(), groups=(), records=(), above=())


def find_titles(records: Sequence[Record], *, line: int | None = None) -> Titles:
    """The titles of a list, those at `line` when it is given (0: none)."""
    if line == 0:
        return NO_TITLES
    looked_at = records[:LOOKED_AT]
    if line is not None:
        best = next((n for n, each in enumerate(looked_at) if line in each.lines), None)
        return NO_TITLES if best is None else _titles_at(records, best)
    points = [_points(record, records[n + 1 : n + 1 + BELOW]) for n, record in enumerate(looked_at)]
    if not points or max(points) <= 0:
        return NO_TITLES
    return _titles_at(records, points.index(max(points)))


def repeats_titles(record: Record, titles: Titles) -> bool:
    """Whether a line says the titles again, as at the head of a second page."""
    wanted, written = titles.folded, record.written
    # Most lines differ at their first cell, or by how many they have.
    if len(written) != len(wanted) or len(written) < 2 or fold(written[0]) != wanted[0]:
        return False
    return [fold(cell) for cell in written] == wanted


def _points(record: Record, below: Sequence[Record]) -> float:
    """How much a line looks like titles; 0 when it is someone's."""
    written = record.written
    if any(map(_is_someones, written)) or len(set(written)) < len(written) / 2:
        return 0.0
    points = 0.0
    columns = set()
    for place, cell in enumerate(record.cells):
        value, column = _points_of(cell)
        # Data repeat what they say down the column: "Association A", "Association B".
        if value and not (value < 1 and _is_repeated(cell, column, place, below)):
            points += value
            columns.add(column)
    width = max((len(each.written) for each in below), default=0)
    if len(written) == 1 and width > 1:
        return 0.0
    if points < LEAST_POINTS and not (points >= 1 and len(written) <= 2 and width <= 2):
        return 0.0
    if len(columns) < 2 and len(written) > 2:
        return 0.0
    return points if points * 3 >= len(written) else 0.0


def _points_of(cell: str) -> tuple[float, Column | None]:
    if not cell or len(cell) > LONGEST_TITLE:
        return 0.0, None
    scores = title_scores(cell)
    if not scores:
        return 0.0, None
    column = max(scores, key=scores.__getitem__)
    if is_exact(cell):
        return (0.5 if column is Column.IGNORED else 1.0), column
    return (0.5 if scores[column] >= MAYBE else 0.25), column


def _is_someones(cell: str) -> bool:
    return is_mail(cell) or sum(letter.isdigit() for letter in cell) > MOST_DIGITS


def _is_repeated(title: str, column: Column | None, place: int, below: Sequence[Record]) -> bool:
    cells = [each.cells[place] for each in below if place < len(each.cells)]
    # The very same words lower down are the titles of the next page.
    cells = [cell for cell in cells if cell and cell != title]
    alike = sum(_points_of(cell)[1] is column for cell in cells)
    return alike * 4 >= len(cells) > 0


def _titles_at(records: Sequence[Record], best: int) -> Titles:
    """The titles at a line, joined with those of the line below or above when they go together."""
    first = last = best
    if best + 1 < len(records) and _goes_under(records[best], records[best + 1]):
        last = best + 1
    elif best and _goes_over(records[best - 1], records[best]):
        first = best - 1
    upper, lower = records[first].cells, records[last].cells
    width = max(len(upper), len(lower))
    groups = _spread(upper, width) if first != last else ("",) * width
    shown = []
    for place in range(width):
        own = lower[place] if place < len(lower) else ""
        over = upper[place] if place < len(upper) else ""
        shown.append(own or over)
    return Titles(
        shown=tuple(shown),
        groups=groups,
        records=tuple(records[first : last + 1]),
        above=tuple(records[:first]),
    )


def _spread(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """A title over several columns is written in the first of them."""
    spread: list[str] = []
    for place in range(width):
        own = cells[place] if place < len(cells) else ""
        spread.append(own or (spread[-1] if spread else ""))
    return tuple(spread)


def _goes_under(upper: Record, lower: Record) -> bool:
    """Whether the next line completes these titles: all of its cells are titles too."""
    if lower.lines[0] != upper.lines[-1] + 1 or any(map(_is_someones, lower.written)):
        return False
    known = sum(_points_of(cell)[0] >= 0.5 for cell in lower.written)
    return known >= 1 and known == len(lower.written) and _has_gap(upper, lower)


def _has_gap(upper: Record, lower: Record) -> bool:
    """Whether the lower line writes under columns the upper one left blank."""
    return any(
        cell and not (upper.cells[place] if place < len(upper.cells) else "")
        for place, cell in enumerate(lower.cells)
    )


def _goes_over(upper: Record, lower: Record) -> bool:
    """Whether the line before names groups of these titles."""
    if lower.lines[0] != upper.lines[-1] + 1 or len(upper.written) < 2:
        return False
    if any(map(_is_someones, upper.written)) or max(map(len, upper.written)) > LONGEST_TITLE / 2:
        return False
    return len(upper.written) < len(lower.written) or len(set(upper.written)) < len(upper.written)


def distinct(titles: Sequence[str], groups: Sequence[str], nameless: str) -> tuple[str, ...]:
    """A name for each column, no two alike; `nameless` holds `%(number)d`."""
    names: list[str] = []
    counts = Counter(titles)
    for number, title in enumerate(titles, start=1):
        group = groups[number - 1] if number <= len(groups) else ""
        name = title or nameless % {"number": number}
        if counts[title] > 1 and title and group and group != title:
            name = f"{group} – {title}"
        while name in names:
            name = f"{name} ({number})"
        names.append(name)
    return tuple(names)
