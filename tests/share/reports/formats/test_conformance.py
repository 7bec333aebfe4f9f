"""What every registered format owes the report; a new format is tested here by itself."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pypdf
import pytest

from entrelacs.share.reports.composition import build_document
from entrelacs.share.reports.content import SegmentLine
from entrelacs.share.reports.document import (
    BulletList,
    Document,
    Figure,
    Highlights,
    Item,
    Listing,
    Note,
    Paragraph,
    Section,
    text_of,
    walk,
)
from entrelacs.share.reports.formats import FORMATS, ReportFormat, UnknownFormat, report_format
from tests.share.reports.sample import CONTENT, LABELS, LOGO, png_picture, sample_document

HOSTILE = (
    "Fin de phrase #panic() $x$ *gras* _plat_ `code` @cle <b>balise</b> &amp; &lt; // suite",
    '<script>alert("x")</script> [lien](http://exemple.fr) ![i](j) \\ ~ ^ {{ titre }} {% if %}',
    "#import \"secret.typ\": * #read(\"/etc/passwd\") ]]> <!-- --> | cellule | 'quote'",
    "# titre", "1. premier", "- tiret", "+ plus", "> cité", "=====", "[^1]: note", "***",
)  # fmt: skip


def words_of_json(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from words_of_json(value)
    elif isinstance(node, list):
        for value in node:
            yield from words_of_json(value)
    elif isinstance(node, str):
        yield node


def read_html(data: bytes) -> str:
    """What a browser would show: tags out first, entities last."""
    source = data.decode()
    alternatives = " ".join(re.findall(r' alt="([^"]*)"', source))
    return html.unescape(re.sub(r"<[^>]*>", "", source) + alternatives)


def read_pdf(data: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


def read_docx(data: bytes) -> str:
    body = docx.Document(BytesIO(data)).element.body
    alternatives = body.xpath(".//wp:docPr/@descr")
    return "".join([*body.xpath(".//w:t/text()"), *alternatives])


def read_markdown(data: bytes) -> str:
    """What a reader would show, as far as escapes go."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*{1,3}", "", data.decode()))


READERS: dict[str, Callable[[bytes], str]] = {
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "markdown": read_markdown,
    "json": lambda data: "\n".join(words_of_json(json.loads(data))),
}


def squeezed(text: str) -> str:
    """Line breaks fall where each format wants them: letters alone are compared."""
    return re.sub(r"[\s\u2060\xad]+", "", text)


def item_texts(item: Item) -> Iterator[str]:
    yield from (item.mark, text_of(item.runs))
    if item.citation:
        yield from (mark.text for mark in item.citation.marks)
    for child in item.children:
        for nested in child.items:
            yield from item_texts(nested)


def texts_of(document: Document) -> Iterator[str]:
    """Every sentence a reader must find."""
    yield from (document.title, document.subtitle, document.date, document.place)
    yield from (document.organizer, document.acknowledgements, document.contents_title)
    for block in walk(document.children):
        match block:
            case Section():
                yield block.title
            case Paragraph() | Note():
                yield text_of(block.runs)
            case BulletList():
                yield from (text for item in block.items for text in item_texts(item))
            case Listing():
                yield from (cell for row in (block.header, *block.rows) for cell in row)
            case Highlights():
                yield from (text for one in block.figures for text in (one.value, one.label))
            case Figure():
                yield block.caption


@pytest.fixture(params=FORMATS.values(), ids=FORMATS.keys())
def kind(request: pytest.FixtureRequest) -> ReportFormat:
    return request.param


def test_registered_formats_are_those_people_were_promised():
    codes = list(FORMATS)

    assert codes == ["html", "pdf", "docx", "markdown", "json"]


def test_unknown_format_is_refused_by_name():
    with pytest.raises(UnknownFormat) as caught:
        report_format("papyrus")

    assert caught.value.details == {"format": "papyrus"}


def test_format_describes_itself(kind):
    described = (str(kind.label), kind.extension, kind.media_type)

    assert all(described)
    assert FORMATS[kind.code] is kind


def test_every_sentence_of_the_report_comes_out(kind):
    document = sample_document()

    shown = squeezed(READERS[kind.code](kind.render(document)))

    assert [text for text in texts_of(document) if squeezed(text) not in shown] == []


def test_hostile_text_comes_out_as_it_was_typed(kind):
    content = replace(
        CONTENT,
        introduction=(*HOSTILE, HOSTILE),
        segments=tuple(SegmentLine(f"{n} h", text) for n, text in enumerate(HOSTILE)),
    )
    document = build_document(content, LABELS)

    shown = squeezed(READERS[kind.code](kind.render(document)))

    assert [text for text in HOSTILE if shown.count(squeezed(text)) < 3] == []


def test_characters_that_xml_cannot_write_are_left_out(kind):
    document = replace(sample_document(), title="Ti\x00t\x0bre\ud800 \x1bfin\ufffe")

    shown = squeezed(READERS[kind.code](kind.render(document)))

    assert "Titrefin" in shown


def test_pictures_bring_their_alternative_text(kind):
    figure = Figure(png_picture("Un carré gris"), "Légende du carré")
    document = replace(sample_document(), children=(figure, Figure(LOGO)))

    written = kind.render(document)

    if kind.code == "pdf":
        assert {LOGO.alternative, "Un carré gris"} <= alternatives_of_pdf(written)
    else:
        shown = READERS[kind.code](written)
        assert shown.count(LOGO.alternative) == 2
        assert "Un carré gris" in shown


def alternatives_of_pdf(data: bytes) -> set[str]:
    reader = pypdf.PdfReader(BytesIO(data))
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    return {found["/Alt"] for found in objects if isinstance(found, dict) and "/Alt" in found}


def test_report_may_be_rendered_twice_from_one_tree(kind):
    document = sample_document()
    first = READERS[kind.code](kind.render(document))

    second = READERS[kind.code](kind.render(document))

    assert second == first
