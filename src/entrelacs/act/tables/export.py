"""The plan as lists of names: for a wall, for a spreadsheet."""

from itertools import groupby

from django.utils.translation import gettext as _

from entrelacs.act.tables.plan import Plan
from entrelacs.act.tables.shown import GuestShown
from entrelacs.commons.plain_text import fold


def people_by_letter(plan: Plan) -> list[tuple[str, list[tuple[GuestShown, list[int | str]]]]]:
    """Everyone with the number of their table in each round, under the first letter of their last
    name, for whoever looks for a name on a wall."""
    rows = tables_by_name(plan)
    return [
        (letter, list(group))
        for letter, group in groupby(rows, key=lambda row: fold(row[0].sorted_name)[:1].upper())
    ]


def plan_rows(plan: Plan) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of the listing."""
    several = plan.composition.rounds > 1
    names = [_("Table, round %(round)d") % {"round": number} for number in plan.rounds]
    header = [_("Name"), _("Structure"), _("Worlds"), *(names if several else [_("Table")])]
    return header, [
        [guest.sorted_name, guest.structure, guest.worlds, *map(str, numbers)]
        for guest, numbers in tables_by_name(plan)
    ]


def tables_by_name(plan: Plan) -> list[tuple[GuestShown, list[int | str]]]:
    """Everyone seated, with the number of their table in each round, empty when they have none."""
    number_of = {table.pk: table.number for table in plan.tables}
    found: dict[int, list[int | str]] = {}
    for seat in plan.every_seat:
        if seat.round <= plan.composition.rounds and seat.table_id in number_of:
            at = found.setdefault(seat.registration_id, [""] * plan.composition.rounds)
            at[seat.round - 1] = number_of[seat.table_id]
    people = sorted(
        (plan.people[pk] for pk in found), key=lambda guest: (fold(guest.sorted_name), guest.pk)
    )
    return [(guest, found[guest.pk]) for guest in people]
