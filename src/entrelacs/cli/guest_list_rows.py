"""Read the rows of a text or a spreadsheet, whatever program wrote it."""

import csv
import io
from pathlib import Path

from entrelacs.errors import EntrelacsError

LARGEST_FILE = 20_000_000


class GuestListError(EntrelacsError):
    """Root of what can be wrong with a list; `path` names the file."""

    code = "guest-list"


class ListNotReadable(GuestListError):
    """The file does not open, or is neither text nor a spreadsheet."""

    code = "guest-list-not-readable"


class NoSuchFile(GuestListError):
    """There is nothing at the path given."""

    code = "guest-list-no-such-file"


class ListTooLarge(GuestListError):
    """The file weighs more than 20 MB, or holds more than 25,000 people."""

    code = "guest-list-too-large"


class ListWithoutNames(GuestListError):
    """No title says where the names are; `titles` are those of the first line."""

    code = "guest-list-without-names"


class ListEmpty(GuestListError):
    """There are titles and nobody under them, or nothing at all."""

    code = "guest-list-empty"


def read_content(path: Path) -> bytes:
    """Return the bytes of a file. Raises NoSuchFile, ListNotReadable and ListTooLarge."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ListTooLarge(path=str(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NoSuchFile(path=str(path)) from error
    except OSError as error:
        raise ListNotReadable(path=str(path)) from error


def read_rows(path: Path) -> list[list[str]]:
    """Read a CSV (comma, semicolon or tab; UTF-8 or Windows) or a spreadsheet's first sheet.

    Raises ListNotReadable, ListTooLarge, and ListEmpty when no cell holds anything.
    """
    content = read_content(path)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        rows = _spreadsheet_rows(path, content)
    else:
        rows = _text_rows(path, content)
    tidy = [[" ".join(cell.split()) for cell in row] for row in rows]
    if not any(any(row) for row in tidy):
        raise ListEmpty(path=str(path))
    return tidy


def _spreadsheet_rows(path: Path, content: bytes) -> list[list[str]]:
    import python_calamine  # slow import

    try:
        sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise ListNotReadable(path=str(path)) from error
    return [[_shown(cell) for cell in row] for row in rows]


def _shown(cell: object) -> str:
    # A spreadsheet keeps a postal code as a number with a fraction.
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _text_rows(path: Path, content: bytes) -> list[list[str]]:
    if b"\0" in content:
        raise ListNotReadable(path=str(path))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise ListNotReadable(path=str(path)) from error
    titles = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=titles.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ListNotReadable(path=str(path)) from error
