"""The table of a web page: many web applications give one under the name of a spreadsheet."""

from html.parser import HTMLParser

from entrelacs.act.guest_lists.errors import ListTooLong, ListTooWide
from entrelacs.act.guest_lists.sheets import MOST_COLUMNS, MOST_LINES, Merge, Sheet, sheet_of

CELLS = {"td", "th"}
BREAKS = {"br", "p", "div", "li"}
UNSEEN = {"script", "style", "title", "head"}


def looks_like_html(content: bytes) -> bool:
    """Whether a file begins as a web page does, whatever its name says.

    >>> looks_like_html(b"<table><tr><td>Nom"), looks_like_html(b"Nom;Structure")
    (True, False)
    """
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\0\xff\xfe").replace(b"\0", b"").lower()
    return head.startswith(b"<") and any(
        mark in head for mark in (b"<html", b"<!doctype html", b"<table", b"<tr")
    )


def read_html(text: str) -> list[Sheet]:
    """Each table that holds something. Raises `ListTooLong` or `ListTooWide`."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_row()
    return [
        sheet_of(rows, merges=merges)
        for rows, merges in reader.tables
        if any(any(cells) for _number, cells in rows)
    ]


class _Reader(HTMLParser):
    """Forgiving as browsers are: rows and cells need not be closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[tuple[int, list[str]]], list[Merge]]] = [([], [])]
        self.cells: list[str] | None = None
        self.pieces: list[str] | None = None
        self.unseen = 0
        # Columns of this row that a cell above still occupies, and for how many rows.
        self.held: dict[int, int] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "table":
            self.end_row()
            self.tables.append(([], []))
            self.held = {}
        elif tag == "tr":
            self.end_row()
            self.cells = []
        elif tag in CELLS:
            self._begin_cell(dict(attributes))
        elif tag in BREAKS and self.pieces is not None:
            self.pieces.append(" ")

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if self.cells is None:
            self.cells = []
        rows, _merges = self.tables[-1]
        while self.held.get(len(self.cells), 0):
            self.cells.append("")
        down, across = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        column = len(self.cells)
        if column + across > MOST_COLUMNS:
            raise ListTooWide(most=MOST_COLUMNS)
        if down > 1:
            self.tables[-1][1].append((len(rows), column, len(rows) + down - 1, column))
            self.held |= dict.fromkeys(range(column, column + across), down)
        self.across = across
        self.pieces = []

    def handle_data(self, data: str) -> None:
        if self.pieces is not None and not self.unseen:
            self.pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in CELLS:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self.end_row()

    def _end_cell(self) -> None:
        if self.pieces is None or self.cells is None:
            return
        self.cells += ["".join(self.pieces), *[""] * (self.across - 1)]
        self.pieces = None

    def end_row(self) -> None:
        self._end_cell()
        if self.cells is None:
            return
        rows, _merges = self.tables[-1]
        rows.append((len(rows) + 1, self.cells))
        if len(rows) > MOST_LINES * 2:
            raise ListTooLong(most=MOST_LINES)
        self.held = {column: left - 1 for column, left in self.held.items() if left > 1}
        self.cells = None


def _span(written: str | None) -> int:
    return max(1, int(written)) if written and written.isdecimal() and len(written) < 5 else 1
