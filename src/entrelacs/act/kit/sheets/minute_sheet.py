"""The facilitator's minute sheet: what happens, what the software does, what to do when it fails."""

import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrelacs.act.gatherings.models import SegmentKind
from entrelacs.act.kit.facts import KitFacts, KitMoment
from entrelacs.act.kit.options import KitOptions

from .base import Sheet, in_sheets, register

ROWS = 6


@register
class MinuteSheet(Sheet):
    code, file_name, template = "minute-sheet", "7-feuille-d-animation.pdf", "minute_sheet.typ"
    title = gettext_lazy("Facilitator's minute sheet")
    purpose = gettext_lazy("The day minute by minute, with what to do when something fails.")
    printing = gettext_lazy("Plain paper, both sides; one copy per facilitator.")

    def pages(self, facts: KitFacts, options: KitOptions) -> list[dict[str, Any]]:
        kinds = [moment.kind for moment in facts.moments]
        rows = [
            # A break that comes before work at tables is the time to find one's table.
            row_of(moment, leads_to_tables=SegmentKind.TABLES in kinds[place + 1 :])
            for place, moment in enumerate(facts.moments)
        ]
        sheets = in_sheets(rows, ROWS)
        return [
            {
                "rows": sheet,
                "folio": _("Page %(page)d of %(pages)d") % {"page": page, "pages": len(sheets)},
            }
            for page, sheet in enumerate(sheets, start=1)
        ]

    def words(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        return {
            "title": _("Minute sheet"),
            "when": _("When"),
            "room": _("In the room"),
            "software": _("The software"),
            "fails": _("If it fails"),
            "people": _("Who to call"),
            "contact": facts.contact,
            "blanks": [_("Organiser, phone"), _("Venue, phone"), _("Wi-Fi, password")],
        }


def row_of(moment: KitMoment, *, leads_to_tables: bool) -> dict[str, Any]:
    minutes = ngettext("%(count)d minute", "%(count)d minutes", moment.minutes)
    software, fails = _around(moment.kind)
    if leads_to_tables and moment.kind == SegmentKind.BREAK:
        software = _("The screen lists names and tables; each personal page says where to sit.")
        fails = _("Put the printed A–Z list on the wall. Whoever sits elsewhere stays there.")
    return {
        "starts": _shown(moment.starts_at),
        "lasts": minutes % {"count": moment.minutes},
        "title": moment.title,
        "text": moment.text,
        "software": software,
        "fails": fails,
    }


def _shown(time: datetime.time) -> str:
    return date_format(time, "H:i")


def _around(kind: str) -> tuple[str, str]:
    """What the software does during a moment of this kind, and what replaces it."""
    told = {
        SegmentKind.WELCOME: (
            _("Check-in on two phones: scan the badge or type three letters of the name."),
            _("Tick the A–Z sheet; a blank badge for whoever is not on it. Type it in later."),
        ),
        SegmentKind.OPENING: (
            _("The screen shows the day and how to connect."),
            _("Say the day aloud; it is also on the table sheets."),
        ),
        SegmentKind.SHARING: (
            _("Nothing to do on the phones."),
            _("No film? Tell three figures from it, and go on."),
        ),
        SegmentKind.PANEL: (
            _("Compose the tables with those present, then lock what you moved by hand."),
            _("Use the printed plan; fill the holes by moving as few people as you can."),
        ),
        SegmentKind.TABLES: (
            _("Each table writes in its notebook; the Run page shows which ones write nothing."),
            _("Network down: phones keep the ideas. Nobody writes: go there, or give paper."),
        ),
        SegmentKind.BREAK: (
            _("Two or three people group the leads that say the same thing."),
            _("Without it, take the tables in order."),
        ),
        SegmentKind.PLENARY: (
            _("One table at a time: its three starred leads."),
            _("Screen down: tables read their sheet; stickers on a printed list for the vote."),
        ),
        SegmentKind.CLOSING: (
            _("Check the agreements: name in the report, directory, photographs."),
            _("Collect the paper: sign-in sheet, notebooks, table sheets. Count them."),
        ),
    }
    return told.get(SegmentKind(kind), ("", ""))
