"""Sheets of an .ods spreadsheet: repeated cells are counted before they are repeated."""

from entrelacs.act.guest_lists.archive import Archive
from entrelacs.act.guest_lists.errors import FileLocked, ListTooLong, ListTooWide
from entrelacs.act.guest_lists.sheets import MOST_COLUMNS, MOST_LINES, Merge, Sheet, sheet_of
from entrelacs.act.guest_lists.xlsx import plain_number

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
# What is written beside the cells: comments, changes that are followed, shapes.
ASIDE = {"annotation", "tracked-changes", "shapes", "frame", "custom-shape"}


def read_ods(archive: Archive) -> list[Sheet]:
    """Each sheet. Raises `FileLocked`, `ListTooLong`, `ListTooWide` and what `Archive` raises."""
    _refuse_locked(archive)
    reader = _Reader()
    archive.parse(CONTENT, start=reader.start, end=reader.end, text=reader.text)
    return reader.sheets


def _refuse_locked(archive: Archive) -> None:
    if MANIFEST not in archive.parts:
        return

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name == "encryption-data":
            raise FileLocked(name=archive.name)

    archive.parse(MANIFEST, start=start)


class _Reader:
    """Follows rows and cells; what is repeated without a value is only counted."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.aside = 0
        self.depth = 0
        self.value, self.wide = "", 1
        self.pieces: list[str] = []
        self._begin_sheet("")

    def _begin_sheet(self, name: str) -> None:
        self.name = name
        self.row = 0
        self.rows: list[tuple[int, list[str]]] = []
        self.merges: list[Merge] = []
        self._begin_row(1)

    def _begin_row(self, repeated: int) -> None:
        self.repeated = repeated
        self.column = 0
        self.cells: dict[int, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.aside or name in ASIDE:
            self.aside += 1
            return
        if name == "table":
            self.depth += 1
            if self.depth == 1:
                self._begin_sheet(attributes.get(f"{TABLE} name", ""))
        elif name == "table-row":
            self._begin_row(_count(attributes, "number-rows-repeated"))
        elif name in {"table-cell", "covered-table-cell"}:
            self._begin_cell(attributes)
        elif name == "p":
            self.pieces.append(" " if self.pieces else "")
        elif name in {"s", "tab", "line-break"}:
            self.pieces.append(" ")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.pieces = []
        self.wide = _count(attributes, "number-columns-repeated")
        kind = attributes.get(f"{OFFICE} value-type", "")
        self.value = ""
        if kind in {"float", "currency", "percentage"}:
            self.value = plain_number(attributes.get(f"{OFFICE} value", ""))
        elif kind == "date":
            self.value = attributes.get(f"{OFFICE} date-value", "").replace("T", " ")
        rows = _count(attributes, "number-rows-spanned")
        columns = _count(attributes, "number-columns-spanned")
        if (rows > 1 or columns > 1) and len(self.merges) < MOST_LINES:
            self.merges.append(
                (self.row, self.column, self.row + rows - 1, self.column + columns - 1)
            )

    def text(self, piece: str) -> None:
        if not self.aside and self.depth:
            self.pieces.append(piece)

    def end(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
        elif name in {"table-cell", "covered-table-cell"}:
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "table":
            self.depth -= 1
            if self.depth == 0:
                self.sheets.append(sheet_of(self.rows, merges=self.merges, name=self.name))

    def _end_cell(self) -> None:
        text = self.value or "".join(self.pieces)
        if text.strip():
            if self.column + self.wide > MOST_COLUMNS:
                raise ListTooWide(most=MOST_COLUMNS)
            self.cells |= dict.fromkeys(range(self.column, self.column + self.wide), text)
        self.column += self.wide
        self.pieces = []

    def _end_row(self) -> None:
        if self.cells:
            if len(self.rows) + self.repeated > MOST_LINES:
                raise ListTooLong(most=MOST_LINES)
            width = max(self.cells) + 1
            cells = [self.cells.get(place, "") for place in range(width)]
            self.rows += [(self.row + n + 1, list(cells)) for n in range(self.repeated)]
        self.row += self.repeated


def _count(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(f"{TABLE} {name}", "1")
    # Numbers of more digits than a sheet has rows are those of no sheet.
    return max(int(written), 1) if written.isdecimal() and len(written) <= 9 else 1
