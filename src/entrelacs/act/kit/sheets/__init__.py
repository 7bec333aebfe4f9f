"""One line per sheet, in the order they are printed: importing it registers it."""

from . import badges, tables, notebooks, sign_in, minute_sheet, host_briefs, placement  # noqa: F401, I001 -- the order is the kit's
from .base import SHEETS, Sheet

__all__ = ["SHEETS", "Sheet"]
