"""The report as an article, headings from h2 down: the page that holds it owns the h1."""

import base64
from collections.abc import Iterator
from functools import singledispatchmethod
from html import escape

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
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Section,
    sections_of,
)

from .base import Assets, ReportFormat, register


class _Writer:
    """Every text passes through `escape`, every piece of markup is written here."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets

    def article(self, document: Document) -> Iterator[str]:
        yield f'<article class="report" lang="{escape(document.language)}">'
        yield from self.head(document)
        yield from self.contents(document)
        for block in document.children:
            yield from self.block(block)
        yield "</article>"

    def head(self, document: Document) -> Iterator[str]:
        yield '<header class="report-head">'
        if document.logo:
            yield self.image(document.logo, "report-logo")
        if document.organizer:
            yield f'<p class="report-organizer">{escape(document.organizer)}</p>'
        yield f'<p class="report-title">{escape(document.title)}</p>'
        yield f'<p class="report-subtitle">{escape(document.subtitle)}</p>'
        when = [escape(text) for text in (document.date, document.place) if text]
        yield f'<p class="report-when">{" · ".join(when)}</p>'
        if document.acknowledgements:
            yield f'<p class="report-thanks">{escape(document.acknowledgements)}</p>'
        yield "</header>"

    def contents(self, document: Document) -> Iterator[str]:
        """Nested lists, as deep as the printed table of contents."""
        title = escape(document.contents_title)
        yield f'<nav class="report-contents" aria-label="{title}">'
        yield f'<p class="report-contents-title">{title}</p>'
        depth = 0
        for section in sections_of(document, depth=2):
            if section.level > depth:
                yield "<ul>" * (section.level - depth)
            else:
                yield "</li>" + "</ul></li>" * (depth - section.level)
            depth = section.level
            yield f'<li><a href="#{escape(section.anchor)}">{escape(section.title)}</a>'
        yield "</li></ul>" * depth
        yield "</nav>"

    @singledispatchmethod
    def block(self, block: Block) -> Iterator[str]:
        raise NotImplementedError(type(block))

    @block.register
    def _(self, block: Section) -> Iterator[str]:
        heading, anchor = f"h{min(block.level + 1, 6)}", escape(block.anchor)
        # Unnamed: forty sections as landmarks would hide the page's own; headings lead here.
        yield "<section>"
        yield f'<{heading} id="{anchor}">{escape(block.title)}</{heading}>'
        for child in block.children:
            yield from self.block(child)
        yield "</section>"

    @block.register
    def _(self, block: Paragraph) -> Iterator[str]:
        yield f"<p>{self.runs(block.runs)}</p>"

    @block.register
    def _(self, block: Note) -> Iterator[str]:
        yield f'<p class="report-note">{self.runs(block.runs)}</p>'

    @block.register
    def _(self, block: BulletList) -> Iterator[str]:
        marked = any(item.mark for item in block.items)
        yield '<ul class="report-marked">' if marked else "<ul>"
        for item in block.items:
            yield from self.item(item)
        yield "</ul>"

    @block.register
    def _(self, block: Listing) -> Iterator[str]:
        caption = escape(block.caption)
        # Wider than a phone, it scrolls: then the keyboard must reach it.
        yield f'<div class="report-listing" role="region" tabindex="0" aria-label="{caption}">'
        yield f"<table><caption>{caption}</caption><thead><tr>"
        yield "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.header)
        yield "</tr></thead><tbody>"
        for first, *others in block.rows:
            cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
            yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
        yield "</tbody></table></div>"

    @block.register
    def _(self, block: Highlights) -> Iterator[str]:
        yield '<dl class="report-highlights">'
        for figure in block.figures:
            yield f"<div><dt>{escape(figure.label)}</dt><dd>{escape(figure.value)}</dd></div>"
        yield "</dl>"

    @block.register
    def _(self, block: Figure) -> Iterator[str]:
        caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
        yield f"<figure>{self.image(block.picture)}{caption}</figure>"

    @block.register
    def _(self, block: PageBreak) -> Iterator[str]:
        yield '<hr class="report-page-break" aria-hidden="true">'

    def item(self, item: Item) -> Iterator[str]:
        identity = f' id="{escape(item.anchor)}"' if item.anchor else ""
        mark = f'<span class="report-mark">{escape(item.mark)}</span> ' if item.mark else ""
        citation = f" {self.citation(item.citation)}" if item.citation else ""
        yield f"<li{identity}>{mark}{self.runs(item.runs)}{citation}"
        for child in item.children:
            yield from self.block(child)
        yield "</li>"

    def citation(self, citation: Citation) -> str:
        links = ", ".join(self.link(mark) for mark in citation.marks)
        shown = f"→ {links}" if citation.onward else f"[{links}]"
        return f'<span class="report-citation">{shown}</span>'

    def link(self, mark: Mark) -> str:
        return f'<a href="#{escape(mark.target)}">{escape(mark.text)}</a>'

    def runs(self, runs: tuple[Run, ...]) -> str:
        return "".join(self.run(run) for run in runs)

    def run(self, run: Run) -> str:
        text = escape(run.text)
        text = f"<em>{text}</em>" if run.emphasis else text
        text = f"<strong>{text}</strong>" if run.strong else text
        return f'<a href="#{escape(run.target)}">{text}</a>' if run.target else text

    def image(self, picture: Picture, kind: str = "report-picture") -> str:
        inside = f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"
        address = self.assets.picture_addresses.get(picture.name) or inside
        alternative = escape(picture.alternative)
        return f'<img class="{kind}" src="{escape(address)}" alt="{alternative}">'


@register
class HtmlFormat(ReportFormat):
    code, label = "html", _("Web page (HTML)")
    extension, media_type = "html", "text/html; charset=utf-8"

    def write(self, document: Document, assets: Assets) -> bytes:
        return "\n".join(_Writer(assets).article(document)).encode()
