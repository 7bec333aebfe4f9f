from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, TypeVar

from django.utils.functional import Promise

from entrelacs.errors import EntrelacsError
from entrelacs.share.reports.document import Document, cleaned


class UnknownFormat(EntrelacsError):
    """Nobody knows how to write a report in this format."""

    code = "report-format-unknown"


class UnreadablePicture(EntrelacsError):
    """A picture of the report, its logo for instance, is damaged or of another kind than said."""

    code = "report-picture-unreadable"


@dataclass(frozen=True, slots=True)
class Assets:
    """What surrounds a report: where its fonts lie, and the address that serves each picture.

    A picture without an address travels inside the page itself.
    """

    font_paths: tuple[Path, ...] = ()
    picture_addresses: Mapping[str, str] = field(default_factory=dict)


NO_ASSETS = Assets()


class ReportFormat(ABC):
    """A way of writing the report; `code` is stored, and never reused once released."""

    code: ClassVar[str]
    label: ClassVar[str | Promise]
    extension: ClassVar[str]
    media_type: ClassVar[str]

    def render(self, document: Document, assets: Assets = NO_ASSETS) -> bytes:
        """The whole report in this format; hostile characters never reach `write`."""
        return self.write(cleaned(document), assets)

    @abstractmethod
    def write(self, document: Document, assets: Assets) -> bytes: ...


FORMATS: dict[str, ReportFormat] = {}

Kind = TypeVar("Kind", bound=type[ReportFormat])


def register(kind: Kind) -> Kind:
    FORMATS[kind.code] = kind()
    return kind


def report_format(code: str) -> ReportFormat:
    if code not in FORMATS:
        raise UnknownFormat(format=code)
    return FORMATS[code]
