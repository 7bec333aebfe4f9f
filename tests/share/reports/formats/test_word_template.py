import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from entrelacs.commons.messages import sentence_for
from entrelacs.share.reports.formats.word_fault import (
    ContentMisplaced,
    ContentMissing,
    ContentRepeated,
    ReportTemplateFault,
    TemplateForbidden,
    TemplateNotFilled,
    TemplateNotWord,
    TemplateTooBig,
    TemplateUnknownPlaceholder,
    TemplateUnreadable,
    TemplateUnsafe,
)
from entrelacs.share.reports.formats.word_template import LARGEST_FILE, fill_word_template
from tests.share.reports.sample import LOGO, sample_document


def template(*paragraphs: str, header: str = "") -> bytes:
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    if header:
        word.sections[0].header.paragraphs[0].text = header
    return saved(word)


def saved(word: WordDocument) -> bytes:
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def filled(source: bytes) -> WordDocument:
    return docx.Document(BytesIO(fill_word_template(source, sample_document())))


def fault_of(source: bytes) -> ReportTemplateFault:
    with pytest.raises(ReportTemplateFault) as caught:
        fill_word_template(source, sample_document())
    # Fails when the sentence names a detail that the fault does not give.
    assert sentence_for(caught.value)
    return caught.value


def test_template_receives_the_report_where_it_asked_for_it():
    source = template(
        "Ville du Val", "{{ titre }}, {{ date }}, {{ lieu }}", "{{ contenu }}", "Le maire"
    )

    paragraphs = [paragraph.text for paragraph in filled(source).paragraphs]

    assert paragraphs[:3] == [
        "Ville du Val",
        "La Grande Rencontre du Val, 13 décembre 2021, Musée du Val",
        "<introduction>",
    ]
    assert paragraphs[-2:] == ["Rendez-vous au printemps.", "Le maire"]


def test_template_keeps_its_own_styles_and_links_still_lead_somewhere():
    source = docx.Document()
    source.styles["Heading 1"].font.name = "Comic Neue"
    source.add_paragraph("{{ contenu }}")

    word = filled(saved(source))

    body = word.element.body
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    targets = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert word.styles["Heading 1"].font.name == "Comic Neue"
    assert {paragraph.style.name for paragraph in word.paragraphs} >= {"Heading 1", "Heading 2"}
    assert "_t1_p1" in targets
    assert targets <= names


def test_template_without_our_styles_is_given_those_it_lacks():
    source = docx.Document()
    for name in ("Heading 1", "Heading 2", "List Bullet", "Caption"):
        style = source.styles[name].element
        style.getparent().remove(style)
    source.add_paragraph("{{ contenu }}")

    word = filled(saved(source))

    heading = next(one for one in word.paragraphs if one.text == "<introduction>")
    assert heading.style.name == "Heading 1"
    assert heading.style.element.find(".//" + qn("w:outlineLvl")).get(qn("w:val")) == "0"
    assert "–\tSe connaître" in [paragraph.text for paragraph in word.paragraphs]


def test_template_header_and_conditions_are_filled_too():
    source = template(
        "{% if lieu %}Ici{% else %}Ailleurs{% endif %}", "{{ contenu }}", header="{{ programme }}"
    )

    word = filled(source)

    assert word.sections[0].header.paragraphs[0].text == "Les Passerelles du Val"
    assert word.paragraphs[0].text == "Ici"


def test_template_content_may_stand_in_a_cell():
    source = docx.Document()
    source.add_table(1, 1).cell(0, 0).text = "{{ contenu }}"

    word = filled(saved(source))

    cell = word.tables[0].cell(0, 0)
    assert cell.paragraphs[0].text == "<introduction>"
    assert len(cell.tables) == 3


def test_template_shows_hostile_words_as_they_were_typed():
    title = "{{ contenu }} {% raw %} <w:p/> &amp; {{ 7*7 }}"
    document = replace(sample_document(), title=title, logo=LOGO)

    written = fill_word_template(template("{{ titre }}", "{{ contenu }}"), document)

    assert docx.Document(BytesIO(written)).paragraphs[0].text == title


