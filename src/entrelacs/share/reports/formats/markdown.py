"""The report as Markdown: references are footnotes, whose text is the contribution itself."""

import re
from collections.abc import Iterator
from functools import singledispatchmethod

from django.utils.translation import gettext_lazy as _

from entrelacs.share.reports.document import (
    Block,
    BulletList,
    Citation,
    Document,
    Figure,
    Highlights,
    Item,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Section,
    sections_of,
    text_of,
    walk,
)

from .base import Assets, ReportFormat, register

# Escaping any of these is allowed everywhere; `<` and `&` would open markup or an entity.
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
# Only at the start of a line do these mean anything: bullets, numbers, rules, underlines.
OPENING = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
# A bare address would become a link.
ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")


def escaped(text: str) -> str:
    text = ADDRESS.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))
    opened = OPENING.match(text)
    if opened and opened[2].isdigit():
        return f"{text[: opened.end()]}\\{text[opened.end() :]}"
    return OPENING.sub(r"\1\\\2", text)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        lists = (block for block in walk(document.children) if isinstance(block, BulletList))
        self.items = {item.anchor: item for found in lists for item in found.items if item.anchor}
        # Footnotes are written once each, in the order they are first called.
        self.called: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        document = self.document
        yield f"# {escaped(document.title)}"
        yield f"**{escaped(document.subtitle)}**"
        for text in (document.organizer, document.date, document.place, document.acknowledgements):
            if text:
                yield escaped(text)
        if document.logo:
            yield f"*{escaped(document.logo.alternative)}*"
        yield from self.contents()
        for block in document.children:
            yield from self.block(block)
        for anchor, name in self.called.items():
            yield f"[^{anchor}]: {escaped(name)}: {self.runs(self.items[anchor].runs)}"

    def contents(self) -> Iterator[str]:
        yield f"**{escaped(self.document.contents_title)}**"
        yield "\n".join(
            f"{'  ' * (section.level - 1)}- {escaped(section.title)}"
            for section in sections_of(self.document, depth=2)
        )

    @singledispatchmethod
    def block(self, block: Block) -> Iterator[str]:
        raise NotImplementedError(type(block))

    @block.register
    def _(self, block: Section) -> Iterator[str]:
        yield f"{'#' * min(block.level + 1, 6)} {escaped(block.title)}"
        for child in block.children:
            yield from self.block(child)

    @block.register
    def _(self, block: Paragraph) -> Iterator[str]:
        yield self.runs(block.runs)

    @block.register
    def _(self, block: Note) -> Iterator[str]:
        yield f"> {self.runs(block.runs)}"

    @block.register
    def _(self, block: BulletList) -> Iterator[str]:
        yield "\n".join(line for item in block.items for line in self.item(item))

    @block.register
    def _(self, block: Listing) -> Iterator[str]:
        yield f"**{escaped(block.caption)}**"
        rows = [block.header, tuple("---" for _cell in block.header), *block.rows]
        texts = [[cell if cell == "---" else escaped(cell) for cell in row] for row in rows]
        yield "\n".join(f"| {' | '.join(cells)} |" for cells in texts)

    @block.register
    def _(self, block: Highlights) -> Iterator[str]:
        figures = (f"- **{escaped(one.value)}** {escaped(one.label)}" for one in block.figures)
        yield "\n".join(figures)

    @block.register
    def _(self, block: Figure) -> Iterator[str]:
        texts = (block.picture.alternative, block.caption)
        yield " — ".join(f"*{escaped(text)}*" for text in texts if text)

    @block.register
    def _(self, block: PageBreak) -> Iterator[str]:
        yield "---"

    def item(self, item: Item, depth: int = 0) -> Iterator[str]:
        mark = f"**{escaped(item.mark)}** " if item.mark else ""
        citation = f" {self.citation(item.citation)}" if item.citation else ""
        yield f"{'  ' * depth}- {mark}{self.runs(item.runs)}{citation}"
        for child in item.children:
            for nested in child.items:
                yield from self.item(nested, depth + 1)

    def citation(self, citation: Citation) -> str:
        if citation.onward:
            return f"(→ {', '.join(escaped(mark.text) for mark in citation.marks)})"
        return ", ".join(self.footnote_call(mark.text, mark.target) for mark in citation.marks)

    def footnote_call(self, name: str, anchor: str) -> str:
        if anchor not in self.items:
            return escaped(name)
        self.called.setdefault(anchor, name)
        return f"{escaped(name)}[^{anchor}]"

    def runs(self, runs: tuple[Run, ...]) -> str:
        """Marks of emphasis hug their words: `** a**` would show its stars."""
        if not any(run.strong or run.emphasis for run in runs):
            return escaped(text_of(runs))
        return "".join(self.run(run) for run in runs)

    def run(self, run: Run) -> str:
        stars = "**" * run.strong + "*" * run.emphasis
        words = run.text.strip()
        if not stars or not words:
            return escaped(run.text)
        before, after = run.text.split(words, maxsplit=1)
        return f"{before}{stars}{escaped(words)}{stars}{after}"


@register
class MarkdownFormat(ReportFormat):
    code, label = "markdown", _("Plain text (Markdown)")
    extension, media_type = "md", "text/markdown; charset=utf-8"

    def write(self, document: Document, assets: Assets) -> bytes:
        return ("\n\n".join(_Writer(document).lines()) + "\n").encode()
