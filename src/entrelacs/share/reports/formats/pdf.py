"""The report as PDF/UA-1, set by typst; the tree travels as data, never as typst markup."""

import json
import re
from pathlib import Path
from typing import cast

import typst
from django.utils.translation import gettext_lazy as _

from entrelacs.share.reports.document import SVG, Document, Picture

from .base import Assets, ReportFormat, UnreadablePicture, register
from .tree import as_data

TEMPLATE = Path(__file__).with_name("report.typ")
# What typst says of each character that none of its fonts can draw.
NOT_DRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
REPLACEMENT = "□"
BROKEN_PICTURE = re.compile("(?i)image|svg|png")
ATTEMPTS = 4


class _Inputs:
    """The tree and its pictures, as the texts typst accepts."""

    def __init__(self, document: Document) -> None:
        self.pictures: dict[str, str] = {}
        self.alternatives: list[str] = []
        self.tree = json.dumps(as_data(document, self.add), ensure_ascii=False)

    def add(self, picture: Picture) -> str:
        name = f"picture-{len(self.pictures)}"
        self.alternatives.append(picture.alternative)
        if picture.media_type == SVG:
            self.pictures[name] = picture.data.decode("utf-8", errors="replace")
        else:
            self.pictures[name] = json.dumps(list(picture.data))
        return name

    def without(self, characters: set[str]) -> None:
        table = dict.fromkeys(map(ord, characters), REPLACEMENT)
        self.tree = self.tree.translate(table)


def undrawn(diagnostic: str) -> set[str]:
    """The characters that stopped typst, among those that may be replaced."""
    found = "".join(NOT_DRAWN.findall(diagnostic))
    plain = ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)
    return {character for character in plain if not character.isascii()}


def compiled(inputs: _Inputs, fonts: tuple[Path, ...]) -> bytes:
    """One PDF; characters that no font can draw become a square rather than stop the report."""
    for _attempt in range(ATTEMPTS):
        compiler = typst.Compiler(
            str(TEMPLATE),
            font_paths=[str(path) for path in fonts if path.exists()],
            # The same report on every machine.
            ignore_system_fonts=True,
            sys_inputs={"report": inputs.tree, **inputs.pictures},
        )
        try:
            pdf, _warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError as error:
            problem = error
        else:
            return cast("bytes", pdf)
        if characters := undrawn(str(problem.diagnostic)):
            inputs.without(characters)
        elif BROKEN_PICTURE.search(problem.message):
            raise UnreadablePicture(picture=", ".join(inputs.alternatives)) from problem
        else:
            raise problem
    raise problem


@register
class PdfFormat(ReportFormat):
    code, label = "pdf", _("Printable document (PDF)")
    extension, media_type = "pdf", "application/pdf"

    def write(self, document: Document, assets: Assets) -> bytes:
        return compiled(_Inputs(document), assets.font_paths)
