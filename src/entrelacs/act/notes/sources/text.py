"""Turn a plain text or Markdown file into numbered lines with a light style."""

import re
import unicodedata
from itertools import islice

from entrelacs.act.notes.sources.base import (
    MOST_LINES,
    Line,
    NotesFileNotText,
    NotesFileTooLong,
    Style,
)

# Only these end a line: an editor shows a form feed inside the line that follows it.
_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_QUOTED = re.compile(r"^(?:>\s*){1,20}(?=[^>\s])")
_HASHES = re.compile(r"(#{1,6})(?:\s+|$)(.*)", re.DOTALL)
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_BULLET = re.compile(
    r"(?:"
    r"[-*+–—·‑]\s+|[-–—](?=[^\W\d_a-z])"
    r"|[•‣▪▫◦●○■□➢➤►▶✓✔\uf0b7\uf0a7\uf0d8]\s*"
    r"|o\t\s*"
    r"|\(?\d{1,2}\)\s*|\d{1,2}[.°/]\s+|[a-z]\)\s+"
    r")(?:\[[ xX]\]\s+)?(.*)",
    re.DOTALL,
)
_LONE_BULLET = re.compile(r"[-*+–—•‣▪▫◦●○■□\uf0b7\uf0a7]|\(?\d{1,2}[.)]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(content: bytes, *, filename: str) -> str:
    """Read UTF-8, UTF-16 with its mark, else Windows' French; refuse what is not text."""
    encodings = ["utf-16"] if content.startswith(_UTF16) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_as_text(text):
            return unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    raise NotesFileNotText(filename=filename, kind="binary")


def _reads_as_text(text: str) -> bool:
    if "\0" in text:
        return False
    sample = text[:65_536]
    controls = sum(character < " " and character not in "\t\n\r\f\v\x1b" for character in sample)
    return controls * 50 <= len(sample)


def lines_of_text(text: str, *, filename: str) -> tuple[Line, ...]:
    pieces = _LINE_END.split(text, maxsplit=MOST_LINES)
    if len(pieces) > MOST_LINES:
        raise NotesFileTooLong(filename=filename, most=MOST_LINES)
    lines: list[Line] = []
    last_number = -1
    following = [*islice(pieces, 1, None), ""]
    for number, (piece, after) in enumerate(zip(pieces, following, strict=True), start=1):
        if not piece.strip():
            continue
        after_blank = number != last_number + 1
        lines.append(styled_line(piece, number=number, after_blank=after_blank, after=after))
        last_number = number
    return tuple(lines)


def styled_line(piece: str, *, number: int, after_blank: bool, after: str = "") -> Line:
    """Guess the style from the signs in front; `after` is the line below, which may underline it."""
    content = _QUOTED.sub("", piece.strip())
    style, level, text = Style.PLAIN, 0, content
    if hashes := _HASHES.fullmatch(content):
        style, level = Style.HEADING, len(hashes[1])
        text = hashes[2].rstrip("#").rstrip() if hashes[2].endswith("#") else hashes[2]
    elif is_rule(content):
        pass
    elif _LONE_BULLET.fullmatch(content):
        style, text = Style.BULLET, ""
    elif bullet := _BULLET.fullmatch(content):
        style, text = Style.BULLET, bullet[1].strip()
    elif after_blank and _UNDERLINE.fullmatch(after.strip()):
        style, level = Style.HEADING, 1 if after.strip()[0] == "=" else 2
    return Line(number, piece.rstrip(), text, style, level, after_blank)


def is_rule(content: str) -> bool:
    """Tell a drawn separation (---, ***, ====) from words.

    >>> is_rule("* * *"), is_rule("- oui")
    (True, False)
    """
    signs = set(content) - {" ", "\t"}
    return len(signs) == 1 and signs <= set("-*_=~–—#") and len(content) >= 3
