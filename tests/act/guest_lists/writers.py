"""Spreadsheets as programs write them, reduced to what makes them so: XLSX, ODS and XLS."""

import datetime
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

Cell = str | int | float | bool | datetime.date | None
Rows = Sequence[Sequence[Cell]]
# First row, first column, last row, last column, all from 0.
Merge = tuple[int, int, int, int]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
EPOCH = datetime.date(1899, 12, 30)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def letters(column: int) -> str:
    """The name of a column: A, B… Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def xlsx(
    rows: Rows | dict[str, Rows],
    *,
    merges: Iterable[Merge] = (),
    hidden: Iterable[str] = (),
    shared: bool = True,
) -> bytes:
    """A workbook of one sheet, or of several by name; merged cells are those of the first."""
    sheets: dict[str, Rows] = rows if isinstance(rows, dict) else {"Feuil1": rows}
    strings: dict[str, int] = {}
    parts: dict[str, str | bytes] = {}
    listed, relations, types = [], [], []
    for number, (name, content) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name in hidden else ""
        listed.append(
            f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="rId{number}"/>'
        )
        relations.append(
            f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        types.append(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = _xlsx_sheet(
            content, strings if shared else None, list(merges) if number == 1 else []
        )
    relations.append(
        f'<Relationship Id="s1" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="s2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    shown = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{''.join(types)}</Types>",
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
            f'Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            f"{''.join(listed)}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
            f"{''.join(relations)}</Relationships>",
            "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs count="2">'
            '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
            "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{shown}</sst>',
            **parts,
        }
    )


def _xlsx_sheet(rows: Rows, strings: dict[str, int] | None, merges: list[Merge]) -> str:
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = [_xlsx_cell(value, f"{letters(n)}{number}", strings) for n, value in enumerate(row)]
        if any(cells):
            lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    merged = "".join(
        f'<mergeCell ref="{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"/>'
        for top, left, bottom, right in merges
    )
    merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{merged}'
        "</worksheet>"
    )


def _xlsx_cell(value: Cell, place: str, strings: dict[str, int] | None) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime.date):
        return f'<c r="{place}" s="1"><v>{_serial(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    if strings is None:
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'


def _serial(value: datetime.date) -> int:
    day = value.date() if isinstance(value, datetime.datetime) else value
    return (day - EPOCH).days


def ods(rows: Rows | dict[str, Rows], *, merges: Iterable[Merge] = ()) -> bytes:
    """A spreadsheet as LibreOffice writes it; merged cells are those of the first sheet."""
    sheets: dict[str, Rows] = rows if isinstance(rows, dict) else {"Feuille1": rows}
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        f"{_ods_rows(content, list(merges) if number == 0 else [])}</table:table>"
        for number, (name, content) in enumerate(sheets.items())
    )
    return ods_of(tables)


def ods_of(tables: str) -> bytes:
    """The archive around what is in `office:spreadsheet`."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'{HEAD}<office:document-content xmlns:office="{OFFICE}" '
            f'xmlns:table="{TABLE}" xmlns:text="{TEXT}" office:version="1.3"><office:body>'
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
            "META-INF/manifest.xml": f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
            'opendocument:xmlns:manifest:1.0"/>',
        }
    )


