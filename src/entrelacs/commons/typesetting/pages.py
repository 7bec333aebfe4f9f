"""Pages set by typst, as PDF/UA-1: words travel as data, never as typst markup."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import typst

# What typst says of each character that none of its fonts can draw.
NOT_DRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
REPLACEMENT = "□"
ATTEMPTS = 4
# Typst keeps what it worked out until this many other documents were set.
REMEMBERED = 10


def fonts_of(*folders: Path) -> typst.Fonts:
    """The fonts of these folders and those typst carries: the same pages on every machine."""
    present = [str(folder) for folder in folders if folder.exists()]
    return typst.Fonts(include_system_fonts=False, font_paths=present)


def undrawn(diagnostic: str) -> set[str]:
    """The characters that stopped typst, among those that may be replaced."""
    found = "".join(NOT_DRAWN.findall(diagnostic))
    plain = ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)
    return {character for character in plain if not character.isascii()}


def set_pages(
    template: Path, words: Mapping[str, str], *, fonts: typst.Fonts, pictures: Mapping[str, str]
) -> bytes:
    """One PDF; in `words`, what no font can draw becomes a square rather than stop the pages.

    Both mappings reach the template as `sys.inputs`. Raises `typst.TypstError` for any other fault.
    """
    compiler = typst.Compiler(str(template), font_paths=fonts, ignore_system_fonts=True)
    for _attempt in range(ATTEMPTS):
        try:
            pdf, _warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=["ua-1"], sys_inputs={**words, **pictures}
            )
        except typst.TypstError as error:
            problem = error
        else:
            return cast("bytes", pdf)
        characters = undrawn(str(problem.diagnostic))
        if not characters:
            raise problem
        squares = dict.fromkeys(map(ord, characters), REPLACEMENT)
        words = {name: text.translate(squares) for name, text in words.items()}
    raise problem


def forget_pages() -> None:
    """Let typst give back the memory of what it set, after pages that nobody will ask for again."""
    nothing = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _document in range(REMEMBERED + 1):
        typst.Compiler(b"", font_paths=nothing, ignore_system_fonts=True).compile(format="pdf")
