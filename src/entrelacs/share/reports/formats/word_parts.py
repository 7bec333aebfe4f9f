"""What python-docx has no word for: bookmarks, inner links, fields, alternative texts."""

import re
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run

DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


def element(tag: str, **attributes: str) -> Any:
    """A WordprocessingML element; attributes are of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def bookmark_name(anchor: str) -> str:
    """Word accepts letters, digits and underscores, 40 at most, after a letter."""
    return "_" + re.sub(r"\W", "_", anchor)[:39]


def next_bookmark_number(body: Any) -> int:
    used = (int(mark.get(qn("w:id"), 0)) for mark in body.iter(qn("w:bookmarkStart")))
    return max(used, default=0) + 1


def add_bookmark(paragraph: Paragraph, anchor: str, number: int) -> None:
    """Make the whole paragraph a place that links may lead to."""
    start = element("bookmarkStart", id=str(number), name=bookmark_name(anchor))
    properties = paragraph._p.pPr  # noqa: SLF001 -- python-docx offers no other door
    if properties is not None:
        properties.addnext(start)
    else:
        paragraph._p.insert(0, start)  # noqa: SLF001
    paragraph._p.append(element("bookmarkEnd", id=str(number)))  # noqa: SLF001


def add_link(paragraph: Paragraph, text: str, anchor: str) -> Run:
    """A run that leads to a bookmark of the same document."""
    link = element("hyperlink", anchor=bookmark_name(anchor), history="1")
    paragraph._p.append(link)  # noqa: SLF001
    run = paragraph.add_run(text)
    link.append(run._r)  # noqa: SLF001
    return run


def field_run(kind: str) -> Any:
    run = element("r")
    run.append(element("fldChar", fldCharType=kind))
    return run


def instruction_run(instruction: str) -> Any:
    run, words = element("r"), element("instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {instruction} "
    run.append(words)
    return run


def field(instruction: str, shown: str = "") -> list[Any]:
    """Runs of a field and what it shows until a word processor works it out."""
    result = element("r")
    text = element("t")
    text.text = shown
    result.append(text)
    return [
        field_run("begin"),
        instruction_run(instruction),
        field_run("separate"),
        *([result] if shown else []),
        field_run("end"),
    ]


def add_field(paragraph: Paragraph, instruction: str, shown: str = "") -> None:
    for run in field(instruction, shown):
        paragraph._p.append(run)  # noqa: SLF001


def describe(drawing: Any, alternative: str) -> None:
    """Alternative text of a picture; without one, the picture is marked as decoration."""
    properties = next(drawing.iter(qn("wp:docPr")))
    properties.set("descr", alternative)
    if not alternative:
        properties.append(parse_xml(DECORATIVE))


def float_at_page_foot(drawing: Any, *, width: Length, height: Length, top: Length) -> None:
    """Take an inline picture out of the text: across the page, behind the words."""
    inline = next(drawing.iter(qn("wp:inline")))
    anchor = parse_xml(
        f"<wp:anchor {nsdecls('wp')} behindDoc='1' locked='0' layoutInCell='1' allowOverlap='1' "
        "simplePos='0' relativeHeight='1' distT='0' distB='0' distL='0' distR='0'>"
        "<wp:simplePos x='0' y='0'/>"
        "<wp:positionH relativeFrom='page'><wp:posOffset>0</wp:posOffset></wp:positionH>"
        f"<wp:positionV relativeFrom='page'><wp:posOffset>{int(top)}</wp:posOffset></wp:positionV>"
        f"<wp:extent cx='{int(width)}' cy='{int(height)}'/>"
        "<wp:wrapNone/></wp:anchor>"
    )
    for tag in ("wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"):
        anchor.append(deepcopy(inline.find(qn(tag))))
    inline.getparent().replace(inline, anchor)
