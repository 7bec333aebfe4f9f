"""From pasted text to cells. Each line that is not blank ends up in exactly one record."""

import csv
import re
from collections import Counter
from collections.abc import Iterator

from entrelacs.act.guest_lists.errors import ListEmpty, ListTooLong
from entrelacs.act.guest_lists.sheets import MOST_LINES, Record, Sheet, clean

MOST_CHARACTERS = 1_000_000
LONGEST_LINE = 4_000
# A cell copied from a spreadsheet may hold line breaks, between quotes.
LONGEST_CELL = 12
LINE_BREAK = re.compile(r"\r\n|\r|\n")
QUOTED = re.compile(r'"[^"]*"')
# Excel's own first line, which names the separator of the lines below.
NAMED = re.compile(r"sep=([;,|\t])")


def read_cells(text: str, *, most: int = MOST_CHARACTERS) -> Sheet:
    """Cut a pasted list; raises `ListEmpty` or `ListTooLong`.

    >>> [record.cells for record in read_cells("Ana\\tLopez\\n\\nBo\\tLi").records]
    [('Ana', 'Lopez'), ('Bo', 'Li')]
    """
    if len(text) > most:
        raise ListTooLong(most=MOST_LINES)
    lines = LINE_BREAK.split(text.removeprefix("\ufeff"))
    named = NAMED.fullmatch(lines[0])
    if named:
        lines[0] = ""
    written = [line for line in lines if not is_blank(line)]
    if not written:
        raise ListEmpty
    if len(written) > MOST_LINES:
        raise ListTooLong(most=MOST_LINES)
    separator = named[1] if named else _separator_of(written)
    return Sheet(records=tuple(_records(lines, separator)))


def is_blank(line: str) -> bool:
    """Nothing to read: spreadsheets end with rows made of separators only."""
    return not clean(line).strip(' ;,|"')


def _separator_of(lines: list[str]) -> str:
    """The separator most lines hold as often; a comma may be part of a name, or of a structure."""
    bare = [QUOTED.sub("", line) if '"' in line else line for line in lines]
    scores = {}
    for separator in "\t;|,":
        counts = [line.count(separator) for line in bare]
        held = sum(map(bool, counts))
        [(usual, alike)] = Counter(filter(None, counts)).most_common(1) or [(0, 0)]
        # Columns come in the same number on each line; text between them does not.
        scores[separator] = (alike / len(lines) + held / len(lines)) * min(usual, 3)
    best = max("\t;|,", key=scores.__getitem__)
    held = sum(best in line for line in bare)
    if best == "," and held * 2 < len(lines):
        best = max("\t;|", key=scores.__getitem__)
        held = sum(best in line for line in bare)
    return best if held else ""


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
