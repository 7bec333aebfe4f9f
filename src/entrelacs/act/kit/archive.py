"""The kit itself: one ZIP of sheets to print, with what explains them and what takes them back."""

import io
import zipfile
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import timezone, translation

from entrelacs.act.kit.facts import Guest, KitFacts
from entrelacs.act.kit.notes_template import FILE_NAME as NOTES_NAME
from entrelacs.act.kit.notes_template import notes_template
from entrelacs.act.kit.options import KitOptions
from entrelacs.act.kit.readme import FILE_NAME as README_NAME
from entrelacs.act.kit.readme import readme
from entrelacs.act.kit.sheets import SHEETS, Sheet
from entrelacs.act.kit.sheets.tables import tables_in
from entrelacs.commons.typesetting.pages import forget_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One file of the kit, before it is made."""

    sheet: Sheet
    pages: int


def lines_of(facts: KitFacts, options: KitOptions) -> list[Line]:
    """What the kit holds, in order; a sheet without a page is left out."""
    lines = [Line(sheet=sheet, pages=sheet.page_count(facts, options)) for sheet in SHEETS.values()]
    return [line for line in lines if line.pages]


def kit_archive(facts: KitFacts, options: KitOptions) -> bytes:
    """The whole ZIP, in the language of the room whatever the organiser reads."""
    file = io.BytesIO()
    with (
        translation.override(settings.LANGUAGE_CODE),
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        lines = lines_of(facts, options)
        counted = [(line.sheet, line.pages) for line in lines]
        _add(archive, README_NAME, readme(facts, sheets=counted, notes_name=NOTES_NAME))
        for line in lines:
            _add(archive, line.sheet.file_name, line.sheet.pdf(facts, options))
            forget_pages()
        _add(archive, NOTES_NAME, notes_template(facts, tables_in(facts, options)))
    return file.getvalue()


def sheet_file(sheet: Sheet, facts: KitFacts, options: KitOptions) -> bytes:
    """One sheet by itself."""
    with translation.override(settings.LANGUAGE_CODE):
        return sheet.pdf(facts, options)


def only_badges(facts: KitFacts, guests: list[Guest]) -> KitFacts:
    """The same meeting, as if these people alone were expected."""
    return replace(facts, guests=tuple(guests))


def notes_file(facts: KitFacts, options: KitOptions) -> bytes:
    with translation.override(settings.LANGUAGE_CODE):
        return notes_template(facts, tables_in(facts, options))


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    now = timezone.localtime()
    entry = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
