"""Turn a Word document into numbered lines: one number per paragraph, tables cell by cell."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from entrelacs.act.notes.sources.base import (
    MOST_LINES,
    Line,
    NotesFileDamaged,
    NotesFileTooLong,
    Style,
)
from entrelacs.act.notes.sources.text import styled_line

LARGEST_INSIDE = 20_000_000  # bytes once unpacked; pictures hardly shrink, text that big is a trap
MOST_ENTRIES = 2_000
MAIN_PART = "word/document.xml"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted or moved away in tracked changes, properties, or the same text again for older readers.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADING_NAME = re.compile(r"(?:heading|titre) ?(\d)|(title|titre)")
_CONTENTS_NAME = re.compile(r"(?:toc|tm) ?\d.*")
_LIST_NAME = re.compile(r"(?:list|liste|paragraphe de liste)\b.*")
_NOT_AN_OUTLINE = 9

_Kind = tuple[Style, int]


def lines_of_word(content: bytes, *, filename: str) -> tuple[Line, ...]:
    refuse_bomb(content, filename=filename)
    document = _open(content, filename=filename)
    kinds = _kinds_by_style(document.styles.element)
    lines: list[Line] = []
    for number, paragraph in enumerate(_paragraphs(document.element.body), start=1):
        if number > MOST_LINES:
            raise NotesFileTooLong(filename=filename, most=MOST_LINES)
        lines.extend(_lines_of(paragraph, number, _kind_of(paragraph, kinds)))
    return tuple(lines)


def refuse_bomb(content: bytes, *, filename: str) -> None:
    """Refuse what would unpack to far more than a report; reading never passes declared sizes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotesFileDamaged(filename=filename, reason="broken") from error
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_INSIDE:
        raise NotesFileDamaged(filename=filename, reason="too-much-inside")


def _open(content: bytes, *, filename: str) -> Any:
    import docx  # noqa: PLC0415 - slow import
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - slow import

    try:
        document = docx.Document(io.BytesIO(content))
        # A damaged part shows only when it is reached.
        _ = document.styles.element, document.element.body.tag
    except (
        *(zipfile.BadZipFile, zlib.error, OpcError, EOFError, OSError, RuntimeError),
        # The XML reader's errors are syntax errors; the rest is how missing parts show.
        *(SyntaxError, LookupError, ValueError, TypeError, AttributeError),
    ) as error:
        raise NotesFileDamaged(filename=filename, reason="broken") from error
    return document


def _kinds_by_style(styles: Any) -> dict[str, _Kind]:
    declared = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    kinds: dict[str, _Kind] = {}
    for identifier, style in declared.items():
        seen: set[str] = set()
        name, current = identifier, style
        while current is not None and name not in seen:
            seen.add(name)
            if kind := _kind_of_style(current):
                kinds[identifier] = kind
                break
            based_on = current.find(f"{_W}basedOn")
            name = based_on.get(f"{_W}val") if based_on is not None else ""
            current = declared.get(name)
    return kinds


def _kind_of_style(style: Any) -> _Kind | None:
    found = style.find(f"{_W}name")
    name = (found.get(f"{_W}val") or "").lower() if found is not None else ""
    if _CONTENTS_NAME.fullmatch(name):
        return Style.CONTENTS, 0
    if heading := _HEADING_NAME.fullmatch(name):
        return Style.HEADING, int(heading[1] or 1)
    if _LIST_NAME.fullmatch(name):
        return Style.BULLET, 0
    return _kind_of_properties(style.find(f"{_W}pPr"))


def _kind_of_properties(properties: Any) -> _Kind | None:
    if properties is None:
        return None
    outline = properties.find(f"{_W}outlineLvl")
    if outline is not None:
        level = outline.get(f"{_W}val") or ""
        if level.isdecimal() and int(level) < _NOT_AN_OUTLINE:
            return Style.HEADING, int(level) + 1
    list_number = properties.find(f"{_W}numPr/{_W}numId")
    if list_number is not None:
        is_taken_off = list_number.get(f"{_W}val") == "0"
        return (Style.PLAIN if is_taken_off else Style.BULLET), 0
    return None


def _kind_of(paragraph: Any, kinds: dict[str, _Kind]) -> _Kind:
    properties = paragraph.find(f"{_W}pPr")
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    by_style = kinds.get(style.get(f"{_W}val"), (Style.PLAIN, 0)) if style is not None else None
    # A numbered heading is still a heading.
    if by_style and by_style[0] in {Style.HEADING, Style.CONTENTS}:
        return by_style
    return _kind_of_properties(properties) or by_style or (Style.PLAIN, 0)


def _paragraphs(body: Any) -> Iterator[Any]:
    """Walk in reading order through tables, content controls and text boxes."""
    pending = [body]
    while pending:
        element = pending.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == f"{_W}p":
            yield element
        pending.extend(reversed(element))


def _text_of(paragraph: Any) -> str:
    pieces: list[str] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        # A paragraph inside a paragraph is a text box: it has its own number.
        if element.tag in _SKIPPED or element.tag == f"{_W}p":
            continue
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        else:
            pieces.append(_SIGNS.get(element.tag, ""))
            pending.extend(reversed(element))
    return "".join(pieces)


def _lines_of(paragraph: Any, number: int, kind: _Kind) -> Iterator[Line]:
    style, level = kind
    is_first = True
    for piece in _text_of(paragraph).split("\n"):
        if not piece.strip():
            continue
        line = styled_line(piece, number=number, after_blank=is_first)
        if is_first and style is not Style.PLAIN:
            typed_bullet = style is Style.BULLET and line.style is Style.BULLET
            text = line.text if typed_bullet else piece.strip()
            line = Line(number, line.raw, text, style, level, after_blank=True)
        yield line
        is_first = False
