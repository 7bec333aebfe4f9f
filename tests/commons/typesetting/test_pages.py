from pathlib import Path

import pypdf
import pytest
import typst
from django.conf import settings

from entrelacs.commons.typesetting.pages import fonts_of, forget_pages, set_pages, undrawn

SHEET = """
#set document(title: "Une page")
#set text(lang: "fr")
#sys.inputs.words
"""


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "sheet.typ"
    path.write_text(SHEET, encoding="utf-8")
    return path


def said(template, words: str) -> str:
    fonts = fonts_of(Path(settings.FONT_DIR))
    pdf = set_pages(template, {"words": words}, fonts=fonts, pictures={})
    path = template.with_name("sheet.pdf")
    path.write_bytes(pdf)
    return pypdf.PdfReader(path).pages[0].extract_text()


def test_words_are_shown_as_they_are_and_never_evaluated(template):
    words = "#panic() $x^2$ \\ [crochets] <b>gras</b> @ref *étoile*"

    assert said(template, words) == words


def test_character_without_a_glyph_becomes_a_square(template):
    assert said(template, "Avant 😀 après") == "Avant □ après"


def test_undrawn_characters_are_read_from_what_typst_says():
    diagnostic = (
        'the text `"😀"` could not be displayed…  the text `"\\u{200d}a"` could not be displayed'
    )

    assert undrawn(diagnostic) == {"😀", "\u200d"}


def test_fault_of_the_template_is_raised(template):
    template.write_text("#sys.inputs.absent", encoding="utf-8")

    with pytest.raises(typst.TypstError):
        said(template, "rien")


def test_folder_of_fonts_that_is_absent_stops_nothing(template):
    fonts = fonts_of(Path("/nowhere"))

    assert set_pages(template, {"words": "oui"}, fonts=fonts, pictures={})[:5] == b"%PDF-"


def test_pages_are_set_as_well_after_memory_was_given_back(template):
    before = said(template, "oui")

    forget_pages()

    assert said(template, "oui") == before == "oui"
