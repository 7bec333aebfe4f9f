"""The thread of an idea as a row of knots: table, notes, lead, who carries it, what comes next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelacs.act.leads.models import Lead
from entrelacs.act.leads.queries import LeadThread


@dataclass(frozen=True)
class Knot:
    kind: str
    label: str
    url: str
    state: str  # past, now or later


def knots_of(thread: LeadThread) -> list[Knot]:
    """Each knot leads back to where the idea comes from, or on to what became of it."""
    lead = thread.lead
    finished = lead.status in {Lead.Status.DONE, Lead.Status.DROPPED}
    tables = ", ".join(str(number) for number in thread.table_numbers)
    notes = len(thread.contributions)
    knots = [
        Knot(
            _("Meeting"),
            lead.gathering.name,
            reverse("act:gathering", args=[lead.gathering.slug]),
            "past",
        ),
        Knot(_("Tables"), tables or _("none"), "", "past"),
        Knot(
            _("Notes"),
            ngettext("%(count)d note", "%(count)d notes", notes) % {"count": notes},
            "#notes",
            "past",
        ),
        Knot(_("Lead"), lead.get_status_display(), "", "past" if finished else "now"),
    ]
    if lead.referent:
        knots.append(Knot(_("Carried by"), structure_of(lead), "", "now"))
    if lead.next_step:
        day = date_format(lead.next_step_on, "j F Y") if lead.next_step_on else ""
        label = f"{lead.next_step} ({day})" if day else lead.next_step
        knots.append(Knot(_("Next step"), label, "", "later"))
    return knots


def structure_of(lead: Lead) -> str:
    """Who carries it, by structure: a roadmap outlives people's posts; empty if nobody does."""
    if lead.referent_id is None:
        return ""
    return str(lead.structure or _("a person without a structure"))
