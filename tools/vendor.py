"""Lay what npm brought into `static/vendor/`: modules and web fonts as they are, static fonts for
the report. Each comes with its licence.

Browsers take the variable WOFF2 of each alphabet. The PDF engine wants one TrueType file a weight:
each is cut out of the variable fonts, both alphabets together, with a narrow no-break space added.
"""

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
FONT_MODULES = MODULES / "@fontsource-variable"
VENDOR = ROOT / "src" / "entrelacs" / "web" / "static" / "vendor"
FONTS = VENDOR / "fonts"
ALPHABETS = ("latin", "latin-ext")
STYLES = {400: "Regular", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}
NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE = 0x00A0, 0x202F


@dataclass(frozen=True)
class Family:
    """One family of letters: its npm module, its name, and the weights the report uses."""

    module: str
    name: str
    weights: tuple[int, ...]
    italics: tuple[int, ...] = ()

    def source(self, alphabet: str, slope: str) -> Path:
        """Return the variable font of one alphabet, upright or italic."""
        return FONT_MODULES / self.module / "files" / f"{self.module}-{alphabet}-wght-{slope}.woff2"


FAMILIES = (
    Family("bricolage-grotesque", "Bricolage Grotesque", weights=(400, 700, 800)),
    Family(
        "atkinson-hyperlegible-next",
        "Atkinson Hyperlegible Next",
        weights=(400, 600, 700),
        italics=(400,),
    ),
)

# Folder of `static/vendor/`: what stands there, and where npm put it.
SCRIPTS: dict[str, dict[str, str]] = {
    "idb": {"index.js": "idb/build/index.js", "LICENSE.txt": "idb/LICENSE"},
    "barcode-detector": {
        "ponyfill.js": "barcode-detector/dist/es/ponyfill.js",
        "zxing-exported.js": "barcode-detector/dist/es/zxing-exported.js",
        "zxing_reader.wasm": "zxing-wasm/dist/reader/zxing_reader.wasm",
        "LICENSE.txt": "barcode-detector/LICENSE",
        "zxing-LICENSE.txt": "zxing-wasm/LICENSE",
    },
}


def copy_scripts(folder: Path, files: dict[str, str]) -> Iterator[Path]:
    """Copy the modules that pages load, and their licences."""
    folder.mkdir()
    for name, source in files.items():
        yield Path(shutil.copyfile(MODULES / source, folder / name))


def copy_web_fonts(family: Family, folder: Path) -> Iterator[Path]:
    """Copy the fonts browsers read, and the licence that goes with them."""
    for alphabet in ALPHABETS:
        target = folder / f"{family.module}-{alphabet}.woff2"
        yield Path(shutil.copyfile(family.source(alphabet, "normal"), target))
    licence = FONT_MODULES / family.module / "LICENSE"
    yield Path(shutil.copyfile(licence, folder / f"{family.module}-OFL.txt"))


def static_fonts(family: Family) -> list[tuple[Family, str, int]]:
    """List the fonts to cut: family, slope and weight."""
    upright = [(family, "normal", weight) for weight in family.weights]
    return upright + [(family, "italic", weight) for weight in family.italics]


def cut_static_font(folder: Path, family: Family, slope: str, weight: int) -> Path:
    """Cut the TrueType font of one weight."""
    style = STYLES[weight] if slope == "normal" else "Italic"
    target = folder / f"{family.module}-{style.lower()}.ttf"
    font = _instance(family, slope, weight)
    _add_narrow_space(font)
    _name(font, family.name, style, weight=weight, italic=slope == "italic")
    font.save(target)
    return target


def _instance(family: Family, slope: str, weight: int) -> TTFont:
    with TemporaryDirectory() as scratch:
        parts = []
        for alphabet in ALPHABETS:
            font = TTFont(family.source(alphabet, slope))
            font.flavor = None
            cut = instantiateVariableFont(font, {"wght": weight}, inplace=True)
            parts.append(str(Path(scratch) / f"{alphabet}.ttf"))
            cut.save(parts[-1])
        return Merger().merge(parts)


def _add_narrow_space(font: TTFont) -> None:
    characters = font.getBestCmap()
    if NARROW_NO_BREAK_SPACE in characters:
        return
    wide, narrow = characters[NO_BREAK_SPACE], "uni202F"
    glyphs = font["glyf"]
    font.setGlyphOrder([*font.getGlyphOrder(), narrow])
    glyphs.glyphOrder = font.getGlyphOrder()
    glyphs.glyphs[narrow] = deepcopy(glyphs[wide])
    advance, bearing = font["hmtx"][wide]
    font["hmtx"][narrow] = (advance * 2 // 3, bearing)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW_NO_BREAK_SPACE] = narrow


def _name(font: TTFont, family: str, style: str, *, weight: int, italic: bool) -> None:
    names = font["name"]
    plain = style in {"Regular", "Bold", "Italic"}
    # Names 1 and 2 know four styles only; 16 and 17 hold the others.
    legacy = {1: family if plain else f"{family} {style}", 2: style if plain else "Regular"}
    texts = {**legacy, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    for number in (*texts, 3, 16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    for number, text in {**texts, 3: texts[6], 16: family, 17: style}.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold = weight == 700
    # Bits of OS/2 and head by which engines tell regular, bold and italic apart.
    kept = font["OS/2"].fsSelection & ~0b1100001
    font["OS/2"].fsSelection = kept | (italic << 0) | (bold << 5) | ((not (italic or bold)) << 6)
    font["head"].macStyle = bold | (italic << 1)


def lay_fonts(folder: Path) -> Iterator[Path]:
    """Lay the fonts of browsers and those of the report."""
    folder.mkdir()
    for family in FAMILIES:
        yield from copy_web_fonts(family, folder)
    # Cutting is pure computing: one process per core halves the wait.
    with ProcessPoolExecutor() as pool:
        jobs = [
            pool.submit(cut_static_font, folder, *font)
            for family in FAMILIES
            for font in static_fonts(family)
        ]
        yield from (job.result() for job in jobs)


def main() -> int:
    """Lay everything in new folders, then put them in the place of the old ones."""
    if not FONT_MODULES.is_dir():
        print(f"{FONT_MODULES} is missing: run `make vendor`.", file=sys.stderr)
        return 1
    VENDOR.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=VENDOR) as scratch:
        laid = [
            path
            for name, files in SCRIPTS.items()
            for path in copy_scripts(Path(scratch) / name, files)
        ]
        # Last: the fonts are what `make` looks at to know that all is laid.
        laid += lay_fonts(Path(scratch) / FONTS.name)
        for name in (*SCRIPTS, FONTS.name):
            shutil.rmtree(VENDOR / name, ignore_errors=True)
            (Path(scratch) / name).rename(VENDOR / name)
    print(f"{len(laid)} files laid in {VENDOR.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
