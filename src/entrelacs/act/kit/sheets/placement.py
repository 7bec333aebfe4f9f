"""Who sits where, by name, as the plan stood when the kit was made: it says so, it may change."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.act.kit.facts import KitFacts
from entrelacs.act.kit.options import KitOptions

from .base import Sheet, in_sheets, register

COLUMNS = 2
ROWS = 30


@register
class PlacementByName(Sheet):
    code, file_name, template = "placement", "9-placement-A-Z.pdf", "placement.typ"
    title = gettext_lazy("Who sits where, A–Z")
    purpose = gettext_lazy("On the wall if the screen fails. The plan may have changed since.")
    printing = gettext_lazy("Plain paper, one side; A3 if you can (141 %).")

    def pages(self, facts: KitFacts, options: KitOptions) -> list[dict[str, Any]]:
        """Only those who have a seat in the plan; nothing while there is no plan."""
        plan = facts.placement
        if plan is None:
            return []
        rows = [
            {
                "name": f"{guest.family_name.upper()} {guest.given_name}".strip(),
                "tables": [str(number or "–") for number in plan.tables[guest.registration]],
            }
            for guest in facts.guests
            if guest.registration in plan.tables
        ]
        sheets = in_sheets(rows, COLUMNS * ROWS)
        return [
            {
                "columns": in_sheets(sheet, ROWS),
                "folio": _("Page %(page)d of %(pages)d") % {"page": page, "pages": len(sheets)},
            }
            for page, sheet in enumerate(sheets, start=1)
        ]

    def words(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        plan = facts.placement
        if plan is None:
            return {}
        made = timezone.localtime(plan.made_at)
        details = {
            "number": plan.version,
            "day": date_format(made, "j F Y"),
            "time": date_format(made, "H:i"),
        }
        return {
            "title": _("Who sits where"),
            "version": _("Version %(number)d of %(day)s, %(time)s: may change.") % details,
            "rounds": [_("Round %(number)s") % {"number": n + 1} for n in range(plan.rounds)]
            if plan.rounds > 1
            else [_("Table")],
        }
