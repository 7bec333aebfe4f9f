"""Squares that phones read, drawn into pages."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


# Drawing one takes longer than the rest of the page, and an address keeps its square.
@lru_cache(maxsize=512)
def square_of(address: str) -> SafeString:
    """The square a phone reads, black on white whatever the theme; whoever shows it names it."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=2, omitsize=True, dark="#000", light="#fff", svgclass="square", lineclass=None
    )
    # segno writes numbers and the colours above, nothing of the address itself.
    return mark_safe(drawn)  # noqa: S308
