"""What stands on each table: a tent with its number, a sheet with the questions."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrelacs.act.kit.facts import KitFacts, KitPrompt, KitTable
from entrelacs.act.kit.options import KitOptions, usual_table_count

from .base import Sheet, register, square_of


def tables_in(facts: KitFacts, options: KitOptions) -> tuple[KitTable, ...]:
    """The tables laid; while there is none, bare numbers for as many as asked."""
    count = options.tables or usual_table_count(len(facts.guests))
    return facts.tables or tuple(KitTable(number=number) for number in range(1, count + 1))


def table_of(table: KitTable) -> dict[str, Any]:
    """A table as the templates show it; without a code, it has no square."""
    return {
        "number": table.number,
        "spot": table.spot,
        "code": table.grouped_code,
        "square": square_of(table.notebook) if table.code else None,
        "square_alt": _("Square of the notebook of table %(number)d") % {"number": table.number},
        "host": table.host,
        "scribe": table.scribe,
    }


def prompt_of(prompt: KitPrompt) -> dict[str, Any]:
    minutes = ngettext("%(count)d minute", "%(count)d minutes", prompt.minutes)
    return {
        "code": prompt.code,
        "label": prompt.label,
        "question": prompt.question,
        "time": minutes % {"count": prompt.minutes},
    }


def shown_address(address: str) -> str:
    """An address as one types it."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


@register
class TableTents(Sheet):
    code, file_name, template = "table-tents", "3-chevalets-de-table.pdf", "tents.typ"
    title = gettext_lazy("Table tents")
    purpose = gettext_lazy("One in the middle of each table, readable from both sides.")
    printing = gettext_lazy("Card of 160 g or more, one side, folded along the two lines.")

    def pages(self, facts: KitFacts, options: KitOptions) -> tuple[KitTable, ...]:
        return tables_in(facts, options)

    def shown(self, page: KitTable) -> dict[str, Any]:
        return table_of(page)

    def words(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        return {
            "table": _("Table"),
            "write": _("Write the ideas here"),
            "or_type": _("or open %(address)s and type")
            % {"address": shown_address(facts.entrance)},
            "fold": _("Fold here, and below: stand it like a roof, this side underneath."),
            "spot": _("Where it stands:"),
            "roles_title": _("Three roles, chosen in two minutes"),
            "roles": role_words(),
        }


@register
class TableSheets(Sheet):
    code, file_name, template = "table-sheets", "4-feuilles-de-table.pdf", "table_sheets.typ"
    title = gettext_lazy("Table sheets")
    purpose = gettext_lazy("The questions, on each table, with room for what it will present.")
    printing = gettext_lazy("Plain paper, one side; A3 if you can (141 %).")

    def pages(self, facts: KitFacts, options: KitOptions) -> tuple[KitTable, ...]:
        return tables_in(facts, options)

    def shown(self, page: KitTable) -> dict[str, Any]:
        return table_of(page)

    def shared(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        return {"prompts": [prompt_of(prompt) for prompt in facts.prompts]}

    def words(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        return {
            "table": _("Table"),
            "lead": _("First alone and in silence, then together. One idea, one sentence."),
            "notebook": _("The notebook of this table"),
            "no_network": _("No network? Write in the paper notebook: everything is typed later."),
            "present": _("Put a star beside the three leads your table will present."),
        }


def role_words() -> list[dict[str, str]]:
    """The three roles of a table, in a few words each."""
    return [
        {"name": _("Host"), "what": _("welcomes, gives each one a turn, stays at the table.")},
        {"name": _("Scribe"), "what": _("writes each idea in the table's own words.")},
        {"name": _("Time keeper"), "what": _("watches the clock and says when to move on.")},
    ]
