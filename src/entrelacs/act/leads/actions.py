import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.leads.models import Lead, LeadSource
from entrelacs.act.notes.models import Contribution
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person
from entrelacs.commons.themes.models import Theme
from entrelacs.errors import EntrelacsError


class SameLead(EntrelacsError):
    code = "lead-same"


class LeadAlreadyMerged(EntrelacsError):
    code = "lead-already-merged"


class LeadNotMerged(EntrelacsError):
    code = "lead-not-merged"


class OtherGathering(EntrelacsError):
    code = "lead-other-gathering"


class LeadIsFollowed(EntrelacsError):
    """Someone carries it: it is given up, not removed."""

    code = "lead-is-followed"


class LeadGone(EntrelacsError):
    """Someone removed it since the page was shown."""

    code = "lead-gone"


class UntitledLead(EntrelacsError):
    code = "lead-untitled"


@transaction.atomic
def create_lead(
    *,
    actor: Person | None,
    gathering: Gathering,
    title: str,
    theme: Theme | None = None,
    contributions: Iterable[Contribution] = (),
) -> Lead:
    """Write a lead that stands on these contributions."""
    title = " ".join(title.split())
    if not title:
        raise UntitledLead
    lead = Lead.objects.create(
        programme_id=gathering.programme_id,
        gathering=gathering,
        title=title,
        theme=theme,
        position=_next_position(gathering),
    )
    for contribution in contributions:
        _attach(lead, contribution)
    record(actor=actor, event="lead.created", subject=lead)
    return lead


@transaction.atomic
def edit_lead(*, actor: Person | None, lead: Lead, title: str, description: str = "") -> Lead:
    """Reword a lead; the words of the tables stay as they are."""
    title = " ".join(title.split())
    if not title:
        raise UntitledLead
    lead.title, lead.description = title, description.strip()
    lead.save(update_fields=["title", "description", "updated_at"])
    record(actor=actor, event="lead.edited", subject=lead)
    return lead


@transaction.atomic
def sort_lead(*, actor: Person | None, lead: Lead, theme: Theme | None) -> Lead:
    """Put a lead under a theme, or under none."""
    lead.theme = theme
    lead.position = _next_position(lead.gathering)
    lead.save(update_fields=["theme", "position", "updated_at"])
    record(actor=actor, event="lead.sorted", subject=lead, theme=theme.pk if theme else None)
    return lead


@transaction.atomic
def attach_contribution(
    *, actor: Person | None, lead: Lead, contribution: Contribution
) -> LeadSource:
    """Let a lead stand on one more contribution."""
    source = _attach(lead, contribution)
    record(actor=actor, event="lead.source-added", subject=lead, contribution=contribution.pk)
    return source


@transaction.atomic
def detach_contribution(*, actor: Person | None, lead: Lead, contribution: Contribution) -> None:
    """Separate a contribution from a lead; the contribution itself stays."""
    LeadSource.objects.filter(lead=lead, contribution=contribution).delete()
    record(actor=actor, event="lead.source-removed", subject=lead, contribution=contribution.pk)


@transaction.atomic
def remove_lead(*, actor: Person | None, lead: Lead) -> None:
    """Remove a lead nobody follows yet; its contributions are free again, its parents stand again."""
    if lead.is_followed:
        raise LeadIsFollowed(title=lead.title)
    record(actor=actor, event="lead.removed", subject=lead)
    lead.delete()


@transaction.atomic
def merge_leads(*, actor: Person | None, kept: Lead, absorbed: Lead) -> Lead:
    """Fold one lead into another: nothing moves, so that undoing gives all back."""
    kept, absorbed = _lock(kept, absorbed)
    if kept.pk == absorbed.pk:
        raise SameLead(title=kept.title)
    if kept.gathering_id != absorbed.gathering_id:
        raise OtherGathering(title=absorbed.title)
    for lead in (kept, absorbed):
        if lead.merged_into_id is not None:
            raise LeadAlreadyMerged(title=lead.title)
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into", "updated_at"])
    record(actor=actor, event="lead.merged", subject=kept, absorbed=absorbed.pk)
    return kept


@transaction.atomic
def undo_merge(*, actor: Person | None, lead: Lead) -> Lead:
    """Let a merged lead stand by itself again, with its own words, theme and parents."""
    (lead,) = _lock(lead)
    if lead.merged_into_id is None:
        raise LeadNotMerged(title=lead.title)
    kept = lead.merged_into_id
    lead.merged_into = None
    lead.save(update_fields=["merged_into", "updated_at"])
    record(actor=actor, event="lead.unmerged", subject=lead, kept=kept)
    return lead


@transaction.atomic
def follow_lead(
    *,
    actor: Person | None,
    lead: Lead,
    status: str,
    referent: Person | None,
    next_step: str = "",
    next_step_on: datetime.date | None = None,
) -> Lead:
    """Say what becomes of a lead, who carries it and what comes next."""
    changes: dict[str, Any] = {
        "status": status,
        "referent": referent,
        "next_step": " ".join(next_step.split()),
        "next_step_on": next_step_on,
    }
    for name, value in changes.items():
        setattr(lead, name, value)
    lead.full_clean(exclude=["programme", "gathering", "theme", "merged_into"])
    lead.save(update_fields=[*changes, "updated_at"])
    record(actor=actor, event="lead.followed", subject=lead, status=status)
    return lead


def _attach(lead: Lead, contribution: Contribution) -> LeadSource:
    if contribution.gathering_id != lead.gathering_id:
        raise OtherGathering(title=lead.title)
    source, _added = LeadSource.objects.get_or_create(
        lead=lead, contribution=contribution, defaults={"programme_id": lead.programme_id}
    )
    return source


def _next_position(gathering: Gathering) -> int:
    last = Lead.objects.filter(gathering=gathering).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _lock(*found: Lead) -> list[Lead]:
    """Read the rows again, locked, in one order: two organisers cannot merge past each other."""
    locked = {
        lead.pk: lead
        for lead in Lead.objects.select_for_update()
        .filter(pk__in=[lead.pk for lead in found])
        .order_by("pk")
    }
    gone = next((lead for lead in found if lead.pk not in locked), None)
    if gone is not None:
        raise LeadGone(title=gone.title)
    return [locked[lead.pk] for lead in found]
