"""The document into which paper notebooks are typed, in the form that the import of notes reads."""

import io
from collections.abc import Iterable
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.shared import Mm, Pt, RGBColor

from entrelacs.act.kit.facts import KitFacts, KitTable
from entrelacs.act.kit.sheets.base import meeting_line
from entrelacs.act.notes.sources.people import read_people
from entrelacs.commons.typesetting.texts import printable

FILE_NAME = "notes-a-saisir.docx"
# What `act.notes.sources` reads: French words, whatever the language of the site.
TABLE, AROUND = "Table", "Autour de la table :"
HEADINGS = {"objectives": "Objectifs", "examples": "Exemples", "leads": "Pistes"}
BULLETS = 8


def notes_template(facts: KitFacts, tables: Iterable[KitTable]) -> bytes:
    """A Word document: a heading per table, its people in the last plan, a heading per question."""
    word = docx.Document()
    _dress(word)
    # Above the text, where the import does not look.
    section = word.sections[0]
    section.header.paragraphs[0].text = printable(meeting_line(facts))
    section.footer.paragraphs[0].text = printable(
        _("One idea per bullet, a bullet more for each more. Do not change the headings.")
    )
    for place, table in enumerate(tables):
        _write_table(word, facts, table, is_first=not place)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _write_table(word: Document, facts: KitFacts, table: KitTable, *, is_first: bool) -> None:
    heading = word.add_heading(f"{TABLE} {table.number}", level=1)
    heading.paragraph_format.page_break_before = not is_first
    people = ", ".join(_people(facts, table))
    word.add_paragraph(f"{AROUND} {people}".strip())
    for prompt in facts.prompts:
        word.add_heading(HEADINGS[prompt.code], level=2)
        for _bullet in range(BULLETS):
            word.add_paragraph(style="List Bullet")


def _people(facts: KitFacts, table: KitTable) -> Iterable[str]:
    """Those the last plan seats there first, written so that each is read back as one person."""
    plan = facts.placement
    for guest in facts.guests if plan else ():
        if plan is None or plan.tables.get(guest.registration, (None,))[0] != table.number:
            continue
        name = printable(f"{guest.given_name} {guest.family_name.upper()}".strip())
        structure = printable(guest.structure)
        written = f"{name} ({structure})" if structure else name
        found = read_people([(1, written)]).people
        # A name that would be read as another would make a second person: it is left to be typed.
        if [(person.name, person.structure) for person in found] == [(name, structure)]:
            yield written


def _dress(word: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    styles: Any = word.styles
    styles["Normal"].font.name = "Arial"
    styles["Normal"].font.size = Pt(11)
    for name, size in (("Heading 1", 20), ("Heading 2", 13)):
        styles[name].font.name, styles[name].font.size = "Arial", Pt(size)
        styles[name].font.color.rgb = RGBColor(0x5B, 0x2A, 0x6F)
