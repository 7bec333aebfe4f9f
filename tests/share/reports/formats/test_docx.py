import uuid
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from entrelacs.share.reports.document import PNG, SVG, Figure, Picture
from entrelacs.share.reports.formats import Assets, UnreadablePicture, report_format
from entrelacs.share.reports.formats.word_fonts import obfuscated
from entrelacs.share.reports.formats.word_styles import TEXT
from tests.share.reports.sample import LOGO, sample_document


def rendered(**changes) -> WordDocument:
    written = report_format("docx").render(replace(sample_document(), **changes))
    return docx.Document(BytesIO(written))


def styled(word: WordDocument, style: str) -> list[str]:
    """Texts of a style, those inside the table of contents included."""
    paragraphs = word.element.body.iter(qn("w:p"))
    identity = word.styles[style].style_id
    return ["".join(one.itertext(qn("w:t"))) for one in paragraphs if one.style == identity]


def test_docx_headings_are_real_ones():
    word = rendered()

    assert styled(word, "Title") == ["La Grande Rencontre du Val"]
    assert styled(word, "Heading 1")[:2] == ["<introduction>", "<programme_of_the_day>"]
    assert styled(word, "Heading 2") == [
        "Table ronde", "Table 1", "Table 2 : Se former", "Objectifs", "Pistes",
    ]  # fmt: skip
    assert "Rencontres" in styled(word, "Heading 3")


def test_docx_table_of_contents_is_a_field_that_already_shows_its_entries():
    word = rendered()

    contents = word.element.body.find(qn("w:sdt"))
    instruction = "".join(contents.itertext(qn("w:instrText")))
    kinds = [mark.get(qn("w:fldCharType")) for mark in contents.iter(qn("w:fldChar"))]

    assert instruction.split()[0] == "TOC"
    assert kinds == ["begin", "separate", "end"]
    assert styled(word, "toc 1") == styled(word, "Heading 1")
    assert styled(word, "toc 2") == styled(word, "Heading 2")


def test_docx_links_lead_to_one_bookmark_of_the_document():
    body = rendered().element.body

    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    targets = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]

    assert len(set(names)) == len(names) == len(set(numbers))
    assert {"_t1_p1", "_s2"} <= set(targets) <= set(names)


def test_docx_says_its_title_and_its_language():
    word = rendered()

    language = word.styles.element.find(".//" + qn("w:lang")).get(qn("w:val"))

    assert word.core_properties.title == "La Grande Rencontre du Val"
    assert word.core_properties.language == "fr-FR"
    assert word.core_properties.comments == ""
    assert language == "fr-FR"


def test_docx_pictures_are_described_and_decoration_says_it_is_one():
    body = rendered().element.body

    descriptions = [drawing.get("descr") for drawing in body.iter(qn("wp:docPr"))]
    decorations = body.xpath(".//*[local-name()='decorative']")

    assert descriptions == [LOGO.alternative, ""]
    assert len(decorations) == 1


def test_docx_listing_repeats_its_header():
    table = next(one for one in rendered().tables if one.cell(0, 0).text == "<time>")

    header, *rows = table.rows

    assert header._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rows)


def tiny_font(folder: Path) -> bytes:
    """A font of one empty glyph, under the name of the one the report is set in."""
    empty = TTGlyphPen(None).glyph()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": empty})
    builder.setupHorizontalMetrics({".notdef": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    names = {"familyName": TEXT, "styleName": "Regular", "fullName": f"{TEXT} Regular"}
    builder.setupNameTable(names | {"psName": TEXT.replace(" ", ""), "version": "1"})
    builder.setupOS2(usWeightClass=400)
    builder.setupPost()
    builder.save(folder / "tiny.ttf")
    return (folder / "tiny.ttf").read_bytes()


def test_docx_embeds_the_fonts_it_is_given(tmp_path):
    font = tiny_font(tmp_path)

    written = report_format("docx").render(sample_document(), Assets(font_paths=(tmp_path,)))

    table = docx.Document(BytesIO(written)).part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    entry = parse_xml(table.blob).xpath(
        f"w:font[@w:name='{TEXT}']/w:embedRegular", namespaces=nsmap
    )[0]
    key = uuid.UUID(entry.get(qn("w:fontKey")))
    hidden = table.related_parts[entry.get(qn("r:id"))].blob
    assert hidden[:32] != font[:32]
    assert obfuscated(hidden, key) == font


def test_docx_without_fonts_names_what_to_use_instead(tmp_path):
    absent = Assets(font_paths=(tmp_path / "nowhere",))

    written = report_format("docx").render(sample_document(), absent)

    table = docx.Document(BytesIO(written)).part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    entry = parse_xml(table.blob).xpath(f"w:font[@w:name='{TEXT}']", namespaces=nsmap)[0]
    assert [child.tag for child in entry] == [qn("w:altName")]


@pytest.mark.parametrize(
    "picture",
    [Picture(b"GIF, says the extension", PNG, "Photo"), Picture(b"<svg", SVG, "Photo")],
)
def test_docx_damaged_picture_is_named(picture):
    with pytest.raises(UnreadablePicture) as caught:
        rendered(children=(Figure(picture),))

    assert caught.value.details == {"picture": "Photo"}
