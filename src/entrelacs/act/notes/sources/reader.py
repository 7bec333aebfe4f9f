"""Open a file of table notes, refuse what is not one, and read it."""

import hashlib
import io
import os
import zipfile
from pathlib import Path

from entrelacs.act.notes.sources.base import (
    LARGEST_FILE,
    NotesFileDamaged,
    NotesFileEmpty,
    NotesFileNotText,
    NotesFileTooLarge,
    NotesFileUnreadable,
    ParsedNotes,
)
from entrelacs.act.notes.sources.parser import parse_lines
from entrelacs.act.notes.sources.text import decode, lines_of_text
from entrelacs.act.notes.sources.word import MAIN_PART, lines_of_word

_ZIP = b"PK\x03\x04"
_KINDS = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "image"),
)
_MEMBERS = (("content.xml", "odt"), ("xl/workbook.xml", "xlsx"))


def read_notes(source: Path | str | bytes, filename: str = "") -> ParsedNotes:
    """Read a path, or bytes already received; raise a NotesFileUnusable before any long work."""
    if isinstance(source, bytes):
        content, shown = source, filename
        refuse_large(len(content), filename=shown)
    else:
        path = Path(source)
        shown = filename or path.name
        content = _read(path, filename=shown)
    if not content.strip(b" \t\r\n\f\v\0"):
        # A file of nothing but NUL bytes is not empty, it is not text.
        if b"\0" in content:
            raise NotesFileNotText(filename=shown, kind="binary")
        raise NotesFileEmpty(filename=shown)
    is_word = _is_word(content, filename=shown)
    if is_word:
        lines = lines_of_word(content, filename=shown)
    else:
        lines = lines_of_text(decode(content, filename=shown), filename=shown)
    if not lines:
        raise NotesFileEmpty(filename=shown)
    outcome = parse_lines(lines)
    return ParsedNotes(
        tables=outcome.tables,
        warnings=outcome.warnings,
        digest=hashlib.sha256(content).hexdigest(),
        filename=shown,
        unit="paragraph" if is_word else "line",
        taken=outcome.taken,
    )


def refuse_large(size: int, *, filename: str = "") -> None:
    """Raise NotesFileTooLarge; an upload is checked with the size it declares, before it is read."""
    if size > LARGEST_FILE:
        raise NotesFileTooLarge(
            filename=filename,
            megabytes=round(size / 1_000_000, 1),
            largest=LARGEST_FILE // 1_000_000,
        )


def _read(path: Path, *, filename: str) -> bytes:
    try:
        with path.open("rb") as handle:
            refuse_large(os.fstat(handle.fileno()).st_size, filename=filename)
            # A device or a pipe declares no size: stop one byte after the limit.
            content = handle.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise NotesFileUnreadable(filename=filename, reason="missing") from error
    except IsADirectoryError as error:
        raise NotesFileUnreadable(filename=filename, reason="folder") from error
    except PermissionError as error:
        raise NotesFileUnreadable(filename=filename, reason="forbidden") from error
    except (OSError, ValueError) as error:
        raise NotesFileUnreadable(filename=filename, reason="other") from error
    refuse_large(len(content), filename=filename)
    return content


def _is_word(content: bytes, *, filename: str) -> bool:
    """Tell Word from text by content, never by name alone; raise for any other kind."""
    for signature, kind in _KINDS:
        if content.startswith(signature):
            raise NotesFileNotText(filename=filename, kind=kind)
    says_word = filename.lower().endswith((".docx", ".docm"))
    if content.startswith(_ZIP):
        names = _members(content, filename=filename)
        if MAIN_PART in names:
            return True
        kind = next((kind for member, kind in _MEMBERS if member in names), "zip")
        if kind != "zip" or not says_word:
            raise NotesFileNotText(filename=filename, kind=kind)
    if says_word:
        raise NotesFileDamaged(filename=filename, reason="not-word")
    return False


def _members(content: bytes, *, filename: str) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotesFileDamaged(filename=filename, reason="broken") from error
