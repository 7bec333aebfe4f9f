"""Sheets of an .xls workbook (Excel 5 to 2003), record after record: nothing is believed of its sizes."""

import datetime
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from entrelacs.act.guest_lists.container import read_workbook_stream
from entrelacs.act.guest_lists.dates import FIRST_DAY, LATER_BY, date_of, is_date_format
from entrelacs.act.guest_lists.errors import FileLocked, FileUnreadable, ListTooLong, ListTooWide
from entrelacs.act.guest_lists.sheets import MOST_COLUMNS, MOST_LINES, Merge, Sheet, sheet_of
from entrelacs.act.guest_lists.xls_strings import Pieces, read_text
from entrelacs.act.guest_lists.xlsx import plain_number

BEGIN, END, CONTINUE = 0x0809, 0x000A, 0x003C
CODE_PAGE, DATE_MODE, FORMAT, STYLE, SHEET, STRINGS, FILE_PASS = (
    0x0042, 0x0022, 0x041E, 0x00E0, 0x0085, 0x00FC, 0x002F,
)  # fmt: skip
NUMBER, LABEL, RICH_LABEL, SHARED, SMALL, SMALL_RUN, FORMULA, FORMULA_TEXT, BOOLEAN, MERGED = (
    0x0203, 0x0204, 0x00D6, 0x00FD, 0x027E, 0x00BD, 0x0006, 0x0207, 0x0205, 0x00E5,
)  # fmt: skip
VERSION_8, VERSION_5 = 0x0600, 0x0500
ENCODINGS = {10000: "mac_roman", 437: "cp437", 850: "cp850", 1250: "cp1250"}
Record = tuple[int, bytes, list[bytes]]


def read_xls(content: bytes, *, name: str) -> list[Sheet]:
    """Each visible sheet. Raises `FileLocked`, `FileUnreadable`, `ListTooLong` or `ListTooWide`."""
    stream = read_workbook_stream(content, name=name)
    try:
        book = _read_book(stream, name)
        return [
            _SheetReader(book).read(stream, begins, title)
            for title, begins in book.sheets
            if begins < len(stream)
        ]
    except (struct.error, IndexError) as fault:
        raise FileUnreadable(name=name) from fault


@dataclass
class _Book:
    is_8: bool = True
    encoding: str = "cp1252"
    first_day: datetime.datetime = FIRST_DAY
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    sheets: list[tuple[str, int]] = field(default_factory=list)

    def text(self, body: bytes, place: int, *, short: bool = False) -> str:
        return read_text(
            Pieces([body], place), encoding=None if self.is_8 else self.encoding, short=short
        )

    def is_date(self, style: int) -> bool:
        key = self.styles[style] if style < len(self.styles) else 0
        return is_date_format(key, self.formats.get(key, ""))


def _records(stream: bytes, place: int) -> Iterator[Record]:
    """Each record with those that continue it, until the end of its part."""
    while place + 4 <= len(stream):
        code, size = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + size]
        place += 4 + size
        more = []
        while place + 4 <= len(stream) and stream[place : place + 2] == b"\x3c\x00":
            (size,) = struct.unpack_from("<H", stream, place + 2)
            more.append(stream[place + 4 : place + 4 + size])
            place += 4 + size
        yield code, body, more
        if code == END:
            return


def _read_book(stream: bytes, name: str) -> _Book:
    book = _Book()
    for number, (code, body, more) in enumerate(_records(stream, 0)):
        if number == 0:
            version = struct.unpack_from("<H", body)[0] if code == BEGIN else 0
            if version not in {VERSION_8, VERSION_5}:
                raise FileUnreadable(name=name)
            book.is_8 = version == VERSION_8
        elif code == FILE_PASS:
            raise FileLocked(name=name)
        else:
            _learn(book, code, body, more)
    return book


