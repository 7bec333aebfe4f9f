"""What is written to people: importing a module registers its kinds, in the order they are offered."""

from . import meeting, hosting, joining  # noqa: F401, I001 -- the order is the page's
from .base import KINDS, Kind, UnknownKind, kind_of

__all__ = ["KINDS", "Kind", "UnknownKind", "kind_of"]