def test_template_with_an_unknown_placeholder_says_which_and_where():
    fault = fault_of(template("Bonjour", "Nous étions {{ nombre_de_table }}.", "{{ contenu }}"))

    assert type(fault) is TemplateUnknownPlaceholder
    assert fault.details == {
        "placeholder": "nombre_de_table",
        "known": "contenu, date, lieu, programme, remerciements, sous_titre, titre",
        "line": 2,
        "near": "Nous étions {{ nombre_de_table }}.",
    }


def test_template_with_a_syntax_error_says_where():
    fault = fault_of(template("Bonjour", "{{ titre|inconnu }}", "{{ contenu }}"))

    assert type(fault) is TemplateUnreadable
    assert fault.details == {
        "reason": "No filter named 'inconnu'.",
        "line": 2,
        "near": "{{ titre|inconnu }}",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{% if lieu %} sans fin", TemplateUnreadable),
        ("{% include 'autre' %}", TemplateNotFilled),
        ("{{ titre|inconnu }}", TemplateUnreadable),
        ("{{ titre.__class__.__mro__ }}", TemplateForbidden),
        ("{{ titre.upper() }}", TemplateForbidden),
        ("{{ 'a' * 1000000000 }}", TemplateForbidden),
        ("{{ '%1000000000d' % 1 }}", TemplateForbidden),
        ("{{ 9 ** 9 ** 9 }}", TemplateForbidden),
        ("{{ titre.surface }}", TemplateNotFilled),
        ("{{ range(10) }}", TemplateUnknownPlaceholder),
        ("{% for i in titre / 0 %}{% endfor %}", TemplateNotFilled),
    ],
)
def test_template_that_cannot_be_filled_is_refused(text, kind):
    assert type(fault_of(template(text, "{{ contenu }}"))) is kind


@pytest.mark.parametrize(
    ("paragraphs", "kind"),
    [
        (["Rien ici"], ContentMissing),
        (["{{ contenu }}", "{{ contenu }}"], ContentRepeated),
        (["{{ contenu }} {{ contenu }}"], ContentRepeated),
    ],
)
def test_template_holds_the_content_once(paragraphs, kind):
    assert type(fault_of(template(*paragraphs))) is kind


def test_template_content_in_a_header_is_refused():
    fault = fault_of(template("{{ contenu }}", header="{{ contenu }}"))

    assert type(fault) is ContentMisplaced
    assert fault.details == {"line": 1, "near": "{{ contenu }}"}


def archive(**parts: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return written.getvalue()


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"Bonjour",
        b"PK\x03\x04 cut short",
        archive(hello=b"not Word"),
        template("{{ contenu }}")[:2000],
    ],
)
def test_template_that_is_not_word_is_refused(source):
    assert type(fault_of(source)) is TemplateNotWord


def test_template_too_big_is_refused_before_it_is_opened():
    fault = fault_of(b"x" * (LARGEST_FILE + 200_000))

    assert type(fault) is TemplateTooBig
    assert fault.details == {"size": 5.2, "most": 5}


def test_template_that_swells_when_opened_is_refused():
    bomb = archive(word__document=b"\x00" * 70_000_000)

    fault = fault_of(bomb)

    assert len(bomb) < LARGEST_FILE
    assert type(fault) is TemplateTooBig
    assert fault.details == {"size": 66.8, "most": 60}


def test_template_with_an_entity_declaration_is_refused():
    source = archive(**{"word__document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})

    fault = fault_of(source)

    assert type(fault) is TemplateUnsafe
    assert fault.details == {"part": "word/document.xml"}


def test_template_with_damaged_inner_xml_is_refused():
    whole = template("{{ contenu }}")
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as source, zipfile.ZipFile(written, "w") as made:
        for part in source.infolist():
            data = source.read(part)
            made.writestr(part, data[:200] if part.filename == "word/document.xml" else data)

    assert type(fault_of(written.getvalue())) is TemplateNotWord
