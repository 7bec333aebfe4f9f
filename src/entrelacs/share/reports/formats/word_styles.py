"""The look of the Word report: tokens of the design, held by named styles that anyone can edit."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .word_parts import element

INK, INK_SOFT = RGBColor(0x1D, 0x24, 0x33), RGBColor(0x4D, 0x56, 0x6B)
BRAND, BRAND_SOFT = RGBColor(0x5B, 0x2A, 0x6F), "F0E7F4"
TEAL, ORANGE, LINE, PAPER = "0B6E6E", "B65C00", "DED6C7", "FBF8F2"
DISPLAY, TEXT = "Bricolage Grotesque", "Atkinson Hyperlegible Next"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style; sizes and spaces in points, `hanging` in millimetres."""

    name: str
    size: float
    bold: bool = False
    colour: RGBColor = INK
    font: str = TEXT
    before: float = 0
    after: float = 6
    hanging: float = 0
    indent: float = 0
    keep_next: bool = False


LOOKS = (
    Look("Normal", 10.5),
    Look("Title", 34, True, font=DISPLAY, after=8),
    Look("Subtitle", 12, True, BRAND, before=110, after=2),
    Look("Heading 1", 21, True, font=DISPLAY, before=26, after=10, keep_next=True),
    Look("Heading 2", 14.5, True, BRAND, DISPLAY, before=18, after=6, keep_next=True),
    Look("Heading 3", 11, True, before=11, after=4, keep_next=True),
    Look("List Bullet", 10.5, after=3),
    Look("TOC Heading", 21, True, font=DISPLAY, after=10, keep_next=True),
    Look("toc 1", 10.5, True, before=7, after=2),
    Look("toc 2", 10.5, after=1, indent=6),
    Look("Caption", 9.5, colour=INK_SOFT),
    Look("Header", 8.5, colour=INK_SOFT, after=0),
    Look("Footer", 8.5, colour=INK_SOFT, after=0),
    Look("Report Item", 10.5, after=4, hanging=15),
    Look("Report Note", 9.5, before=4, after=10),
    Look("Report Cover", 13, colour=INK_SOFT, after=2),
    Look("Report Figure", 24, True, font=DISPLAY, after=0),
)
CHARACTERS = (("Report Mark", 8.5, True), ("Report Reference", 8.5, False))


def set_font(style: Any, name: str) -> None:
    """Name the font in every script; theme fonts would win over it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def apply_look(document: WordDocument, look: Look, *, known: bool, own: bool) -> None:
    """Give our document our look; in someone else's, add only the styles it lacks."""
    if known and not own:
        return
    if known:
        style = document.styles[look.name]
    else:
        style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.bold = Pt(look.size), look.bold
    if own:
        style.font.italic, style.font.color.rgb = False, look.colour
        set_font(style, look.font)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_with_next = look.keep_next
    if look.hanging:
        shape.left_indent, shape.first_line_indent = Mm(look.hanging), -Mm(look.hanging)
        shape.tab_stops.add_tab_stop(Mm(look.hanging))
    if look.indent:
        shape.left_indent = Mm(look.indent)
    if look.name.startswith("Heading ") and not known:
        level = element("outlineLvl", val=str(int(look.name[-1]) - 1))
        style.element.get_or_add_pPr().append(level)


def set_borders(properties: Any, **sides: tuple[str, int]) -> None:
    """Borders of a paragraph style: colour and width, in eighths of a point, by side."""
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    borders = element("pBdr")
    for side, (colour, width) in sides.items():
        borders.append(element(side, val="single", sz=str(width), space="6", color=colour))
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def add_styles(document: WordDocument, *, own: bool) -> None:
    names = {str(style.name).casefold() for style in document.styles}
    for look in LOOKS:
        apply_look(document, look, known=look.name.casefold() in names, own=own)
    for name, size, bold in CHARACTERS:
        if name.casefold() not in names:
            style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
            style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, BRAND
    if not own:
        return
    document.styles["Normal"].paragraph_format.line_spacing = 1.2
    document.styles["Title"].paragraph_format.line_spacing = 1.0
    for name in ("Title", "Heading 1", "TOC Heading"):
        properties = document.styles[name].element.get_or_add_pPr()
        colour = {"top": (TEAL, 24)} if name != "Title" else {}
        set_borders(properties, **colour)
    note = document.styles["Report Note"].element.get_or_add_pPr()
    set_borders(note, left=(str(BRAND), 24))
    shade = element("shd", val="clear", color="auto", fill=BRAND_SOFT)
    note.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")
    for name in ("toc 1", "toc 2"):
        stops = document.styles[name].paragraph_format.tab_stops
        stops.add_tab_stop(Mm(162), WD_TAB_ALIGNMENT.RIGHT)


def set_language(document: WordDocument, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))
    document.core_properties.language = language


def set_page(document: WordDocument) -> None:
    """A4, and no header on the cover."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.different_first_page_header_footer = True
