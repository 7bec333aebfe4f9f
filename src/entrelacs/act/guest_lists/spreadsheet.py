"""A file turned into sheets; refused before it is read when it is too big, or is something else."""

from typing import BinaryIO

from entrelacs.act.guest_lists.archive import MEGABYTE, Archive
from entrelacs.act.guest_lists.cells import read_cells
from entrelacs.act.guest_lists.errors import FileEmpty, FileTooBig, FileUnreadable, ListEmpty
from entrelacs.act.guest_lists.html_table import looks_like_html, read_html
from entrelacs.act.guest_lists.ods import CONTENT, read_ods
from entrelacs.act.guest_lists.sheets import Sheet
from entrelacs.act.guest_lists.xls import read_xls
from entrelacs.act.guest_lists.xlsx import WORKBOOK, read_xlsx

MOST = 5 * MEGABYTE
ZIPPED, CONTAINER = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What old programs wrote "é", "è", "à"… with, when it was not Unicode: the likeliest first.
ENCODINGS = ("cp1252", "mac_roman", "cp850")
FRENCH = set("éèêëàâçîïôöùûüœÉÈÊÀÂÇÎÔŒ’–«»°…")


def read_file(file: BinaryIO, *, name: str, size: int) -> list[Sheet]:
    """The sheets of a file (.csv, .txt, .xlsx, .xls, .ods, or a web page) that hold something.

    Raises one of `errors.REFUSALS`.
    """
    if size > MOST:
        raise FileTooBig(size=round(size / MEGABYTE), most=MOST // MEGABYTE)
    if size == 0:
        raise FileEmpty
    content = file.read(MOST + 1)
    sheets = [sheet for sheet in _sheets(content, name) if sheet.records]
    if not sheets:
        raise FileEmpty
    return sheets


def _sheets(content: bytes, name: str) -> list[Sheet]:
    if content.startswith(CONTAINER):
        return read_xls(content, name=name)
    if content.startswith(ZIPPED):
        archive = Archive(content, name=name)
        if WORKBOOK in archive.parts:
            return read_xlsx(archive)
        if CONTENT in archive.parts:
            return read_ods(archive)
        raise FileUnreadable(name=name)
    text = _text(content, name)
    if looks_like_html(content):
        return read_html(text)
    try:
        return [read_cells(text, most=MOST)]
    except ListEmpty:
        return []


def _text(content: bytes, name: str) -> str:
    # Excel writes UTF-16 when asked for "Unicode text".
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-16" or _is_binary(content):
            raise FileUnreadable(name=name) from None
        text = _decode_old(content)
    if "\x00" in text or content.startswith((b"%PDF", b"{\\rtf", b"<?xml")):
        raise FileUnreadable(name=name)
    return text


def _decode_old(content: bytes) -> str:
    """The text in the encoding that makes most of it French; Windows' own when they are equal."""
    texts = [content.decode(encoding, errors="replace") for encoding in ENCODINGS]
    return max(texts, key=_likeness)


def _likeness(text: str) -> int:
    strange = [letter for letter in text if not letter.isascii()]
    return sum(1 if letter in FRENCH else -1 for letter in strange)


def _is_binary(content: bytes) -> bool:
    head = content[:4096]
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c" for byte in head)
    return controls * 50 > len(head)
