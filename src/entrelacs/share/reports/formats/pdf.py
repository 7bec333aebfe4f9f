"""The report as PDF/UA-1, set by typst; the tree travels as data, never as typst markup."""

import json
import re
from pathlib import Path

import typst
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.typesetting.pages import fonts_of, set_pages
from entrelacs.share.reports.document import SVG, Document, Picture

from .base import Assets, ReportFormat, UnreadablePicture, register
from .tree import as_data

TEMPLATE = Path(__file__).with_name("report.typ")
BROKEN_PICTURE = re.compile("(?i)image|svg|png")


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


def compiled(inputs: _Inputs, fonts: tuple[Path, ...]) -> bytes:
    """One PDF; a picture that cannot be read is named."""
    try:
        return set_pages(
            TEMPLATE, {"report": inputs.tree}, fonts=fonts_of(*fonts), pictures=inputs.pictures
        )
    except typst.TypstError as problem:
        if BROKEN_PICTURE.search(problem.message):
            raise UnreadablePicture(picture=", ".join(inputs.alternatives)) from problem
        raise


@register
class PdfFormat(ReportFormat):
    code, label = "pdf", _("Printable document (PDF)")
    extension, media_type = "pdf", "application/pdf"

    def write(self, document: Document, assets: Assets) -> bytes:
        return compiled(_Inputs(document), assets.font_paths)
