"""The whole Word report: cover, table of contents already filled, body, running heads."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from entrelacs.share.reports.document import SVG, Document, Picture, Section, sections_of

from .base import Assets
from .word_body import WordBody
from .word_fonts import embed_fonts
from .word_parts import (
    add_field,
    add_link,
    element,
    field_run,
    float_at_page_foot,
    instruction_run,
)
from .word_styles import add_styles, set_language, set_page

STRANDS = Path(__file__).with_name("strands.svg")
DEPTH = 2
# Beyond it, a title in full size would run into the strands.
LONG_TITLE = 60


def word_report(document: Document, assets: Assets) -> bytes:
    word = docx.Document()
    add_styles(word, own=True)
    set_language(word, document.language)
    set_page(word)
    set_properties(word, document)
    embed_fonts(word, assets.font_paths)
    body = WordBody(word)
    add_cover(word, body, document)
    add_contents(body, document)
    add_running_heads(word, document)
    body.write(document.children)
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title, properties.subject = document.title[:255], document.subtitle[:255]
    properties.author = properties.last_modified_by = document.organizer[:255]
    properties.comments = properties.keywords = ""
    # Dates of python-docx's own template, which are not ours.
    for name in ("created", "modified"):
        for stale in properties._element.findall(qn(f"dcterms:{name}")):  # noqa: SLF001
            properties._element.remove(stale)  # noqa: SLF001


def add_cover(word: WordDocument, body: WordBody, document: Document) -> None:
    head = body.paragraph("Report Cover")
    if document.logo:
        body.picture(head, document.logo, height=Mm(20))
        head = body.paragraph("Report Cover")
    head.add_run(document.organizer).bold = True
    add_strands(body, head)
    body.paragraph("Subtitle", document.subtitle)
    title = body.paragraph("Title", document.title)
    if len(document.title) > LONG_TITLE:
        title.runs[0].font.size = Pt(25)
    body.paragraph("Report Cover").add_run(document.date).bold = True
    for text in (document.place, document.acknowledgements):
        if text:
            body.paragraph("Report Cover", text)
    body.page_break_due = True


def add_strands(body: WordBody, paragraph: WordParagraph) -> None:
    """Across the foot of the cover; on white, since Word prints no page colour."""
    ground = b'fill="none"><rect width="210" height="74" fill="#ffffff"/>'
    drawing = STRANDS.read_bytes().replace(b"#fbf8f2", b"#ffffff")
    drawing = drawing.replace(b'fill="none">', ground, 1)
    width, height = Mm(210), Mm(74)
    placed = body.picture(paragraph, Picture(drawing, SVG, ""), width=width, height=height)
    float_at_page_foot(placed, width=width, height=height, top=Mm(203))


def add_contents(body: WordBody, document: Document) -> None:
    """A real table of contents, with its entries, that Word may update.

    Its entries lead to their sections; page numbers come when Word updates the table, since a
    number guessed here would be believed.
    """
    body.paragraph("TOC Heading", document.contents_title)
    entries = [add_entry(body, section) for section in sections_of(document, depth=DEPTH)]
    if entries:
        opening = (
            field_run("begin"),
            instruction_run(rf'TOC \o "1-{DEPTH}" \h \z \u'),
            field_run("separate"),
        )
        first = entries[0]._p  # noqa: SLF001
        for place, run in enumerate(opening, start=1):
            first.insert(place, run)
        entries[-1]._p.append(field_run("end"))  # noqa: SLF001
        wrap_contents([entry._p for entry in entries])  # noqa: SLF001
    body.page_break_due = True


def add_entry(body: WordBody, section: Section) -> WordParagraph:
    paragraph = body.paragraph(f"toc {section.level}")
    add_link(paragraph, section.title, section.anchor)
    return paragraph


def wrap_contents(paragraphs: list[Any]) -> None:
    """Tell Word that this is its table of contents: it then offers to update it."""
    holder, properties, content = element("sdt"), element("sdtPr"), element("sdtContent")
    gallery = element("docPartObj")
    gallery.append(element("docPartGallery", val="Table of Contents"))
    gallery.append(element("docPartUnique"))
    properties.append(gallery)
    holder.extend((properties, content))
    paragraphs[0].addprevious(holder)
    content.extend(paragraphs)


def add_running_heads(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for name in ("Header", "Footer"):
        stops = word.styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Mm(162), WD_TAB_ALIGNMENT.RIGHT)
    header.add_run(f"{document.organizer}\t{document.date}")
    footer.add_run(f"{document.title}\t")
    add_field(footer, "PAGE", "1")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES", "1")
