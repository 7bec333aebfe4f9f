"""The report as one tree of frozen blocks: every format renders this and nothing else.

Texts are plain: no markup of any kind has a meaning in them. No Django here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from entrelacs.commons.typesetting.texts import printable

SVG, PNG, JPEG = "image/svg+xml", "image/png", "image/jpeg"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `target` is the anchor it leads to, if any."""

    text: str
    strong: bool = False
    emphasis: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference people can read, such as « T3·P2 », and the anchor it leads to."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Citation:
    """What a line stands on or, when `onward`, what became of it."""

    marks: tuple[Mark, ...]
    onward: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart from the text, such as how to read the references."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One bullet: its own mark, where others can point, and what it stands on."""

    runs: tuple[Run, ...]
    mark: str = ""
    anchor: str = ""
    citation: Citation | None = None
    children: tuple["BulletList", ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under a header; the first column names its row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Highlights:
    """The few figures one remembers."""

    figures: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image and the text that replaces it for whoever does not see it.

    `name` lets a page serve the image from its own address (`Assets.picture_addresses`).
    """

    data: bytes
    media_type: str
    alternative: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    picture: Picture
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a printed report starts a new page."""


@dataclass(frozen=True, slots=True)
class Section:
    """Level 1 is a part of the report; a child section is one level deeper."""

    level: int
    title: str
    anchor: str
    children: tuple["Block", ...]


Block = Paragraph | Note | BulletList | Listing | Highlights | Figure | PageBreak | Section


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report; `date` and `place` are texts, ready to be read."""

    title: str
    subtitle: str
    language: str
    date: str
    children: tuple[Block, ...]
    place: str = ""
    organizer: str = ""
    acknowledgements: str = ""
    contents_title: str = ""
    logo: Picture | None = None


Tree = TypeVar("Tree")


def cleaned(node: Tree) -> Tree:
    """The same tree with every text printable."""
    changed: Any = node
    if isinstance(node, str):
        changed = printable(node)
    elif isinstance(node, tuple):
        changed = tuple(cleaned(child) for child in node)
    elif is_dataclass(node) and not isinstance(node, type):
        parts = {field.name: cleaned(getattr(node, field.name)) for field in fields(node)}
        changed = replace(node, **parts)
    return changed  # type: ignore[no-any-return]


def text_of(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, parents before children, in reading order (nested lists included).

    >>> tree = (Section(1, "A", "a", (PageBreak(),)),)
    >>> [type(block).__name__ for block in walk(tree)]
    ['Section', 'PageBreak']
    """
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from walk(block.children)
        elif isinstance(block, BulletList):
            for item in block.items:
                yield from walk(item.children)


def sections_of(document: Document, *, depth: int) -> tuple[Section, ...]:
    """The sections a table of contents shows, in reading order."""
    found = (block for block in walk(document.children) if isinstance(block, Section))
    return tuple(section for section in found if section.level <= depth)
