"""What was asked by name, and is or is not had: hosts, needs, wishes, a rare world's company."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entrelacs.act.tables.models import TableProperty
from entrelacs.act.tables.naming import listed
from entrelacs.act.tables.plan import Plan


@dataclass(frozen=True, slots=True)
class Line:
    is_good: bool
    text: str


def asked_lines(plan: Plan) -> list[Line]:
    """What is not had of what was asked by name."""
    said = (*_hosts(plan), *_needs(plan), *_company(plan), *_wishes(plan))
    return [Line(False, text) for text in said]


def _hosts(plan: Plan) -> Iterator[str]:
    away = {guest.registration.person_id for guest in plan.people.values() if not guest.is_expected}
    text = _("Table %(table)d: %(name)s does not come. Name someone else.")
    for shown in plan.shown:
        for person in (shown.table.facilitator, shown.table.scribe):
            if person is not None and person.pk in away:
                yield text % {"table": shown.number, "name": person.full_name}


def _needs(plan: Plan) -> Iterator[str]:
    text = _("%(names)s: “%(need)s” is needed. Say which table offers it.")
    for need in TableProperty.values:
        people = [
            guest.name
            for guest in plan.expected_here
            if need in (guest.registration.table_needs or ()) and need not in plan.asked.offered
        ]
        if people:
            yield text % {"names": listed(people), "need": need_label(need)}
    text = _("Table %(table)s: %(name)s needs “%(need)s”.")
    for table in plan.measure.tables:
        for key, need in table.unmet_needs:
            name = plan.guest_of(key).name
            yield text % {"table": table.key, "name": name, "need": need_label(need)}


def _company(plan: Plan) -> Iterator[str]:
    text = _("Table %(table)s: one person only from “%(world)s”.")
    for table in plan.measure.tables:
        for world in table.alone:
            yield text % {"table": table.key, "world": label_of(plan, world)}


def _wishes(plan: Plan) -> Iterator[str]:
    broken = {wish for table in plan.measure.tables for wish in table.wishes_broken}
    for wish in sorted(broken, key=lambda wish: wish.guests):
        if wish.together:
            text = _("%(names)s wished to sit together and do not.")
        else:
            text = _("%(names)s were to sit apart and do not.")
        yield text % {"names": listed(plan.guest_of(key).name for key in wish.guests)}


def label_of(plan: Plan, code: str) -> str:
    """A world, in words."""
    return next((world.label for world in plan.worlds if world.code == code), code)


def need_label(code: str) -> str:
    """A property of a table, in words."""
    return str(TableProperty(code).label) if code in TableProperty.values else code
