"""One PDF of the kit: how many pages it has, and the plain data its template draws."""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import segno
import typst
from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from entrelacs.act.kit.facts import KitFacts
from entrelacs.act.kit.options import KitOptions
from entrelacs.commons.typesetting.pages import fonts_of, set_pages
from entrelacs.commons.typesetting.texts import printable

HERE = Path(__file__).parent


class Sheet(ABC):
    """A kind of sheet; `code` stands in an address and is never reused once released."""

    code: ClassVar[str]
    # Without accents nor blanks: it must survive any unzipping.
    file_name: ClassVar[str]
    template: ClassVar[str]
    title: ClassVar[Promise]
    # Who uses it, and how it is printed.
    purpose: ClassVar[Promise]
    printing: ClassVar[Promise]

    @abstractmethod
    def pages(self, facts: KitFacts, options: KitOptions) -> Sequence[Any]:
        """What stands on each page; none: the sheet is left out of the kit."""

    def shown(self, page: Any) -> Any:
        """A page as the template reads it: here is done what takes time, such as squares."""
        return page

    def words(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        """The sentences of the template, in the language of the moment."""
        return {}

    def shared(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        """What all pages share beside their words."""
        return {}

    def page_count(self, facts: KitFacts, options: KitOptions) -> int:
        return len(self.pages(facts, options))

    def data(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        """Everything the template reads, with no text that could stop it."""
        return plain(
            {
                "title": f"{self.title} · {facts.gathering}",
                "meeting": meeting_line(facts),
                "gathering": facts.gathering,
                "organizer": facts.organizer,
                "language": settings.LANGUAGE_CODE,
                "words": {"colon": _(":"), **self.words(facts, options)},
                "pages": [self.shown(page) for page in self.pages(facts, options)],
                **self.shared(facts, options),
            }
        )

    def pdf(self, facts: KitFacts, options: KitOptions) -> bytes:
        words = json.dumps(self.data(facts, options), ensure_ascii=False)
        return set_pages(HERE / self.template, {"kit": words}, fonts=_fonts(), pictures={})


SHEETS: dict[str, Sheet] = {}


def register(kind: type[Sheet]) -> type[Sheet]:
    SHEETS[kind.code] = kind()
    return kind


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return fonts_of(Path(settings.FONT_DIR))


def meeting_line(facts: KitFacts) -> str:
    """What, when and where, on one line."""
    parts = (facts.gathering, date_format(facts.day, "j F Y"), facts.place)
    return " · ".join(part for part in parts if part)


def plain(node: Any) -> Any:
    """Lists, dictionaries and printable texts only."""
    if isinstance(node, str | Promise):
        return printable(str(node))
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [plain(child) for child in node]
    if is_dataclass(node) and not isinstance(node, type):
        return {field.name: plain(getattr(node, field.name)) for field in fields(node)}
    return node


# One sheet asked for after the other draws the same squares.
@lru_cache(maxsize=512)
def square_of(address: str) -> dict[str, Any]:
    """The square a phone reads: its side in modules, and its dark modules as one path.

    Level M survives a crease or a stain of 15 %.
    """
    matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix
    runs = []
    for row, modules in enumerate(matrix):
        start = 0
        while start < len(modules):
            end = start
            while end < len(modules) and modules[end]:
                end += 1
            if end > start:
                runs.append(f"M{start} {row}h{end - start}v1h-{end - start}z")
            start = end + 1
    return {"size": len(matrix), "path": "".join(runs)}


def in_sheets(items: Sequence[Any], size: int) -> list[list[Any]]:
    """The items by groups of `size`, the last one shorter."""
    return [list(items[start : start + size]) for start in range(0, len(items), size)]
