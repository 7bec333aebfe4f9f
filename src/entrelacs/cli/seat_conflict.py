"""Say why a request cannot be met, and take away the least that makes it possible."""

from collections.abc import Sequence
from dataclasses import replace

from entrelacs.cli.seat_source import name_some
from entrelacs.cli.words import _
from entrelacs.engines.seating import Conflict, Constraint, SeatingError, SeatingRequest
from entrelacs.engines.seating.diagnose import diagnose

MOST_NAMES = 12


class ImpossibleRequest(SeatingError):
    """Nothing that could be left out makes the request possible; `conflict` says why."""

    code = "seat-impossible"


def explain_conflict(conflict: Conflict) -> str:
    """Name the things asked for that exclude one another."""
    return _("Impossible together: %(constraints)s.") % {
        "constraints": say_constraints(conflict.constraints)
    }


def say_constraints(constraints: Sequence[Constraint]) -> str:
    """Say things that were asked for, those who keep a seat at one table together."""
    held: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
    for one in constraints:
        if one.code == "lock":
            place = one.tables, one.label
            held[place] = (*held.get(place, ()), *one.guests)
    locks = [Constraint("lock", people, *place) for place, people in held.items()]
    others = [one for one in constraints if one.code != "lock"]
    return _("; ").join(map(_say_constraint, [*locks, *others]))


def _say_constraint(constraint: Constraint) -> str:
    lock = constraint.code == "lock" and constraint.label
    details = {
        "names": name_some(list(constraint.guests), MOST_NAMES),
        "people": len(constraint.guests),
        "tables": name_some(list(constraint.tables), MOST_NAMES) or "–",
        "label": constraint.label,
        "number": constraint.number,
        "round": int(lock) + 1 if lock else 0,
    }
    sentences = {
        "together": _("%(names)s at one table"),
        "apart": _("%(names)s apart"),
        "lock": _("%(names)s at table %(tables)s in round %(round)d")
        if lock
        else _("%(names)s at table %(tables)s"),
        "need": _("%(names)s at a table with “%(label)s” (%(tables)s)"),
        "seats": _("%(people)d people (%(names)s) for %(number)d seats"),
        "smallest": _("%(number)d people to fill the tables"),
    }
    return sentences[constraint.code] % details


def relax(request: SeatingRequest, relaxation: Sequence[Constraint]) -> SeatingRequest | None:
    """Return the request without these things asked for; None if seats are lacking."""
    for constraint in relaxation:
        if constraint.code == "seats":
            return None
        request = _without(request, constraint)
    return request


def _without(request: SeatingRequest, given: Constraint) -> SeatingRequest:
    people = set(given.guests)
    if given.code == "lock":
        locks = (lock for lock in request.locks if lock.guest not in people)
        return replace(request, locks=tuple(locks))
    if given.code == "need":
        guests = (
            replace(guest, needs=tuple(need for need in guest.needs if need != given.label))
            if guest.key in people
            else guest
            for guest in request.guests
        )
        return replace(request, guests=tuple(guests))
    if given.code == "smallest":
        tables = (
            replace(table, smallest=0) if table.key in given.tables else table
            for table in request.tables
        )
        return replace(request, tables=tuple(tables))
    together = given.code == "together"
    wishes = (
        wish for wish in request.wishes if wish.together != together or set(wish.guests) != people
    )
    return replace(request, wishes=tuple(wishes))


def settle(request: SeatingRequest) -> tuple[SeatingRequest, list[str]]:
    """Return the request, less what makes it impossible, and the sentences that say so.

    Raises ImpossibleRequest when nothing that could be left out would make it possible.
    """
    conflict = diagnose(request)
    if conflict is None:
        return request, []
    relaxed = relax(request, conflict.relaxation)
    if relaxed is None:
        raise ImpossibleRequest(conflict=explain_conflict(conflict))
    left_out = say_constraints(conflict.relaxation)
    return relaxed, [
        explain_conflict(conflict),
        _("This plan leaves out: %(constraints)s.") % {"constraints": left_out},
    ]
