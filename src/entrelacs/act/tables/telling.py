"""What a participant is told of their own seat: numbers, no name, and no wish of anybody's."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.tables.asked_said import need_label
from entrelacs.act.tables.models import Table
from entrelacs.act.tables.plan import Plan, read_plan
from entrelacs.engines.seating import SeatReasons, explain_seat


@dataclass(frozen=True, slots=True)
class RoundTold:
    """One round of someone's day at the tables."""

    round: int
    table: Table
    lines: tuple[str, ...]


def reasons_for(registration: Registration) -> list[RoundTold]:
    """Round by round, why they sit where they sit; empty for whoever has no seat."""
    plan = read_plan(registration.gathering)
    guest = plan.people.get(registration.pk)
    if guest is None or not guest.is_expected:
        return []
    told = []
    for seat in plan.every_seat:
        if seat.registration_id == registration.pk and seat.round <= plan.composition.rounds:
            reasons = explain_seat(
                guest.key,
                plan.request,
                plan.rounds_seated,
                round_=seat.round - 1,
                for_participant=True,
            )
            told.append(RoundTold(seat.round, seat.table, tuple(_lines(plan, reasons))))
    return sorted(told, key=lambda one: one.round)


def _lines(plan: Plan, reasons: SeatReasons) -> list[str]:
    text = ngettext(
        "You meet %(new)d new person out of %(count)d at this table.",
        "You meet %(new)d new people out of %(count)d at this table.",
        reasons.new_people,
    )
    lines = [text % {"new": reasons.new_people, "count": reasons.neighbours}]
    labels = {world.code: world.label for world in plan.worlds}
    around = [f"{world.count} {labels[world.world]}" for world in reasons.worlds if world.count]
    if around:
        lines.append(_("Around the table: %(worlds)s.") % {"worlds": ", ".join(around)})
    if not reasons.same_structure:
        lines.append(_("Nobody else from your structure sits here."))
    lines += [
        _("This table offers “%(need)s”.") % {"need": need_label(need)}
        for need in reasons.needs_met
    ]
    return lines