def _ods_rows(rows: Rows, merges: list[Merge]) -> str:
    spans = {
        (top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merges
    }
    covered = {
        (row, column)
        for top, left, bottom, right in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    lines = []
    for number, row in enumerate(rows):
        cells = "".join(
            "<table:covered-table-cell/>"
            if (number, place) in covered
            else _ods_cell(value, spans.get((number, place)))
            for place, value in enumerate(row)
        )
        # LibreOffice ends each row with the cells nobody used.
        lines.append(
            f"<table:table-row>{cells}"
            '<table:table-cell table:number-columns-repeated="16370"/></table:table-row>'
        )
    lines.append(
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return "".join(lines)


def _ods_cell(value: Cell, span: tuple[int, int] | None) -> str:
    spanned = (
        f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
        if span
        else ""
    )
    if value is None or value == "":
        return f"<table:table-cell{spanned}/>"
    if isinstance(value, datetime.date):
        return (
            f'<table:table-cell{spanned} office:value-type="date" office:date-value="{value}">'
            f"<text:p>{value:%d/%m/%Y}</text:p></table:table-cell>"
        )
    if isinstance(value, int | float):
        return (
            f'<table:table-cell{spanned} office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell{spanned} office:value-type="string">{lines}</table:table-cell>'


def xls(
    rows: Rows | dict[str, Rows], *, merges: Iterable[Merge] = (), shared: bool = False
) -> bytes:
    """A workbook of Excel 97 to 2003: BIFF8 records in an OLE container.

    `shared` writes texts apart, as Excel does, cut here and there; numbers then take their short form.
    """
    sheets: dict[str, Rows] = rows if isinstance(rows, dict) else {"Feuil1": rows}
    strings: dict[str, int] = {}
    bodies = [
        _xls_sheet(content, list(merges) if number == 0 else [], strings if shared else None)
        for number, content in enumerate(sheets.values())
    ]
    names = [_xls_name(name) for name in sheets]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    head += _record(0x0042, struct.pack("<H", 1200))
    # Two styles: plain, and the fourteenth format, which is a date.
    head += b"".join(_record(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, 14))
    tail = (_xls_strings(list(strings)) if shared else b"") + _record(0x000A, b"")
    place = len(head) + sum(4 + 6 + len(name) for name in names) + len(tail)
    for name, body in zip(names, bodies, strict=True):
        head += _record(0x0085, struct.pack("<IBB", place, 0, 0) + name)
        place += len(body)
    return _ole(b"".join([head, tail, *bodies]))


def _record(code: int, content: bytes) -> bytes:
    return struct.pack("<HH", code, len(content)) + content


def _xls_name(name: str) -> bytes:
    return struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")


def _xls_strings(texts: list[str]) -> bytes:
    """Texts that cells share, every third one cut in the middle by a record that continues it."""
    parts = [struct.pack("<II", len(texts), len(texts))]
    for number, text in enumerate(texts):
        is_wide = any(ord(letter) > 255 for letter in text)
        coded = text.encode("utf-16-le" if is_wide else "latin-1")
        length = len(text.encode("utf-16-le")) // 2
        # A run of formatted letters follows the text, to be left out.
        runs = 1 if number % 2 else 0
        parts[-1] += struct.pack("<HB", length, is_wide | (8 if runs else 0))
        parts[-1] += struct.pack("<H", runs) if runs else b""
        if number % 3 == 2 and len(coded) > 4:
            parts[-1] += coded[:4]
            parts.append(struct.pack("<B", is_wide) + coded[4:])
        else:
            parts[-1] += coded
        parts[-1] += bytes(4 * runs)
        if len(parts[-1]) > 6000:
            parts.append(b"")
    return _record(0x00FC, parts[0]) + b"".join(_record(0x003C, part) for part in parts[1:])


def _xls_sheet(rows: Rows, merges: list[Merge], strings: dict[str, int] | None) -> bytes:
    width = max(map(len, rows), default=0)
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    body += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, datetime.date):
                serial = (_serial(value) << 2) | 2
                body += _record(0x027E, struct.pack("<HHHI", number, place, 1, serial))
            elif isinstance(value, int) and strings is not None and value < 1 << 29:
                body += _record(
                    0x00BD, struct.pack("<HHHIH", number, place, 0, (value << 2) | 2, place)
                )
            elif isinstance(value, int | float):
                body += _record(0x0203, struct.pack("<HHHd", number, place, 0, float(value)))
            elif value and strings is not None:
                key = strings.setdefault(str(value), len(strings))
                body += _record(0x00FD, struct.pack("<HHHI", number, place, 0, key))
            elif value:
                text = str(value).encode("utf-16-le")
                body += _record(
                    0x0204, struct.pack("<HHHHB", number, place, 0, len(text) // 2, 1) + text
                )
    if merges:
        body += _record(
            0x00E5,
            struct.pack("<H", len(merges))
            + b"".join(
                struct.pack("<HHHH", top, bottom, left, right)
                for top, left, bottom, right in merges
            ),
        )
    return body + _record(0x000A, b"")


def _ole(stream: bytes, name: str = "Workbook") -> bytes:
    """One stream in a compound file: header, allocation tables, directory, then the stream."""
    # A stream under 4,096 bytes would lie elsewhere, in the "mini" stream.
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    tables = 1
    while tables * 128 < sectors + 1 + tables:
        tables += 1
    free, last, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    first = tables + 1
    chain = [table] * tables + [last] + [*range(first + 1, first + sectors), last]
    chain += [free] * (tables * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, last, 0, last, 0)
    header += b"".join(struct.pack("<I", n if n < tables else free) for n in range(109))
    directory = _ole_entry("Root Entry", kind=5, child=1, start=last, size=0)
    directory += _ole_entry(name, kind=2, child=free, start=first, size=len(stream))
    directory += bytes(256)
    return (
        header
        + struct.pack(f"<{len(chain)}I", *chain)
        + directory
        + stream.ljust(sectors * 512, b"\0")
    )


def _ole_entry(name: str, *, kind: int, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    entry: Any = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
    return bytes(entry + struct.pack("<IQ", start, size))


def locked(name: str = "EncryptedPackage") -> bytes:
    """What Excel writes when asked for a password: a container whose stream nobody can read."""
    return _ole(b"\x10\x20" * 3000, name)
