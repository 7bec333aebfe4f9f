"""Rows of cells, whatever they were read from; a row keeps the number it has in its file."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from entrelacs.act.guest_lists.errors import ListTooLong, ListTooWide

# Five thousand people, their titles, a few remarks.
MOST_LINES = 6_000
MOST_COLUMNS = 200
# First row, first column, last row, last column, from 0.
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a list (or several, when a quoted cell holds line breaks), cut into cells."""

    lines: tuple[int, ...]
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The line as it would be pasted."""
        return "\t".join(self.cells)

    @property
    def written(self) -> list[str]:
        return [cell for cell in self.cells if cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    records: tuple[Record, ...]
    name: str = ""


def clean(cell: str) -> str:
    """One line, without the characters nobody sees.

    >>> clean(" Ana \\u200b\\nLopez\\x00")
    'Ana Lopez'
    """
    if cell.isascii() and cell.isprintable():
        return " ".join(cell.split())
    seen = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter
        for letter in cell
        if unicodedata.category(letter) not in {"Cf", "Cs"}
    )
    return " ".join(seen.split())


def sheet_of(
    rows: Iterable[tuple[int, Sequence[str]]], *, merges: Iterable[Merge] = (), name: str = ""
) -> Sheet:
    """A sheet from numbered rows (from 1): blank ones left out, merged cells repeated downwards.

    Raises `ListTooLong` or `ListTooWide`.
    """
    filled = {number: [clean(cell) for cell in cells] for number, cells in rows}
    filled = {number: cells for number, cells in filled.items() if any(cells)}
    if len(filled) > MOST_LINES:
        raise ListTooLong(most=MOST_LINES)
    for merge in merges:
        _repeat_downwards(filled, merge)
    records = []
    for number in sorted(filled):
        cells = _without_end(filled[number])
        if len(cells) > MOST_COLUMNS:
            raise ListTooWide(most=MOST_COLUMNS)
        records.append(Record(lines=(number,), cells=cells))
    return Sheet(records=tuple(records), name=clean(name))


def _repeat_downwards(rows: dict[int, list[str]], merge: Merge) -> None:
    """A structure merged over five rows is that of five people; blank rows stay blank."""
    top, left, bottom, _right = merge
    origin = rows.get(top + 1, [])
    text = origin[left] if left < len(origin) else ""
    if not text or bottom - top > MOST_LINES:
        return
    for number in range(top + 2, bottom + 2):
        cells = rows.get(number)
        if cells is None:
            continue
        cells.extend([""] * (left + 1 - len(cells)))
        cells[left] = cells[left] or text


def _without_end(cells: Sequence[str]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return tuple(cells[:end])


def as_json(sheets: Iterable[Sheet]) -> list[dict[str, Any]]:
    """Sheets as a draft keeps them: `[first line, last line, cells]` for each row."""
    return [
        {
            "name": sheet.name,
            "rows": [[each.lines[0], each.lines[-1], list(each.cells)] for each in sheet.records],
        }
        for sheet in sheets
    ]


def from_json(kept: Iterable[dict[str, Any]]) -> list[Sheet]:
    """The sheets that `as_json` wrote."""
    return [
        Sheet(
            name=sheet["name"],
            records=tuple(
                Record(lines=tuple(range(first, last + 1)), cells=tuple(cells))
                for first, last, cells in sheet["rows"]
            ),
        )
        for sheet in kept
    ]
