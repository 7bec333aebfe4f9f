"""A file turned into the text one would have pasted; refused before it is read when too big."""

import datetime
import io
import zipfile
from typing import Any, BinaryIO

from entrelacs.act.guest_lists.cells import MOST_LINES
from entrelacs.act.guest_lists.errors import FileEmpty, FileTooBig, FileUnreadable, ListTooLong

MEGABYTE = 1024 * 1024
MOST = 5 * MEGABYTE
# A small archive can unfold into gigabytes.
MOST_UNFOLDED = 100 * MEGABYTE
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_file(file: BinaryIO, *, name: str, size: int) -> str:
    """The text of a list (.csv, .txt, .xlsx, .xls, .ods), one line per row, tabs between cells.

    Raises `FileTooBig`, `FileEmpty`, `FileUnreadable` or `ListTooLong`.
    """
    if size > MOST:
        raise FileTooBig(size=round(size / MEGABYTE), most=MOST // MEGABYTE)
    if size == 0:
        raise FileEmpty
    content = file.read()
    if content.startswith(SPREADSHEETS):
        return _spreadsheet(content, name)
    return _text(content, name)


def _text(content: bytes, name: str) -> str:
    # Excel writes UTF-16 when asked for "Unicode text".
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-16" or _is_binary(content):
            raise FileUnreadable(name=name) from None
        # What a French Windows writes; every byte means something in it, or nearly.
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text or content.startswith(b"%PDF"):
        raise FileUnreadable(name=name)
    if not text.strip():
        raise FileEmpty
    return text


def _is_binary(content: bytes) -> bool:
    head = content[:4096]
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c" for byte in head)
    return controls * 50 > len(head)


def _spreadsheet(content: bytes, name: str) -> str:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 -- slow import

    _refuse_archive(content, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError, OSError) as fault:
        raise FileUnreadable(name=name) from fault
    lines = ["\t".join(_cell(value) for value in row).rstrip("\t") for row in rows]
    written = sum(bool(line.strip()) for line in lines)
    if not written:
        raise FileEmpty
    if written > MOST_LINES:
        raise ListTooLong(most=MOST_LINES)
    return "\n".join(lines)


def _refuse_archive(content: bytes, name: str) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as fault:
        raise FileUnreadable(name=name) from fault
    if sum(member.file_size for member in members) > MOST_UNFOLDED:
        raise FileTooBig(size=MOST_UNFOLDED // MEGABYTE, most=MOST // MEGABYTE)
    names = {member.filename for member in members}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise FileUnreadable(name=name)


def _cell(value: Any) -> str:
    """As one reads it in the sheet: 33063, not 33063.0; one line, so that rows stay rows."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.date):
        value = value.isoformat()
    return " ".join(str(value).split())
