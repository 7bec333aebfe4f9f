"""One line per format: importing it registers it, in the order people are shown."""

from . import html, pdf, docx, markdown, json  # noqa: F401, I001 -- the order is the menu's
from .base import FORMATS, Assets, ReportFormat, UnknownFormat, UnreadablePicture, report_format

__all__ = [
    "FORMATS",
    "Assets",
    "ReportFormat",
    "UnknownFormat",
    "UnreadablePicture",
    "report_format",
]
