"""Word shows pictures made of dots: drawings are turned into PNG, photographs left alone."""

from functools import lru_cache
from typing import cast

import typst

from entrelacs.share.reports.document import SVG, Picture

from .base import UnreadablePicture

DRAWING = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.drawing), format: "svg", width: 210mm)
"""


def as_dots(picture: Picture, *, dots_per_inch: float = 110) -> bytes:
    """PNG or JPEG data; a drawing comes out 210 mm wide at `dots_per_inch`."""
    if picture.media_type != SVG:
        return picture.data
    return _drawn(picture.data, picture.alternative, dots_per_inch)


@lru_cache(maxsize=8)
def _drawn(data: bytes, alternative: str, dots_per_inch: float) -> bytes:
    drawing = data.decode("utf-8", errors="replace")
    compiler = typst.Compiler(DRAWING, ignore_system_fonts=True, sys_inputs={"drawing": drawing})
    try:
        png, _warnings = compiler.compile_with_warnings(format="png", ppi=dots_per_inch)
    except typst.TypstError as error:
        raise UnreadablePicture(picture=alternative) from error
    # One page, hence one image rather than a list.
    return cast("bytes", png)
