"""Paper notebooks: what a table writes when it has no screen, in the order it is typed back."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.act.kit.facts import KitFacts
from entrelacs.act.kit.options import KitOptions

from .base import Sheet, register
from .tables import prompt_of, tables_in

LETTERS = {"objectives": "O", "examples": "E", "leads": "P"}


@register
class Notebooks(Sheet):
    code, file_name, template = "notebooks", "5-carnets-papier.pdf", "notebooks.typ"
    title = gettext_lazy("Paper notebooks")
    purpose = gettext_lazy("Where a table writes when nobody has a phone, or the network is down.")
    printing = gettext_lazy("Plain paper, both sides, stapled by four pages.")

    def pages(self, facts: KitFacts, options: KitOptions) -> list[dict[str, Any]]:
        """Each notebook: a cover, then a page per question; those beyond the tables bear no number."""
        numbers = [str(table.number) for table in tables_in(facts, options)]
        questions = [
            {**prompt_of(prompt), "letter": LETTERS.get(prompt.code, "")}
            for prompt in facts.prompts
        ]
        faces = [None, *questions]
        pages = []
        for place in range(options.notebooks):
            number = numbers[place] if place < len(numbers) else ""
            for page, face in enumerate(faces, start=1):
                where = {"notebook": place + 1, "page": page, "pages": len(faces)}
                told = _("Notebook %(notebook)d · page %(page)d of %(pages)d") % where
                pages.append({"table": number, "prompt": face, "folio": told})
        return pages

    def words(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        return {
            "table": _("Table"),
            "title": _("Paper notebook"),
            "rules": [
                _("One idea on each numbered line, in the table's own words."),
                _("Nothing is too small. What is not written is lost."),
                _("At the end, hand this notebook to the organiser: everything is typed."),
            ],
            "roles": [_("Host"), _("Scribe"), _("Time keeper")],
            "round": _("Round"),
            "around": _("Around the table: first name, last name (structure)"),
            "examples": _("Who did it, and where? A link or a name helps to find it again."),
            "leads": _("Who could carry it? A structure, not a person. A star for the best three."),
        }
