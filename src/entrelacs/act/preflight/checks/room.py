"""What stands in the room: codes, the kit, phones at the door, places, notebooks."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrelacs.act.gatherings.queries import short_pole
from entrelacs.act.preflight.checks.base import Check, Finding, State, Way
from entrelacs.act.preflight.queries import Facts
from entrelacs.act.preflight.words import moment


def lay_tables(facts: Facts) -> tuple[Way, ...]:
    """The way to the composer, for organisers."""
    url = reverse("act:compose", args=(facts.gathering.slug,))
    return (Way(words=_("Compose the tables"), url=url, permission="act.compose"),)


def once_laid(facts: Facts) -> Finding:
    """What checks of the tables say while there is none: one thing is to be done, not four."""
    return Finding(
        state=State.WARN,
        seen=(_("No table is laid yet."),),
        todo=_("This waits for the tables."),
        ways=lay_tables(facts),
    )


class PlacesCheck(Check):
    code = "places"
    title = gettext_lazy("Everyone has a place")

    def look(self, facts: Facts) -> Finding:
        if not facts.tables:
            return Finding(
                state=State.BAD,
                seen=(_("No table is laid yet."),),
                todo=_("Lay the tables first: each of them then has its code and its notebook."),
                ways=lay_tables(facts),
            )
        expected, seats = facts.guests.expected, facts.seats
        places = {"expected": expected, "seats": seats, "tables": len(facts.tables)}
        seen = [
            _("%(expected)d expected, %(seats)d places at %(tables)d tables.") % places,
            " · ".join(f"{pole.label} {pole.people}" for pole in facts.poles),
        ]
        if expected > seats:
            todo = ngettext(
                "%(count)d place is missing: lay one more table, or larger ones.",
                "%(count)d places are missing: lay one more table, or larger ones.",
                expected - seats,
            ) % {"count": expected - seats}
            return Finding(state=State.BAD, seen=tuple(seen), todo=todo, ways=lay_tables(facts))
        short = short_pole([(pole, pole.people) for pole in facts.poles])
        if short is not None:
            few, _count, many, _others = short
            todo = _("“%(few)s” is short beside “%(many)s”: write to those who have not answered.")
            invite = reverse("act:invite", args=(facts.gathering.slug,))
            return Finding(
                state=State.WARN,
                seen=tuple(seen),
                todo=todo % {"few": few.label, "many": many.label},
                ways=(Way(words=_("See the list"), url=invite, permission="act.invite"),),
            )
        return Finding(state=State.GOOD, seen=tuple(seen))


class CodesCheck(Check):
    code = "codes"
    title = gettext_lazy("Codes of the tables are printed")

    def look(self, facts: Facts) -> Finding:
        if not facts.tables:
            return once_laid(facts)
        slug, preflight = facts.gathering.slug, facts.preflight
        cards = Way(words=_("Cards of the tables"), url=reverse("act:run_codes", args=(slug,)))
        printed = Way(
            words=_("The codes are printed"),
            url=reverse("act:run_preflight_codes", args=(slug,)),
            is_post=True,
        )
        count = ngettext(
            "%(count)d table, one code each.", "%(count)d tables, one code each.", len(facts.tables)
        ) % {"count": len(facts.tables)}
        if preflight.codes_printed_at is None:
            todo = _("Print the cards, cut them, and stand one on each table.")
            return Finding(state=State.UNKNOWN, seen=(count,), todo=todo, ways=(cards, printed))
        when = _("Printed %(when)s.") % {"when": moment(preflight.codes_printed_at, facts.now)}
        since = [t.number for t in facts.tables if t.number not in preflight.codes_printed]
        if since:
            missing = ngettext(
                "Table %(numbers)s was laid since then.",
                "Tables %(numbers)s were laid since then.",
                len(since),
            ) % {"numbers": ", ".join(map(str, since))}
            todo = _("Print the missing cards: the others still hold.")
            return Finding(
                state=State.BAD, seen=(count, when, missing), todo=todo, ways=(cards, printed)
            )
        return Finding(state=State.GOOD, seen=(count, when), ways=(cards,))


class KitCheck(Check):
    code = "kit"
    title = gettext_lazy("The kit of the day is downloaded")

    def look(self, facts: Facts) -> Finding:
        slug, preflight = facts.gathering.slug, facts.preflight
        ways = (Way(words=_("Kit of the day"), url=reverse("act:run_kit", args=(slug,))),)
        if preflight.kit_downloaded_at is None:
            return Finding(
                state=State.UNKNOWN,
                seen=(_("Nobody has downloaded it yet."),),
                todo=_(
                    "Download it the day before and print it: badges, sheets and lists are the plan "
                    "for a day without network."
                ),
                ways=ways,
            )
        when = moment(preflight.kit_downloaded_at, facts.now)
        seen = [_("Downloaded %(when)s.") % {"when": when}]
        plan = facts.gathering.plan_version
        is_old = plan is not None and plan != preflight.kit_version
        if is_old:
            seen.append(
                _("The plan of the tables changed since (version %(plan)d).") % {"plan": plan}
            )
        since = facts.guests.since_kit
        if since:
            text = ngettext(
                "%(count)d person joined the list since.",
                "%(count)d people joined the list since.",
                since,
            )
            seen.append(text % {"count": since})
        if is_old or since:
            todo = _("Its page says which sheets to print again.")
            return Finding(
                state=State.BAD if is_old else State.WARN, seen=tuple(seen), todo=todo, ways=ways
            )
        return Finding(state=State.GOOD, seen=tuple(seen), ways=ways)


class DoorsCheck(Check):
    code = "doors"
    title = gettext_lazy("Phones at the door are ready")

    def look(self, facts: Facts) -> Finding:
        doors = facts.doors
        door = reverse("act:checkin", args=(facts.gathering.slug,))
        ways = (Way(words=_("Welcome at the door"), url=door),)
        if not doors.phones or doors.seen_at is None:
            return Finding(
                state=State.UNKNOWN,
                seen=(_("No phone was seen at the door in the last two hours."),),
                todo=_(
                    "Open the page of the door on two phones, on the network of the place: they then "
                    "keep the list, network or not."
                ),
                ways=ways,
            )
        text = ngettext(
            "%(count)d phone, last seen %(when)s.",
            "%(count)d phones, the last one seen %(when)s.",
            doors.phones,
        )
        seen = [text % {"count": doors.phones, "when": moment(doors.seen_at, facts.now)}]
        if doors.waiting:
            text = ngettext(
                "%(count)d arrival is still on a phone.",
                "%(count)d arrivals are still on a phone.",
                doors.waiting,
            )
            todo = _("Bring the phones back to the network, and leave the page open a moment.")
            seen.append(text % {"count": doors.waiting})
            return Finding(state=State.WARN, seen=tuple(seen), todo=todo, ways=ways)
        if doors.phones == 1:
            todo = _("Prepare a second one: a phone may run out of battery.")
            return Finding(state=State.WARN, seen=tuple(seen), todo=todo, ways=ways)
        return Finding(state=State.GOOD, seen=tuple(seen), ways=ways)


class NotebooksCheck(Check):
    code = "notebooks"
    title = gettext_lazy("Notebooks open")
    template = "act/preflight/_notebooks.html"

    def look(self, facts: Facts) -> Finding:
        if not facts.tables:
            return once_laid(facts)
        slug = facts.gathering.slug
        questions = facts.gathering.prompt_count
        seen = (
            ngettext(
                "%(count)d question is asked of the tables.",
                "%(count)d questions are asked of the tables.",
                questions,
            )
            % {"count": questions},
        )
        if facts.gathering.is_closed:
            closed = _("The meeting is closed: notebooks are read, and take no note.")
            todo = _("Open the meeting again before the day.")
            reopen = Way(
                words=_("Reopen"),
                url=reverse("act:run_close", args=(slug,)),
                permission="act.edit_gathering",
            )
            return Finding(state=State.BAD, seen=(*seen, closed), todo=todo, ways=(reopen,))
        first = facts.tables[0]
        notebook = Way(
            words=_("Open the notebook of table %(number)d") % {"number": first.number},
            url=reverse("act:notebook", args=(first.code,)),
        )
        return Finding(state=State.GOOD, seen=seen, ways=(notebook,))
