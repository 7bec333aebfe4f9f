"""Why tables cannot be composed, with the people or the numbers concerned, and what would do."""

from collections.abc import Callable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelacs.act.tables.asked_said import need_label
from entrelacs.act.tables.errors import WishesContradict
from entrelacs.act.tables.naming import listed
from entrelacs.act.tables.plan import Plan
from entrelacs.commons.messages import sentence_for
from entrelacs.engines.seating import (
    Constraint,
    NoSizesFit,
    SeatingError,
    TooFewGuests,
    TooManyGuests,
    plan_tables,
)
from entrelacs.errors import EntrelacsError


def refusal_sentence(error: EntrelacsError, plan: Plan) -> str:
    """What to tell whoever asked; the usual sentence of the error when the plan adds nothing."""
    said: dict[type[EntrelacsError], Callable[[EntrelacsError, Plan], str]] = {
        WishesContradict: _contradiction,
        TooManyGuests: _too_many,
        TooFewGuests: _too_few,
        NoSizesFit: _no_sizes,
    }
    say = said.get(type(error))
    return say(error, plan) if say else sentence_for(error)


def _contradiction(error: EntrelacsError, plan: Plan) -> str:
    conflict = error.details["conflict"]
    things = [_thing(thing, plan) for thing in conflict.constraints]
    given = [_thing(thing, plan) for thing in conflict.relaxation]
    wishes = sum(thing.code in {"together", "apart"} for thing in conflict.constraints)
    asked = capfirst(_joined(conflict.constraints, things))
    if wishes == len(things):
        text = ngettext(
            "%(asked)s: take this wish away.",
            "%(asked)s: take one of these %(count)d wishes away.",
            wishes,
        )
    else:
        text = ngettext(
            "%(asked)s: this cannot be. Change it.",
            "%(asked)s: these %(count)d things exclude one another. Change one of them.",
            len(things),
        )
    nearest = _("It would be enough to give up: %(given)s.")
    return " ".join(
        (
            text % {"asked": asked, "count": len(things)},
            nearest % {"given": "; ".join(given)},
            _("The plan was not changed."),
        )
    )


def _joined(constraints: Sequence[Constraint], things: Sequence[str]) -> str:
    """As in "A with B, B with C, but A without C": what excludes the rest comes last."""
    codes = {thing.code for thing in constraints}
    if codes == {"together", "apart"}:
        kept = ", ".join(t for t, c in zip(things, constraints, strict=True) if c.code != "apart")
        apart = ", ".join(t for t, c in zip(things, constraints, strict=True) if c.code == "apart")
        return _("%(kept)s, but %(apart)s") % {"kept": kept, "apart": apart}
    return ", ".join(things)


def _thing(thing: Constraint, plan: Plan) -> str:
    names = [plan.guest_of(key).name for key in thing.guests]
    tables = listed(thing.tables)
    match thing.code:
        case "together" if len(names) == 2:
            text = _("%(first)s with %(second)s")
        case "together":
            text = _("%(names)s together")
        case "apart" if len(names) == 2:
            text = _("%(first)s without %(second)s")
        case "apart":
            text = _("%(names)s apart")
        case "lock":
            text = _("%(names)s locked at table %(tables)s")
        case "need" if thing.tables:
            text = _(
                "%(names)s in need of “%(need)s”, offered at table %(tables)s (%(count)d seats)"
            )
        case "need":
            text = _("%(names)s in need of “%(need)s”, which no table offers")
        case "smallest":
            text = _("%(count)d people at least to fill table %(tables)s")
        case _:
            text = _("%(count)d seats at table %(tables)s")
    return text % {
        "first": names[0] if names else "",
        "second": names[-1] if names else "",
        "names": listed(names),
        "tables": tables,
        "need": need_label(thing.label),
        "count": thing.number,
    }


def _too_many(error: EntrelacsError, plan: Plan) -> str:
    tables = [table for table in plan.tables if table.is_open]
    found = error.details["found"]
    size = max((table.seat_count for table in tables), default=plan.composition.largest)
    enough = -(-found // size)
    text = ngettext(
        "%(found)d people for %(seats)d seats: %(enough)d table of %(size)d would be enough.",
        "%(found)d people for %(seats)d seats: %(enough)d tables of %(size)d would be enough.",
        enough,
    )
    numbers = {"found": found, "seats": error.details["seats"], "enough": enough, "size": size}
    return f"{text % numbers} {_('The plan was not changed.')}"


def _too_few(error: EntrelacsError, plan: Plan) -> str:
    found, needed = error.details["found"], error.details["needed"]
    smallest = plan.composition.smallest
    numbers = {"found": found, "needed": needed, "smallest": smallest}
    here = ngettext("%(found)d person comes", "%(found)d people come", found)
    if found < 2:
        text = _("one needs at least two people to share a table. Add people at the step “Invite”.")
    elif found < smallest:
        text = _(
            "a table has at least %(smallest)d. One table of %(found)d is possible: bring the fewest "
            "people at a table down to %(found)d in the settings."
        )
    else:
        numbers["tables"] = _tables_for(found, plan)
        text = ngettext(
            "these tables need at least %(needed)d. Lay %(tables)d table.",
            "these tables need at least %(needed)d. Lay %(tables)d tables.",
            numbers["tables"],
        )
    said = _("%(people)s: %(what)s The plan was not changed.")
    return said % {"people": here % numbers, "what": text % numbers}


def _tables_for(people: int, plan: Plan) -> int:
    smallest, largest = plan.composition.smallest, plan.composition.largest
    try:
        return len(plan_tables(people, smallest, largest, min(largest, max(smallest, 8))))
    except SeatingError:
        return max(1, people // smallest)


def _no_sizes(error: EntrelacsError, plan: Plan) -> str:
    found = error.details["found"]
    count = max(2, -(-found // plan.composition.largest))
    text = _(
        "%(found)d people cannot be cut into tables of %(smallest)d to %(largest)d. %(tables)d tables "
        "of %(size)d or so are possible: bring the fewest people at a table down to %(size)d in the "
        "settings."
    )
    numbers = {
        "found": found,
        "smallest": plan.composition.smallest,
        "largest": plan.composition.largest,
        "tables": count,
        "size": found // count,
    }
    return f"{text % numbers} {_('The plan was not changed.')}"
