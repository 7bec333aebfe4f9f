import io
import zipfile
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from entrelacs.act.notes.sources import (
    NotesFileDamaged,
    NotesFileEmpty,
    NotesFileNotText,
    ParsedNotes,
    as_json,
    read_notes,
)


def saved(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def read(document: Any) -> ParsedNotes:
    return read_notes(saved(document), "notes.docx")


def rewritten(content: bytes, **parts: bytes) -> bytes:
    """The same document with some parts replaced, named by their last word."""
    copied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(copied, "w", 8) as new:
        for name in old.namelist():
            part = name.rsplit("/", 1)[-1].removesuffix(".xml")
            new.writestr(name, parts.get(part, old.read(name)))
    return copied.getvalue()


@pytest.fixture
def document() -> Any:
    document = docx.Document()
    document.add_paragraph("Rencontre de Valmont", style="Title")
    document.add_heading("Table 1", 1)
    document.add_paragraph("Autour de la table : Ana LOPEZ (Le Nid), Bob DURAND (+1)")
    document.add_heading("Objectifs", 2)
    document.add_paragraph("Se voir", style="List Bullet")
    document.add_paragraph("")
    document.add_paragraph("Agir", style="List Number")
    document.add_heading("Exemples", 2)
    document.add_paragraph("Le café", style="List Paragraph")
    document.add_paragraph("- Le garage")
    document.add_heading("Freins", 2)
    document.add_paragraph("Le temps", style="List Bullet")
    document.add_heading("Synthèse générale", 1)
    document.add_heading("Objectifs", 2)
    document.add_paragraph("Tout", style="List Bullet")
    return document


def test_word_styles_say_headings_and_bullets(document):
    parsed = read(document)

    assert as_json(parsed)["tables"] == [
        {
            "number": 1,
            "people": [
                {"name": "Ana LOPEZ", "structure": "Le Nid"},
                {"name": "Bob DURAND", "structure": ""},
            ],
            "objectives": ["Se voir", "Agir"],
            "examples": ["Le café", "Le garage"],
            "leads": [],
        }
    ]
    assert parsed.unit == "paragraph"
    assert [idea.line for idea in parsed.tables[0].objectives] == [5, 7]
    assert [(str(told.code), told.line, told.text) for told in parsed.warnings] == [
        ("outside-tables", 1, "Rencontre de Valmont"),
        ("unnamed-guest", 3, "Bob DURAND (+1)"),
        ("unknown-prompt", 11, "Freins\nLe temps"),
        ("outside-tables", 13, "Synthèse générale\nObjectifs\nTout"),
    ]


def test_word_headings_may_be_plain_text():
    document = docx.Document()
    for text in ("TABLE 1", "Pistes :", "- Une fête", "TABLE 2", "Pistes :", "– Un lieu"):
        document.add_paragraph(text)

    parsed = read(document)

    assert [[idea.text for idea in table.leads] for table in parsed.tables] == [
        ["Une fête"],
        ["Un lieu"],
    ]


def test_word_table_is_read_cell_by_cell():
    document = docx.Document()
    document.add_paragraph("Table 1")
    listing = document.add_table(rows=2, cols=2)
    listing.cell(0, 0).text = "Objectifs"
    listing.cell(0, 1).text = "Pistes"
    listing.cell(1, 0).merge(listing.cell(1, 1)).text = "- Une fête"
    document.add_paragraph("- Un lieu")

    parsed = read(document)

    # A merged cell is read once.
    assert [idea.text for idea in parsed.tables[0].leads] == ["Une fête", "Un lieu"]


def test_word_line_breaks_and_page_breaks_inside_a_paragraph():
    document = docx.Document()
    document.add_paragraph("Table 1")
    paragraph = document.add_paragraph("Pistes :")
    for text in ("- Une fête", "- Un lieu"):
        paragraph.add_run().add_break()
        paragraph.add_run(text)
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("Table 2")

    parsed = read(document)

    assert [table.number for table in parsed.tables] == [1, 2]
    assert [(idea.text, idea.line) for idea in parsed.tables[0].leads] == [
        ("Une fête", 2),
        ("Un lieu", 2),
    ]


def test_word_reads_links_and_insertions_but_not_deletions():
    document = docx.Document()
    document.add_paragraph("Table 1")
    document.add_paragraph("Pistes :")
    paragraph = document.add_paragraph("- Une ")
    for tag, text_tag, words in (
        ("ins", "t", "grande "),
        ("del", "delText", "petite "),
        ("hyperlink", "t", "fête"),
    ):
        paragraph._p.append(
            parse_xml(
                f"<w:{tag} {nsdecls('w')}><w:r>"
                f'<w:{text_tag} xml:space="preserve">{words}</w:{text_tag}></w:r></w:{tag}>'
            )
        )

    parsed = read(document)

    assert [idea.text for idea in parsed.tables[0].leads] == ["Une grande fête"]


def test_word_contents_and_content_controls_are_told():
    document = docx.Document()
    entries = "".join(
        f"<w:p><w:r><w:t>{words}</w:t></w:r><w:r><w:tab/><w:t>2</w:t></w:r></w:p>"
        for words in ("Table 1", "Pistes")
    )
    contents = f"<w:sdt {nsdecls('w')}><w:sdtContent>{entries}</w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(contents))
    document.add_heading("Table 1", 1)
    document.add_heading("Pistes", 2)
    document.add_paragraph("Une fête", style="List Bullet")

    parsed = read(document)

    assert [idea.text for idea in parsed.tables[0].leads] == ["Une fête"]
    assert [(str(told.code), told.text) for told in parsed.warnings] == [
        ("contents", "Table 1\t2\nPistes\t2")
    ]


def test_word_document_without_text_is_empty():
    with pytest.raises(NotesFileEmpty):
        read(docx.Document())


def test_word_document_cut_short_is_damaged(document):
    content = saved(document)

    with pytest.raises(NotesFileDamaged) as raised:
        read_notes(content[: len(content) // 2], "notes.docx")

    assert raised.value.details == {"filename": "notes.docx", "reason": "broken"}


def test_word_document_without_its_text_is_damaged():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("word/styles.xml", "<a/>")

    with pytest.raises(NotesFileDamaged) as as_word:
        read_notes(archive.getvalue(), "notes.docx")
    with pytest.raises(NotesFileNotText):
        read_notes(archive.getvalue(), "notes.zip")

    assert as_word.value.details["reason"] == "not-word"


@pytest.mark.parametrize("part", ["document", "styles", "[Content_Types]"])
def test_word_part_that_is_no_longer_xml_is_damaged(document, part):
    content = rewritten(saved(document), **{part: b"<w:p"})

    with pytest.raises(NotesFileDamaged) as raised:
        read_notes(content, "notes.docx")

    assert raised.value.details["reason"] == "broken"


def test_word_document_that_swells_is_refused_before_unpacking(document):
    content = rewritten(saved(document), document=b" " * 30_000_000)
    assert len(content) < 1_000_000

    with pytest.raises(NotesFileDamaged) as raised:
        read_notes(content, "notes.docx")

    assert raised.value.details["reason"] == "too-much-inside"


def test_word_document_that_lies_about_its_size_is_damaged(document):
    content = bytearray(rewritten(saved(document), document=b" " * 30_000_000))
    while (found := content.find((30_000_000).to_bytes(4, "little"))) >= 0:
        content[found : found + 4] = (1_000).to_bytes(4, "little")

    with pytest.raises(NotesFileDamaged) as raised:
        read_notes(bytes(content), "notes.docx")

    assert raised.value.details["reason"] == "broken"


def test_word_numbered_heading_is_a_heading():
    document = docx.Document()
    heading = document.add_heading("Table du jardin", 1)
    numbering = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    heading._p.get_or_add_pPr().append(parse_xml(numbering))

    parsed = read(document)

    assert [table.title for table in parsed.tables] == ["du jardin"]


def test_word_text_box_is_read_once_after_its_paragraph():
    document = docx.Document()
    document.add_paragraph("Table 1")
    document.add_paragraph("Pistes :")
    paragraph = document.add_paragraph("- Une fête")
    box = "<w:txbxContent><w:p><w:r><w:t>- Un lieu</w:t></w:r></w:p></w:txbxContent>"  # as Word nests it
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {compatibility}><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )

    parsed = read(document)

    assert [(idea.text, idea.line) for idea in parsed.tables[0].leads] == [
        ("Une fête", 3),
        ("Un lieu", 4),
    ]
