"""Sheets of an .xlsx workbook: values as one reads them, merged cells, hidden sheets left out."""

import datetime
import posixpath
import re
from dataclasses import dataclass, field

from entrelacs.act.guest_lists.archive import Archive
from entrelacs.act.guest_lists.dates import FIRST_DAY, LATER_BY, date_of, is_date_format
from entrelacs.act.guest_lists.errors import FileUnreadable, ListTooLong, ListTooWide
from entrelacs.act.guest_lists.sheets import MOST_COLUMNS, MOST_LINES, Merge, Sheet, sheet_of

WORKBOOK = "xl/workbook.xml"
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def read_xlsx(archive: Archive) -> list[Sheet]:
    """Each visible sheet. Raises `ListTooLong`, `ListTooWide` and what `Archive` raises."""
    book = _read_book(archive)
    dates = _read_date_styles(archive) if "xl/styles.xml" in archive.parts else set()
    read = [(name, _read_sheet(archive, part)) for name, part in book.sheets]
    wanted = {cell.shared for _name, each in read for cell in each.cells if cell.shared is not None}
    strings = _read_strings(archive, wanted)
    first_day = FIRST_DAY + LATER_BY if book.begins_in_1904 else FIRST_DAY
    return [
        sheet_of(each.rows(strings, dates, first_day), merges=each.merges, name=name)
        for name, each in read
    ]


@dataclass(slots=True)
class _Book:
    sheets: list[tuple[str, str]] = field(default_factory=list)
    begins_in_1904: bool = False


def _read_book(archive: Archive) -> _Book:
    parts: dict[str, str] = {}
    book = _Book()

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            parts[attributes.get("Id", "")] = posixpath.normpath(
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            book.begins_in_1904 = attributes.get("date1904") in {"1", "true"}
        if name != "sheet" or attributes.get("state") in {"hidden", "veryHidden"}:
            return
        key = next((value for each, value in attributes.items() if each.endswith(" id")), "")
        part = parts.get(key, "")
        # A chart sheet has no cells.
        if part in archive.parts and "chartsheet" not in part:
            book.sheets.append((attributes.get("name", ""), part))

    archive.parse("xl/_rels/workbook.xml.rels", start=relation)
    archive.parse(WORKBOOK, start=sheet)
    if not book.sheets:
        raise FileUnreadable(name=archive.name)
    return book


def _read_date_styles(archive: Archive) -> set[int]:
    """Which styles show a number as a date."""
    formats: dict[str, str] = {}
    dates: set[int] = set()
    place = {"in": False, "count": 0}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            place["in"] = True
        elif name == "xf" and place["in"]:
            key = attributes.get("numFmtId", "0")
            if is_date_format(int(key) if key.isdecimal() else 0, formats.get(key, "")):
                dates.add(place["count"])
            place["count"] += 1

    def end(name: str) -> None:
        if name == "cellXfs":
            place["in"] = False

    archive.parse("xl/styles.xml", start=start, end=end)
    return dates


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    kind: str
    style: int
    text: str = ""
    shared: int | None = None


@dataclass(slots=True)
class _Cells:
    cells: list[_Cell] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    def rows(
        self, strings: dict[int, str], dates: set[int], first_day: datetime.datetime
    ) -> list[tuple[int, list[str]]]:
        found: dict[int, list[str]] = {}
        for cell in self.cells:
            row = found.setdefault(cell.row, [])
            row.extend([""] * (cell.column + 1 - len(row)))
            text = strings.get(cell.shared, "") if cell.shared is not None else cell.text
            if cell.kind == "n" and cell.style in dates:
                text = date_of(text, first_day)
            row[cell.column] = text
        return list(found.items())


def _read_sheet(archive: Archive, part: str) -> _Cells:
    reader = _SheetReader()
    archive.parse(part, start=reader.start, end=reader.end, text=reader.text)
    return reader.found


class _SheetReader:
    """Follows the cells of a sheet; those without a value are as if they were not there."""

    def __init__(self) -> None:
        self.found = _Cells()
        self.row, self.column = 0, -1
        self.kind, self.style = "n", 0
        self.pieces: list[str] = []
        self.listens = False
        self.filled: set[int] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._place(attributes.get("r", ""))
            self.kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self.style = int(style) if style.isdecimal() else 0
            self.pieces = []
        elif name in {"v", "t"}:
            self.listens = True
        elif name == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdecimal() else self.row + 1
            self.column = -1
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _place(self, written: str) -> None:
        found = PLACE.fullmatch(written)
        if found is None:
            self.column += 1
            return
        self.row = int(found[2])
        self.column = _number(found[1])

    def _merge(self, ref: str) -> None:
        first, _separator, last = ref.partition(":")
        corners = PLACE.fullmatch(first), PLACE.fullmatch(last)
        if corners[0] and corners[1] and len(self.found.merges) <= MOST_LINES:
            (left, top), (right, bottom) = (each.groups() for each in corners if each)
            self.found.merges.append((int(top) - 1, _number(left), int(bottom) - 1, _number(right)))

    def text(self, piece: str) -> None:
        if self.listens:
            self.pieces.append(piece)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self.listens = False
        elif name == "c" and self.pieces:
            self._keep("".join(self.pieces))

    def _keep(self, text: str) -> None:
        cell = _Cell(self.row, self.column, self.kind, self.style)
        if self.kind == "s":
            cell.shared = int(text) if text.strip().isdecimal() else None
        elif self.kind == "n":
            cell.text = plain_number(text)
        elif self.kind == "b":
            cell.text = "VRAI" if text.strip() == "1" else "FAUX"
        elif self.kind != "e":
            cell.text = text
        if cell.shared is None and not cell.text.strip():
            return
        if self.column >= MOST_COLUMNS:
            raise ListTooWide(most=MOST_COLUMNS)
        self.filled.add(self.row)
        if len(self.filled) > MOST_LINES:
            raise ListTooLong(most=MOST_LINES)
        self.found.cells.append(cell)


def _read_strings(archive: Archive, wanted: set[int]) -> dict[int, str]:
    """The texts that cells share, only those asked for."""
    part = "xl/sharedStrings.xml"
    reader = _StringReader(wanted)
    if wanted and part in archive.parts:
        archive.parse(part, start=reader.start, end=reader.end, text=reader.text)
    return reader.strings


class _StringReader:
    """Follows shared texts; the pronunciation some languages write beside them is left out."""

    def __init__(self, wanted: set[int]) -> None:
        self.wanted = wanted
        self.strings: dict[int, str] = {}
        self.number = -1
        self.listens, self.aside = False, False
        self.pieces: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self.number += 1
            self.pieces = []
        elif name == "rPh":
            self.aside = True
        elif name == "t":
            self.listens = self.number in self.wanted and not self.aside

    def text(self, piece: str) -> None:
        if self.listens:
            self.pieces.append(piece)

    def end(self, name: str) -> None:
        if name == "t":
            self.listens = False
        elif name == "rPh":
            self.aside = False
        elif name == "si" and self.number in self.wanted:
            self.strings[self.number] = "".join(self.pieces)


def _number(name: str) -> int:
    """The place of a column by its letters, from 0."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def plain_number(text: str) -> str:
    """A number as one reads it in the sheet: 33063, not 33063.0, nor 6.1E+8.

    >>> plain_number("612345678"), plain_number("3.3063E4"), plain_number("0.5")
    ('612345678', '33063', '0.5')
    """
    try:
        value = float(text)
    except ValueError:
        return text
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"
