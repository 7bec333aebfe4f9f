from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from entrelacs.share.reports.document import PNG, SVG, Document, Figure, Paragraph, Picture, Run
from entrelacs.share.reports.formats import UnreadablePicture, report_format
from tests.share.reports.sample import sample_document


def rendered(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(report_format("pdf").render(document)))


def shown(reader: pypdf.PdfReader) -> str:
    return " ".join(page.extract_text() for page in reader.pages)


def test_pdf_declares_itself_accessible():
    reader = rendered(sample_document())

    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "fr-FR"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.title == "La Grande Rencontre du Val"


def test_pdf_bookmarks_follow_the_sections():
    reader = rendered(sample_document())

    titles = [mark.title for mark in reader.outline if not isinstance(mark, list)]

    assert titles == [
        "<contents>", "<introduction>", "<programme_of_the_day>", "<table_summaries>",
        "<synthesis>", "<left_out>", "<roadmap>", "<closing>",
    ]  # fmt: skip


def test_pdf_citations_are_links_inside_the_document():
    reader = rendered(sample_document())

    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    links = [note for note in notes if note["/Subtype"] == "/Link"]

    # Ten entries of the contents, three onward from the tables, six from the syntheses.
    assert len(links) == len(notes)
    assert len(links) >= 19
    assert all("/Dest" in link or link["/A"]["/S"] == "/GoTo" for link in links)


@pytest.mark.parametrize(
    "text", ["Bravo 😀 你好 ✅", "👩\u200d👩\u200d👧 en famille", "\U000f0000"]
)
def test_character_without_a_glyph_becomes_a_square_and_stops_nothing(text):
    document = replace(sample_document(), children=(Paragraph((Run(f"Avant {text} après."),)),))

    words = shown(rendered(document))

    assert "Avant" in words
    assert "□" in words
    assert "après." in words


@pytest.mark.parametrize(
    "picture",
    [
        Picture(b"\x89PNG\r\n\x1a\n then nothing", PNG, "Photo"),
        Picture(b"<svg", SVG, "Photo"),
        Picture(b"", SVG, "Photo"),
    ],
)
def test_damaged_picture_is_named(picture):
    document = replace(sample_document(), logo=None, children=(Figure(picture),))

    with pytest.raises(UnreadablePicture) as caught:
        rendered(document)

    assert caught.value.details == {"picture": "Photo"}
