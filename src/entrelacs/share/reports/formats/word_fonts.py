"""Fonts inside the Word file, so that it looks the same where they are not installed."""

import uuid
from pathlib import Path
from typing import Any

import typst
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from .word_parts import element
from .word_styles import DISPLAY, TEXT

OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FACES = {
    (400, "normal"): "embedRegular",
    (700, "normal"): "embedBold",
    (400, "italic"): "embedItalic",
}
# What Word takes instead when a font is neither embedded nor installed.
SUBSTITUTE = "Arial"
VIEWING = {qn("w:writeProtection"), qn("w:view"), qn("w:zoom")}


def font_files(paths: tuple[Path, ...]) -> dict[tuple[str, str], Path]:
    """The file of each face we use, found by what it says of itself."""
    present = [str(path) for path in paths if path.exists()]
    if not present:
        return {}
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=present
    ).fonts()
    return {
        (font.family, FACES[font.weight, font.style]): Path(font.path)
        for font in fonts
        if font.path and font.family in (DISPLAY, TEXT) and (font.weight, font.style) in FACES
    }


def obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """Hide the first 32 bytes under the key, as ECMA-376 part 4, 2.8.1 asks."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ hidden for byte, hidden in zip(font, mask, strict=False)) + font[32:]


def embed_fonts(word: WordDocument, paths: tuple[Path, ...]) -> None:
    table = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    root = parse_xml(table.blob)
    files = font_files(paths)
    for family in (DISPLAY, TEXT):
        entry = element("font", name=family)
        entry.append(element("altName", val=SUBSTITUTE))
        for face in FACES.values():
            if (family, face) in files:
                entry.append(embedded(table, files[family, face], face))
        root.append(entry)
    table._blob = serialize_part_xml(root)  # noqa: SLF001
    if files:
        settings = word.settings.element
        # The schema wants it after how the document is viewed, before everything else.
        first = next(n for n, child in enumerate(settings) if child.tag not in VIEWING)
        settings.insert(first, element("embedTrueTypeFonts"))


def embedded(table: Part, path: Path, face: str) -> Any:
    key = uuid.uuid5(uuid.NAMESPACE_URL, path.name)
    name = PackURI(f"/word/fonts/{path.stem}.odttf")
    part = Part(name, OBFUSCATED, obfuscated(path.read_bytes(), key), table.package)
    link = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
    entry = parse_xml(f"<w:{face} {nsdecls('w', 'r')}/>")
    entry.set(qn("r:id"), link)
    entry.set(qn("w:fontKey"), f"{{{str(key).upper()}}}")
    return entry
