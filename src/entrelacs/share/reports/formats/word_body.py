"""Blocks of the tree into the body of a Word document, ours or an organiser's template."""

from functools import singledispatchmethod
from io import BytesIO
from typing import Any

from docx.document import Document as WordDocument
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from entrelacs.share.reports.document import (
    Block,
    BulletList,
    Citation,
    Figure,
    Highlights,
    Item,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Section,
)

from . import word_styles as look
from .base import UnreadablePicture
from .raster import as_dots
from .word_parts import add_bookmark, add_link, describe, element, next_bookmark_number

BROKEN = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
HIGHLIGHT_COLOURS = (look.TEAL, str(look.BRAND), look.ORANGE)


class WordBody:
    """Writes at the end of `document`, with its own styles wherever it has them."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.bookmark = next_bookmark_number(document.element.body)
        self.page_break_due = False
        # Looked up once: python-docx searches the whole styles part at each use of a name.
        self.style_ids = {style.name: style.style_id for style in document.styles}
        names = {style.name for style in document.styles}
        # Someone's template may not know bullets; a dash then says as much.
        self.has_bullets = "List Bullet" in names and self.is_numbered("List Bullet")

    def is_numbered(self, style: str) -> bool:
        properties = self.document.styles[style].element.pPr
        return properties is not None and properties.find(qn("w:numPr")) is not None

    @property
    def width(self) -> Length:
        section = self.document.sections[-1]
        sides = (section.left_margin or Mm(25)) + (section.right_margin or Mm(25))
        return Length((section.page_width or Mm(210)) - sides)

    def write(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            self.block(block)

    @singledispatchmethod
    def block(self, block: Block) -> None:
        raise NotImplementedError(type(block))

    @block.register
    def _(self, block: Section) -> None:
        heading = self.paragraph(f"Heading {min(block.level, 3)}", block.title)
        self.mark_place(heading, block.anchor)
        self.write(block.children)

    @block.register
    def _(self, block: Paragraph) -> None:
        self.add_runs(self.paragraph(), block.runs)

    @block.register
    def _(self, block: Note) -> None:
        self.add_runs(self.paragraph("Report Note"), block.runs)

    @block.register
    def _(self, block: BulletList) -> None:
        for item in block.items:
            self.item(item, depth=0)

    @block.register
    def _(self, block: Listing) -> None:
        table = self.table(len(block.rows) + 1, len(block.header), block.caption)
        weights = [
            min(60, max(12, *(len(row[place]) for row in (block.header, *block.rows))))
            for place in range(len(block.header))
        ]
        self.set_widths(table, weights)
        for place, title in enumerate(block.header):
            self.fill(table.cell(0, place), title, bold=True)
            self.shade(table.cell(0, place), look.BRAND_SOFT)
        table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001
        for line, row in enumerate(block.rows, start=1):
            for place, text in enumerate(row):
                self.fill(table.cell(line, place), text, bold=place == 0)
        self.rule(table, bottom=look.LINE, insideH=look.LINE)
        self.paragraph()

    @block.register
    def _(self, block: Highlights) -> None:
        labels = ", ".join(f"{figure.value} {figure.label}" for figure in block.figures)
        table = self.table(1, len(block.figures), labels)
        for place, figure in enumerate(block.figures):
            cell = table.cell(0, place)
            cell.paragraphs[0].style = self.document.styles["Report Figure"]
            cell.paragraphs[0].add_run(figure.value)
            cell.add_paragraph(figure.label)
            colour = HIGHLIGHT_COLOURS[place % len(HIGHLIGHT_COLOURS)]
            self.shade(cell, look.PAPER, top=colour)
        self.paragraph()

    @block.register
    def _(self, block: Figure) -> None:
        self.picture(self.paragraph(), block.picture, width=self.width)
        if block.caption:
            self.paragraph("Caption", block.caption)

    @block.register
    def _(self, block: PageBreak) -> None:
        self.page_break_due = True

    # ---- lines ----

    def paragraph(self, style: str = "", text: str = "") -> WordParagraph:
        paragraph = self.document.add_paragraph(text)
        if style:
            paragraph._p.style = self.style_ids[style]  # noqa: SLF001
        if self.page_break_due:
            paragraph.paragraph_format.page_break_before = True
            self.page_break_due = False
        return paragraph

    def run(self, paragraph: WordParagraph, text: str, style: str) -> None:
        paragraph.add_run(text)._r.style = self.style_ids[style]  # noqa: SLF001

    def link(self, paragraph: WordParagraph, text: str, anchor: str) -> WordRun:
        run = add_link(paragraph, text, anchor)
        run._r.style = self.style_ids["Report Reference"]  # noqa: SLF001
        return run

    def item(self, item: Item, depth: int) -> None:
        if not item.mark and self.has_bullets and depth == 0:
            paragraph = self.paragraph("List Bullet")
        else:
            paragraph = self.paragraph("Report Item")
            if depth:
                paragraph.paragraph_format.left_indent = Mm(15 + 5 * depth)
                paragraph.paragraph_format.first_line_indent = -Mm(5)
                paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(15 + 5 * depth))
            self.run(paragraph, item.mark or "–", "Report Mark")
            paragraph.add_run("\t")
        self.add_runs(paragraph, item.runs)
        if item.citation:
            self.cite(paragraph, item.citation)
        if item.anchor:
            self.mark_place(paragraph, item.anchor)
        for child in item.children:
            for nested in child.items:
                self.item(nested, depth + 1)

    def add_runs(self, paragraph: WordParagraph, runs: tuple[Run, ...]) -> None:
        for run in runs:
            if run.target:
                written = self.link(paragraph, run.text, run.target)
            else:
                written = paragraph.add_run(run.text)
            written.bold, written.italic = run.strong or None, run.emphasis or None

    def cite(self, paragraph: WordParagraph, citation: Citation) -> None:
        before, after = (" → ", "") if citation.onward else (" [", "]")
        self.run(paragraph, before, "Report Reference")
        for place, mark in enumerate(citation.marks):
            if place:
                self.run(paragraph, ", ", "Report Reference")
            self.link(paragraph, mark.text, mark.target)
        if after:
            self.run(paragraph, after, "Report Reference")

    def mark_place(self, paragraph: WordParagraph, anchor: str) -> None:
        add_bookmark(paragraph, anchor, self.bookmark)
        self.bookmark += 1

    def picture(self, paragraph: WordParagraph, picture: Picture, **size: Length) -> Any:
        """Place a picture and its alternative text; raises `UnreadablePicture`."""
        run = paragraph.add_run()
        try:
            run.add_picture(BytesIO(as_dots(picture)), **size)
        except BROKEN as error:
            raise UnreadablePicture(picture=picture.alternative) from error
        drawing = run._r[-1]  # noqa: SLF001
        describe(drawing, picture.alternative)
        return drawing

    # ---- listings ----

    def table(self, rows: int, columns: int, caption: str) -> Table:
        table: Table = self.document.add_table(rows, columns)
        table.autofit = False
        properties = table._tbl.tblPr  # noqa: SLF001
        properties.append(element("tblCaption", val=caption))
        for row in table.rows:
            row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001
        return table

    def set_widths(self, table: Table, weights: list[int]) -> None:
        for place, weight in enumerate(weights):
            width = Length(self.width * weight // sum(weights))
            table.columns[place].width = width
            for cell in table.columns[place].cells:
                cell.width = width

    def fill(self, cell: _Cell, text: str, *, bold: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold or None, Pt(9.5)

    def shade(self, cell: _Cell, fill: str, *, top: str = "") -> None:
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
        if top:
            borders = element("tcBorders")
            borders.append(element("top", val="single", sz="24", space="0", color=top))
            properties.append(borders)
        properties.append(element("shd", val="clear", color="auto", fill=fill))

    def rule(self, table: Table, **sides: str) -> None:
        borders = element("tblBorders")
        for side, colour in sides.items():
            borders.append(element(side, val="single", sz="4", space="0", color=colour))
        properties = table._tbl.tblPr  # noqa: SLF001
        properties.insert_element_before(
            borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
        )
