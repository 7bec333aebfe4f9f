"""Placeholders of a Word template replaced, then the body written with the template's styles."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, NoReturn

from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError, meta
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from entrelacs.share.reports.document import Document

from .word_body import WordBody
from .word_fault import (
    ContentMisplaced,
    ContentMissing,
    ContentRepeated,
    TemplateForbidden,
    TemplateNotFilled,
    TemplateNotWord,
    TemplateUnknownPlaceholder,
    TemplateUnreadable,
)
from .word_styles import add_styles

CONTENT = "contenu"
# Stands where the body goes while the template is filled; nobody types it by chance.
PLACE = "\u2063entrelacs:contenu\u2063"
NEARBY = 80
AROUND = ("header+xml", "footer+xml", "footnotes+xml")


class _Environment(SandboxedEnvironment):
    """Placeholders, conditions and loops; no call, no arithmetic that fills the memory."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> NoReturn:
        raise SecurityError(operator)


def environment() -> SandboxedEnvironment:
    made = _Environment(undefined=StrictUndefined, autoescape=True, loader=DictLoader({}))
    made.globals.clear()
    kept = ("upper", "lower", "title", "capitalize", "default", "trim", "e", "escape")
    made.filters = {name: made.filters[name] for name in kept}
    return made


def fill(template: bytes, document: Document, values: Mapping[str, str]) -> bytes:
    word = filled(template, {**values, CONTENT: PLACE})
    insert_content(word, document)
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def opened(template: bytes) -> DocxTemplate:
    word = DocxTemplate(BytesIO(template))
    try:
        word.init_docx()
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise TemplateNotWord from error
    return word


def filled(template: bytes, values: Mapping[str, str]) -> WordDocument:
    """The template with every placeholder replaced, and a sign where the body goes."""
    word, made = opened(template), environment()
    try:
        for is_body, lines in sources(word):
            check_source(made, lines, values, is_body=is_body)
        word.render(dict(values), made, autoescape=True)
    except SecurityError as error:
        raise TemplateForbidden(reason=str(error)) from error
    except (TemplateError, XMLSyntaxError, TypeError, ValueError, LookupError) as error:
        raise TemplateNotFilled(reason=str(error)) from error
    document: WordDocument = word.docx
    return document


def sources(word: DocxTemplate) -> Iterator[tuple[bool, list[str]]]:
    """What the template asks for, one paragraph a line: its body (true), then what surrounds it."""
    yield True, lines_of(word.patch_xml(word.get_xml()))
    for part in word.docx.part.package.iter_parts():
        if part.content_type.endswith(AROUND):
            yield False, lines_of(word.patch_xml(word.get_part_xml(part)))


def lines_of(source: str) -> list[str]:
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", source).splitlines()


def check_source(
    made: SandboxedEnvironment, lines: list[str], values: Mapping[str, str], *, is_body: bool
) -> None:
    """Name the paragraph that cannot be understood, or asks for what nobody knows."""
    try:
        source = "\n".join(lines)
        # Compiling also finds the filters that do not exist.
        made.compile(source)
        asked = meta.find_undeclared_variables(made.parse(source))
    except TemplateSyntaxError as error:
        where = place_of(lines, error.lineno)
        raise TemplateUnreadable(reason=error.message, **where) from error
    for name in sorted(asked - set(values)):
        where = place_of(lines, line_using(name, lines))
        known = ", ".join(sorted(values))
        raise TemplateUnknownPlaceholder(placeholder=name, known=known, **where)
    if CONTENT in asked and not is_body:
        where = place_of(lines, line_using(CONTENT, lines))
        raise ContentMisplaced(**where)


def line_using(name: str, lines: list[str]) -> int:
    used = re.compile(rf"{{[{{%].*\b{re.escape(name)}\b")
    return next((n for n, line in enumerate(lines, start=1) if used.search(line)), 1)


def place_of(lines: list[str], number: int) -> dict[str, Any]:
    """The paragraph's rank and its words; what stands before the first one is not counted."""
    line = lines[min(number, len(lines)) - 1]
    return {"line": max(1, number - 1), "near": re.sub(r"<[^>]*>", "", line).strip()[:NEARBY]}


def insert_content(word: WordDocument, document: Document) -> None:
    """Write the body at the end, with the template's own styles, then move it to its place."""
    places = [text for text in word.element.body.iter(qn("w:t")) if PLACE in (text.text or "")]
    if not places:
        raise ContentMissing
    if len(places) > 1 or places[0].text.count(PLACE) > 1:
        raise ContentRepeated
    body, before = word.element.body, set(word.element.body)
    add_styles(word, own=False)
    WordBody(word).write(document.children)
    written = [child for child in body if child not in before]
    holder = next(places[0].iterancestors(qn("w:p")))
    for child in reversed(written):
        holder.addnext(child)
    places[0].text = places[0].text.replace(PLACE, "")
    # A paragraph may also hold the end of a section: then it stays, empty.
    alone = not "".join(holder.itertext()).strip() and holder.find(".//" + qn("w:sectPr")) is None
    if alone and written and written[-1].tag == qn("w:p"):
        holder.getparent().remove(holder)
