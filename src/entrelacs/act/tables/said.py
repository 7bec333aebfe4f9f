"""What is said beside a plan: what nobody can do better than, repairs, latecomers, what changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelacs.act.tables.changes_said import changes
from entrelacs.act.tables.guests import guest_from
from entrelacs.act.tables.mending import Mending, RepairShown, moves_of
from entrelacs.act.tables.models import Search, Seat, TableWish
from entrelacs.act.tables.naming import listed
from entrelacs.act.tables.plan import Plan
from entrelacs.engines.seating import BoundReason, Placement, Repair


def bounds_lines(plan: Plan) -> list[str]:
    """What cannot be avoided, counted and explained; nothing when nothing was proved."""
    bounds = plan.bounds
    if plan.seating is None or bounds is None:
        return []
    cost = plan.cost_to_come
    least = {part.code: part.count for part in bounds.least.parts}
    lines = [
        _bound(part.code, part.count, least[part.code]) for part in cost.parts if least[part.code]
    ]
    if not lines and cost.total == bounds.total:
        return [_("No plan with as many tables can do better.")]
    return lines + [text for reason in bounds.reasons if (text := _reason(plan, reason))]


def _bound(code: str, found: int, least: int) -> str:
    match code:
        case "repeats":
            what = ngettext("%(count)d re-encounter", "%(count)d re-encounters", found)
        case "structure":
            what = ngettext(
                "%(count)d pair of colleagues together",
                "%(count)d pairs of colleagues together",
                found,
            )
        case "territory":
            what = ngettext(
                "%(count)d pair from the same place", "%(count)d pairs from the same place", found
            )
        case _:
            what = ngettext(
                "%(count)d gap in the mix of worlds", "%(count)d gaps in the mix of worlds", found
            )
    numbers = {"what": what % {"count": found}, "least": least}
    if found <= least:
        text = ngettext(
            "%(what)s, %(least)d unavoidable: no plan with as many tables can do better.",
            "%(what)s, %(least)d unavoidable: no plan with as many tables can do better.",
            least,
        )
    else:
        text = _("%(what)s; %(least)d at least cannot be avoided.")
    return text % numbers


def _reason(plan: Plan, reason: BoundReason) -> str:
    numbers = {"least": reason.least, "people": reason.people, "tables": reason.tables}
    match reason.kind:
        case "rounds":
            text = _("Tables seat more people than there are tables: some meet again next round.")
        case "clique":
            text = _("%(names)s have all met before, and there are %(tables)d tables.")
            numbers["names"] = listed(plan.guest_of(key).name for key in reason.guests)
        case "label":
            text = _("%(people)d people come from “%(label)s”, and there are %(tables)d tables.")
            numbers["label"] = _label_of(plan, reason)
        case "pole":
            text = _("%(people)d %(label)s for %(tables)d tables.")
            numbers["label"] = plan.pole_labels.get(reason.label, reason.label)
        case _:
            return ""
    return text % numbers


def _label_of(plan: Plan, reason: BoundReason) -> str:
    """The structure or the place that a bound speaks of, by the name of one who comes from it."""
    for guest in plan.expected:
        keyed = guest_from(guest.registration)
        if reason.code == "structure" and keyed.structure == reason.label:
            return guest.structure
        if reason.code == "territory" and keyed.territory == reason.label:
            return str(guest.registration.person.territory)
    return reason.label


def repairs_shown(mending: Mending) -> list[RepairShown]:
    """The options, fewest displaced first."""
    return [
        RepairShown(
            moved=repair.moved,
            title=_title(repair),
            lines=tuple(_repair_lines(mending.plan, repair)),
            moves=moves_of(mending.plan, repair),
            is_advised=repair is mending.advised,
        )
        for repair in mending.repairs
    ]


def _title(repair: Repair) -> str:
    if not repair.moved:
        return _("Nobody moves")
    text = ngettext("%(count)d move", "%(count)d moves", repair.moved)
    return text % {"count": repair.moved}


def _repair_lines(plan: Plan, repair: Repair) -> Iterator[str]:
    smallest = plan.composition.smallest
    under = [
        key
        for key, guests in repair.tables.items()
        if 0 < len(guests) < min(smallest, _seats(plan, key))
    ]
    for key in under:
        size = {"table": key, "people": len(repair.tables[key])}
        yield (
            ngettext(
                "table %(table)s stays at %(people)d person",
                "table %(table)s stays at %(people)d people",
                size["people"],
            )
            % size
        )
    if not under:
        yield _("no table under %(smallest)d") % {"smallest": smallest}
    for key in repair.closed:
        yield _("table %(table)s is closed") % {"table": key}
    for key in repair.opened:
        yield _("table %(table)s is opened") % {"table": key}
    if repair.seated:
        count = len(repair.seated)
        text = ngettext("%(count)d person seated", "%(count)d people seated", count)
        yield text % {"count": count}
    # How many people are missing at small tables was said above, table by table.
    parts = tuple(part for part in repair.change.parts if part.code != "size")
    yield from changes(type(repair.change)(parts))


def _seats(plan: Plan, key: str) -> int:
    laid = {str(table.number): table.seat_count for table in (*plan.tables, *plan.put_away)}
    return laid.get(key, plan.composition.largest)


def placement_sentence(plan: Plan, placement: Placement) -> str:
    """Where a latecomer sits down, and the reason that decided."""
    guest = plan.guest_of(placement.guest)
    neighbours = {"new": placement.new_people, "count": placement.neighbours}
    change = {part.code: part.count for part in placement.change.parts}
    match placement.reason:
        case "mix" if change["mix"] < 0:
            reason = _("the only one where a person from “%(world)s” was missing")
        case "mix":
            reason = _("the one where the worlds stay best mixed")
        case "structure":
            reason = _("the one where no colleague sits, or fewest")
        case "repeats":
            reason = _("%(new)d new people out of %(count)d neighbours")
        case "territory":
            reason = _("the one where fewest come from the same place")
        case "needs":
            reason = _("the one that offers what they need")
        case "wishes":
            reason = _("the one where they wished to sit")
        case "alone":
            reason = _("the one where they are not alone from their world")
        case "size":
            reason = _("the one where people are missing most")
        case _:
            reason = _("the one with most free seats")
    said = reason % (neighbours | {"world": guest.look.short_label})
    return _("Table %(table)s: %(reason)s.") % {"table": placement.table, "reason": said}


@dataclass(frozen=True, slots=True)
class SeatMoved:
    """Someone who changed tables between two versions, in one round; None: no seat."""

    name: str
    round: int
    before: int | None
    after: int | None


def moves_between(plan: Plan, before: tuple[Seat, ...]) -> list[SeatMoved]:
    """Who changed tables since an earlier version, by round then by name.

    Whoever does not come is left out: nobody has to be told of their chair.
    """
    coming = {guest.pk: guest.name for guest in plan.expected}
    old, new = _numbers(before), _numbers(plan.every_seat)
    moved = [
        SeatMoved(coming[pk], round_, old.get((pk, round_)), new.get((pk, round_)))
        for pk, round_ in old.keys() | new.keys()
        if old.get((pk, round_)) != new.get((pk, round_)) and pk in coming
    ]
    return sorted(moved, key=lambda move: (move.round, move.name))


def _numbers(seats: tuple[Seat, ...]) -> Mapping[tuple[int, int], int]:
    return {(seat.registration_id, seat.round): seat.table.number for seat in seats}


@dataclass(frozen=True, slots=True)
class WishShown:
    pk: int
    kind: str
    names: str


def wishes_shown(plan: Plan) -> list[WishShown]:
    """Confidential: for the organisers' page alone."""
    return [
        WishShown(
            wish.pk,
            str(TableWish.Kind(wish.kind).label),
            listed(plan.people[pk].name for pk in wish.registrations if pk in plan.people),
        )
        for wish in plan.wishes_kept
    ]


def search_sentence(search: Search) -> str:
    """How far a long search is, or how it ended."""
    numbers = {
        "share": round(100 * search.done / search.planned) if search.planned else 100,
        "cost": search.cost,
        "least": search.least,
    }
    match search.state:
        case Search.State.RUNNING if search.cost is None:
            text = _("The search begins.")
        case Search.State.RUNNING:
            text = _("%(share)d %% of the search: %(cost)d points of fault, %(least)d unavoidable.")
        case Search.State.DONE:
            text = _("The search is over: its plan is shown.")
        case Search.State.STOPPED:
            text = _("The search was stopped: the best plan it found is shown.")
        case Search.State.REFUSED:
            text = _("The plan or the list changed meanwhile: what the search found was not kept.")
        case _:
            text = _("The search was interrupted. The plan was not changed: begin again.")
    return text % numbers
