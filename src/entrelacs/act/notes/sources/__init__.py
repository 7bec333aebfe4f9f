"""Read table notes typed in a text, Markdown or Word document; no Django here."""

from entrelacs.act.notes.sources.base import (
    NotesFileDamaged,
    NotesFileEmpty,
    NotesFileNotText,
    NotesFileTooLarge,
    NotesFileTooLong,
    NotesFileUnreadable,
    NotesFileUnusable,
    NotesWarning,
    ParsedIdea,
    ParsedNotes,
    ParsedPerson,
    ParsedTable,
    PromptKind,
    WarningCode,
    as_json,
    split_name,
)
from entrelacs.act.notes.sources.reader import read_notes, refuse_large

__all__ = [
    "NotesFileDamaged",
    "NotesFileEmpty",
    "NotesFileNotText",
    "NotesFileTooLarge",
    "NotesFileTooLong",
    "NotesFileUnreadable",
    "NotesFileUnusable",
    "NotesWarning",
    "ParsedIdea",
    "ParsedNotes",
    "ParsedPerson",
    "ParsedTable",
    "PromptKind",
    "WarningCode",
    "as_json",
    "read_notes",
    "refuse_large",
    "split_name",
]