def _learn(book: _Book, code: int, body: bytes, more: list[bytes]) -> None:
    if code == CODE_PAGE:
        book.encoding = ENCODINGS.get(struct.unpack_from("<H", body)[0], "cp1252")
    elif code == DATE_MODE and struct.unpack_from("<H", body)[0]:
        book.first_day = FIRST_DAY + LATER_BY
    elif code == FORMAT:
        (key,) = struct.unpack_from("<H", body)
        book.formats[key] = book.text(body, 2, short=not book.is_8)
    elif code == STYLE:
        book.styles.append(struct.unpack_from("<HH", body)[1])
    elif code == STRINGS:
        book.strings = _strings([body, *more])
    elif code == SHEET:
        begins, state, kind = struct.unpack_from("<IBB", body)
        if state == 0 and kind == 0:
            book.sheets.append((book.text(body, 6, short=True), begins))


def _strings(parts: list[bytes]) -> list[str]:
    """The texts that cells share; as many as there are, whatever their number is said to be."""
    pieces = Pieces(parts, 8)
    strings = []
    while not pieces.is_over:
        strings.append(read_text(pieces, encoding=None))
    return strings


class _SheetReader:
    """Follows the cells of a sheet; only those written are kept."""

    def __init__(self, book: _Book) -> None:
        self.book = book
        self.rows: dict[int, dict[int, str]] = {}
        self.merges: list[Merge] = []
        # Where the text of the next record goes: that of a formula comes after it.
        self.awaited: tuple[int, int] | None = None

    def read(self, stream: bytes, begins: int, name: str) -> Sheet:
        for code, body, _more in _records(stream, begins):
            if code == SMALL_RUN:
                self._run(body)
            elif code == MERGED:
                self._merge(body)
            elif code == FORMULA_TEXT and self.awaited:
                self._keep(*self.awaited, self.book.text(body, 0))
            elif code in {NUMBER, LABEL, RICH_LABEL, SHARED, SMALL, FORMULA, BOOLEAN}:
                self._cell(code, body)
        rows = [
            (row + 1, [cells.get(column, "") for column in range(max(cells) + 1)])
            for row, cells in self.rows.items()
        ]
        return sheet_of(rows, merges=self.merges, name=name)

    def _cell(self, code: int, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self.awaited = None
        if code in {LABEL, RICH_LABEL}:
            text = self.book.text(body, 6)
        elif code == SHARED:
            (key,) = struct.unpack_from("<I", body, 6)
            text = self.book.strings[key] if key < len(self.book.strings) else ""
        elif code == NUMBER:
            text = self._number(struct.unpack_from("<d", body, 6)[0], style)
        elif code == SMALL:
            text = self._number(_small(struct.unpack_from("<I", body, 6)[0]), style)
        elif code == BOOLEAN:
            value, is_error = struct.unpack_from("<BB", body, 6)
            text = "" if is_error else _boolean(value)
        else:
            text = self._result(body, row, column, style)
        self._keep(row, column, text)

    def _result(self, body: bytes, row: int, column: int, style: int) -> str:
        """What a formula gave when the file was saved; it is never run."""
        result = body[6:14]
        if result[6:8] != b"\xff\xff":
            return self._number(struct.unpack("<d", result)[0], style)
        if result[0] == 0:
            self.awaited = (row, column)
        return _boolean(result[2]) if result[0] == 1 else ""

    def _run(self, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        for number in range((len(body) - 6) // 6):
            style, value = struct.unpack_from("<HI", body, 4 + number * 6)
            self._keep(row, column + number, self._number(_small(value), style))

    def _merge(self, body: bytes) -> None:
        (count,) = struct.unpack_from("<H", body)
        for number in range(min(count, (len(body) - 2) // 8, MOST_LINES - len(self.merges))):
            top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + number * 8)
            self.merges.append((top, left, bottom, right))

    def _number(self, value: float, style: int) -> str:
        text = repr(value)
        if self.book.is_date(style):
            return date_of(text, self.book.first_day)
        return plain_number(text)

    def _keep(self, row: int, column: int, text: str) -> None:
        if not text.strip():
            return
        if column >= MOST_COLUMNS:
            raise ListTooWide(most=MOST_COLUMNS)
        self.rows.setdefault(row, {})[column] = text
        if len(self.rows) > MOST_LINES:
            raise ListTooLong(most=MOST_LINES)


def _boolean(value: int) -> str:
    return "VRAI" if value else "FAUX"


def _small(value: int) -> float:
    """A number on four bytes: the head of a real, or a whole number, of hundredths perhaps."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x80000000 else 0))
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))
    return number / 100 if value & 1 else number
