"""From pasted text to cells. Each line that is not blank ends up in exactly one record."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from entrelacs.act.guest_lists.errors import ListEmpty, ListTooLong

MOST_LINES = 2_000
MOST_CHARACTERS = 500_000
LONGEST_LINE = 4_000
# A cell copied from a spreadsheet may hold line breaks, between quotes.
LONGEST_CELL = 12
LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Record:
    """One line of a list (or several, when a quoted cell holds line breaks), cut into cells."""

    lines: tuple[int, ...]
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    separator: str
    records: tuple[Record, ...]


def read_cells(text: str) -> Sheet:
    """Cut a pasted list; raises `ListEmpty` or `ListTooLong`.

    >>> [record.cells for record in read_cells("Ana\\tLopez\\n\\nBo\\tLi").records]
    [('Ana', 'Lopez'), ('Bo', 'Li')]
    """
    if len(text) > MOST_CHARACTERS:
        raise ListTooLong(most=MOST_LINES)
    lines = LINE_BREAK.split(text.removeprefix("\ufeff"))
    written = [line for line in lines if not is_blank(line)]
    if not written:
        raise ListEmpty
    if len(written) > MOST_LINES:
        raise ListTooLong(most=MOST_LINES)
    separator = _separator_of(written)
    return Sheet(separator=separator, records=tuple(_records(lines, separator)))


def is_blank(line: str) -> bool:
    """Nothing to read: spreadsheets end with rows made of separators only."""
    return not clean(line).strip(' ;,|"')


def clean(cell: str) -> str:
    """One line, without the characters nobody sees."""
    seen = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter
        for letter in cell
        if unicodedata.category(letter) not in {"Cf", "Cs"}
    )
    return " ".join(seen.split())


def _separator_of(lines: list[str]) -> str:
    """The separator most lines hold; a comma may be part of a name, so it must be in half of them."""
    holding = {separator: sum(separator in line for line in lines) for separator in "\t;|,"}
    best = max("\t;|", key=lambda separator: holding[separator])
    if holding[best]:
        return best
    return "," if holding[","] * 2 >= len(lines) else ""


def _records(lines: list[str], separator: str) -> Iterator[Record]:
    position = 0
    while position < len(lines):
        if is_blank(lines[position]):
            position += 1
            continue
        taken = _length_of_record(lines, position, separator)
        text = "\n".join(lines[position : position + taken])
        yield Record(
            lines=tuple(range(position + 1, position + taken + 1)),
            text=text,
            cells=_cells(text, separator),
        )
        position += taken


def _length_of_record(lines: list[str], start: int, separator: str) -> int:
    """How many lines a record spans; a quote that never closes spans nothing."""
    if not separator or not _leaves_a_quote_open(lines[start], separator):
        return 1
    for end in range(start + 1, min(start + LONGEST_CELL, len(lines))):
        if lines[end].count('"') % 2:
            return end - start + 1
    return 1


def _leaves_a_quote_open(line: str, separator: str) -> bool:
    # A quote in the middle of a cell ("5 \" x 3") is only a character.
    opens = line.startswith('"') or f'{separator}"' in line
    return opens and line.count('"') % 2 == 1


def _cells(text: str, separator: str) -> tuple[str, ...]:
    if not separator or len(text) > LONGEST_LINE:
        return (clean(text),)
    balanced = text.count('"') % 2 == 0
    quoting = csv.QUOTE_MINIMAL if balanced else csv.QUOTE_NONE
    [row] = (
        csv.reader([text], delimiter=separator, quoting=quoting)
        if "\n" not in text
        else [next(csv.reader(text.splitlines(keepends=True), delimiter=separator))]
    )
    cells = tuple(clean(cell) for cell in row)
    return cells if any(cells) else (clean(text),)
