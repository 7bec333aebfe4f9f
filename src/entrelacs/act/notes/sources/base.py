"""What a file of table notes becomes, and what may be wrong with the file itself."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Literal

from entrelacs.errors import EntrelacsError

LARGEST_FILE = 5_000_000  # bytes
MOST_LINES = 20_000  # some 400 pages


class Style(StrEnum):
    HEADING = "heading"
    BULLET = "bullet"
    PLAIN = "plain"
    CONTENTS = "contents"


class PromptKind(StrEnum):
    OBJECTIVES = "objectives"
    EXAMPLES = "examples"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank; `raw` is what was typed, `text` is without its bullet or hashes."""

    number: int
    raw: str
    text: str
    style: Style = Style.PLAIN
    level: int = 0
    after_blank: bool = True


@dataclass(frozen=True, slots=True)
class ParsedPerson:
    name: str
    structure: str
    line: int

    @property
    def given(self) -> str:
        return split_name(self.name)[0]

    @property
    def family(self) -> str:
        return split_name(self.name)[1]


@dataclass(frozen=True, slots=True)
class ParsedIdea:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ParsedTable:
    number: int
    people: tuple[ParsedPerson, ...]
    objectives: tuple[ParsedIdea, ...]
    examples: tuple[ParsedIdea, ...]
    leads: tuple[ParsedIdea, ...]
    line: int
    title: str = ""
    unnamed_guests: int = 0


class WarningCode(StrEnum):
    # Lines that became nothing: each is told once, in full.
    OUTSIDE_TABLES = "outside-tables"
    CONTENTS = "contents"
    PAGE_MARK = "page-mark"
    UNKNOWN_PROMPT = "unknown-prompt"
    NO_PROMPT = "no-prompt"
    NO_BULLET = "no-bullet"
    EMPTY_BULLET = "empty-bullet"
    PEOPLE_UNREAD = "people-unread"
    # Lines that were taken, and deserve a second look.
    UNNAMED_GUEST = "unnamed-guest"
    PERSON_UNCLEAR = "person-unclear"
    TABLE_REPEATED = "table-repeated"
    TABLE_NUMBER_MISSING = "table-number-missing"
    TABLE_TITLE = "table-title"
    TABLE_EMPTY = "table-empty"
    PROMPT_REPEATED = "prompt-repeated"


UNPLACED = frozenset(
    {
        WarningCode.OUTSIDE_TABLES,
        WarningCode.CONTENTS,
        WarningCode.PAGE_MARK,
        WarningCode.UNKNOWN_PROMPT,
        WarningCode.NO_PROMPT,
        WarningCode.NO_BULLET,
        WarningCode.EMPTY_BULLET,
        WarningCode.PEOPLE_UNREAD,
    }
)


@dataclass(frozen=True, slots=True)
class NotesWarning:
    """Lines `line` to `last_line`, whole in `text`; a remark about a taken line has one line."""

    code: WarningCode
    line: int
    text: str
    last_line: int

    @property
    def is_unplaced(self) -> bool:
        return self.code in UNPLACED


@dataclass(frozen=True, slots=True)
class ParsedNotes:
    tables: tuple[ParsedTable, ...]
    warnings: tuple[NotesWarning, ...]
    digest: str
    filename: str
    # Word knows paragraphs, not lines: whoever shows a number must use the right word.
    unit: Literal["line", "paragraph"] = "line"
    taken: frozenset[int] = field(default=frozenset(), repr=False)


def split_name(name: str) -> tuple[str, str]:
    """Cut a name in given and family parts, trusting capitals, then particles, then order.

    >>> split_name("Odile DE VARENNES")
    ('Odile', 'DE VARENNES')
    >>> split_name("Mme BRUNEL Maya")
    ('Maya', 'BRUNEL')
    >>> split_name("Hugo")
    ('Hugo', '')
    """
    words = name.split()
    if len(words) > 1 and words[0].lower() in _CIVILITIES:
        words = words[1:]
        if len(words) == 1:
            return "", words[0]
    shouted = [word.isupper() and len(word.strip(".")) > 1 for word in words]
    if any(shouted) and not all(shouted):
        if shouted[-1]:
            start = len(words) - 1
            while start > 1 and shouted[start - 1]:
                start -= 1
            return " ".join(words[:start]), " ".join(words[start:])
        if shouted[0]:
            end = shouted.index(False)
            return " ".join(words[end:]), " ".join(words[:end])
    for position, word in enumerate(words[1:], start=1):
        if word.lower() in _PARTICLES or word.lower().startswith(("d'", "d’")):
            return " ".join(words[:position]), " ".join(words[position:])
    return " ".join(words[:1]), " ".join(words[1:])


_CIVILITIES = frozenset({"m.", "m", "mr", "mme", "mlle", "mx", "monsieur", "madame", "dr"})
_PARTICLES = frozenset(
    {"de", "du", "des", "le", "la", "van", "von", "ben", "el", "al", "da", "dos"}
)


def as_json(parsed: ParsedNotes) -> dict[str, Any]:
    """Say the notes with lists, texts and numbers only; the shape is a promise to other programs."""
    return {
        "tables": [
            {
                "number": table.number,
                "people": [
                    {"name": person.name, "structure": person.structure} for person in table.people
                ],
                "objectives": [idea.text for idea in table.objectives],
                "examples": [idea.text for idea in table.examples],
                "leads": [idea.text for idea in table.leads],
            }
            for table in parsed.tables
        ],
        "warnings": [
            {"line": warning.line, "code": str(warning.code), "text": warning.text}
            for warning in parsed.warnings
        ],
    }


class NotesFileUnusable(EntrelacsError):
    """The root of what is wrong with the file itself; nothing was imported."""

    code: ClassVar[str] = "notes-file-unusable"


class NotesFileUnreadable(NotesFileUnusable):
    """Details: filename, reason (missing, folder, forbidden, other)."""

    code = "notes-file-unreadable"


class NotesFileEmpty(NotesFileUnusable):
    """Details: filename."""

    code = "notes-file-empty"


class NotesFileNotText(NotesFileUnusable):
    """Details: filename, kind (pdf, image, doc, odt, xlsx, rtf, zip, binary)."""

    code = "notes-file-not-text"


class NotesFileTooLarge(NotesFileUnusable):
    """Details: filename, megabytes, largest (both in millions of bytes)."""

    code = "notes-file-too-large"


class NotesFileTooLong(NotesFileUnusable):
    """Details: filename, most (lines)."""

    code = "notes-file-too-long"


class NotesFileDamaged(NotesFileUnusable):
    """Details: filename, reason (not-word, broken, too-much-inside)."""

    code = "notes-file-damaged"
