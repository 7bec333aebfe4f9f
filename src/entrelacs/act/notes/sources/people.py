"""Read a line of people: names, structures in parentheses, guests whose name nobody wrote."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from entrelacs.act.notes.sources.base import ParsedPerson
from entrelacs.act.notes.sources.headings import WRITTEN_NUMBERS, fold
from entrelacs.act.notes.sources.markdown import plain_words

_SEPARATOR = re.compile(r"[,;\n]|(?<=\s)(?:et|&)(?=\s)")
_PLUS = re.compile(r"[,;]?\s*\+\s*(\d{1,2})(?:\s+(?:autres?\s+)?personnes?)?\s*$")
_DASH = re.compile(r"\s[–—-]\s")
_GUESTS = re.compile(
    rf"(?:et )?(?:(?P<count>\d{{1,2}}|{'|'.join(WRITTEN_NUMBERS)}) )?(?:autres? )?"
    r"(?P<who>(?:personne|participant|invite|collegue|stagiaire|benevole|accompagnant)[^\s]*"
    r"|anonymes?|inconnue?s?)(?P<rest>(?: .*)?)"
)
LONGEST_NAME = 6  # words


@dataclass
class PeopleFound:
    people: list[ParsedPerson] = field(default_factory=list)
    unnamed: list[tuple[int, int, str]] = field(default_factory=list)  # line, how many, as typed
    unclear: list[tuple[int, str]] = field(default_factory=list)  # line, as typed

    @property
    def is_empty(self) -> bool:
        return not self.people and not self.unnamed

    @property
    def unnamed_guests(self) -> int:
        return sum(count for _, count, _ in self.unnamed)


def read_people(fragments: Sequence[tuple[int, str]], *, one_per_line: bool = False) -> PeopleFound:
    """Read people from numbered pieces of text; a wrapped line goes on, unless each has its own."""
    found = PeopleFound()
    if one_per_line:
        for number, text in fragments:
            _read_bullet(number, text, into=found)
        return found
    joined, starts = _join(fragments)
    for offset, part in _split(joined):
        number = fragments[bisect_right(starts, offset) - 1][0]
        _read_part(number, part, into=found)
    return found


def is_unfinished(text: str) -> bool:
    """Tell that the list goes on below: a separator at its end, or an open parenthesis."""
    stripped = text.rstrip()
    return stripped.endswith((",", ";", " et")) or text.count("(") > text.count(")")


def _join(fragments: Sequence[tuple[int, str]]) -> tuple[str, list[int]]:
    depths = _depths(" ".join(text for _, text in fragments))
    text = " ".join(text for _, text in fragments)
    has_separators = any(
        depths[match.start()] == 0 for match in re.finditer("[,;]", text.rstrip(" ,;"))
    )
    # Without any comma, people were typed one under the other.
    glue = " " if has_separators else "\n"
    starts, length = [], 0
    for _, piece in fragments:
        starts.append(length)
        length += len(piece) + 1
    return glue.join(piece for _, piece in fragments), starts


def _depths(text: str) -> list[int]:
    """How deep in parentheses each character stands; one that never closes does not count."""
    closing_of: dict[int, int] = {}
    opened: list[int] = []
    for position, character in enumerate(text):
        if character == "(":
            opened.append(position)
        elif character == ")" and opened:
            closing_of[opened.pop()] = position
    changes = [0] * (len(text) + 1)
    for start, end in closing_of.items():
        changes[start] += 1
        changes[end + 1] -= 1
    depths, depth = [], 0
    for change in changes:
        depth += change
        depths.append(depth)
    return depths


def _split(text: str) -> Iterator[tuple[int, str]]:
    depths = _depths(text)
    start = 0
    for match in _SEPARATOR.finditer(text):
        if depths[match.start()] == 0:
            yield from _trimmed(start, text[start : match.start()])
            start = match.end()
    yield from _trimmed(start, text[start:])


def _trimmed(start: int, part: str) -> Iterator[tuple[int, str]]:
    if part.strip():
        yield start + len(part) - len(part.lstrip()), part.strip()


def _read_bullet(number: int, text: str, *, into: PeopleFound) -> None:
    parts = [part for _, part in _split(text)]
    if len(parts) == 2 and "," in text and "(" not in text:
        # One bullet, one person: what follows the only comma is more likely a structure.
        into.people.append(
            ParsedPerson(name=plain_words(parts[0]), structure=plain_words(parts[1]), line=number)
        )
        into.unclear.append((number, plain_words(text)))
        return
    for part in parts:
        _read_part(number, part, into=into)


def _read_part(number: int, part: str, *, into: PeopleFound) -> None:
    words = plain_words(part).strip(" *,;")
    if re.search(r"[)\w]{2}\.$|\)\.$", words):
        words = words.removesuffix(".")
    name, structures, is_closed = _cut_structures(words)
    name, guests = _take_guests(name)
    kept = []
    for structure in structures:
        structure_words, more = _take_guests(structure)
        guests += more
        kept.append(structure_words)
    structure = ", ".join(filter(None, kept))
    if not structure and (pieces := _DASH.split(name, maxsplit=1))[1:]:
        name, structure = pieces[0].strip(), pieces[1].strip()
    if unnamed := _count_unnamed(name):
        guests, name = guests + unnamed, ""
    if guests:
        into.unnamed.append((number, guests, words))
    if _is_name(name):
        into.people.append(ParsedPerson(name=name, structure=structure, line=number))
        if not is_closed:
            into.unclear.append((number, words))
    elif name or (structure and not guests) or not guests:
        into.unclear.append((number, words))


def _cut_structures(words: str) -> tuple[str, list[str], bool]:
    depths = _depths(words)
    outside, inside, current = [], [], []
    for position, character in enumerate(words):
        if depths[position]:
            current.append(character)
        else:
            if current:
                inside.append("".join(current)[1:-1].strip(" *"))
                current = []
            outside.append(character)
    if current:
        inside.append("".join(current)[1:-1].strip(" *"))
    name, opened, unclosed = "".join(outside).partition("(")
    if opened:
        inside.append(unclosed.strip(" *"))
    return " ".join(name.split()), inside, not opened


def _take_guests(text: str) -> tuple[str, int]:
    match = _PLUS.search(text)
    return (text[: match.start()].strip(), int(match[1])) if match else (text, 0)


def _count_unnamed(name: str) -> int:
    match = _GUESTS.fullmatch(fold(name))
    if match is None:
        return 0
    if count := match["count"]:
        return WRITTEN_NUMBERS.get(count) or int(count)
    return 1 if match["who"].startswith(("anonyme", "inconnu")) else 0


def _is_name(text: str) -> bool:
    return (
        any(letter.isalpha() for letter in text)
        and not any(letter.isdigit() or letter in "?!:" for letter in text)
        and len(text.split()) <= LONGEST_NAME
    )
