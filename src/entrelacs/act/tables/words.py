"""What is said of a plan, in sentences: never a score alone."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelacs.act.tables.asked_said import Line, asked_lines, label_of, need_label
from entrelacs.act.tables.changes_said import change_sentence
from entrelacs.act.tables.naming import NAMED, listed
from entrelacs.act.tables.plan import Plan
from entrelacs.act.tables.shown import GuestShown
from entrelacs.engines.seating import Exchange, SeatedPair, SeatReasons


def brief(plan: Plan) -> list[Line]:
    """The plan in a few lines: what holds, and what does not, by name."""
    lines = [*asked_lines(plan), *_parity(plan), *_colleagues(plan), *_encounters(plan)]
    waiting = len(plan.unseated)
    if waiting:
        lines.append(
            Line(
                False,
                ngettext(
                    "%(count)d person waits for a seat.",
                    "%(count)d people wait for a seat.",
                    waiting,
                )
                % {"count": waiting},
            )
        )
    smallest = plan.composition.smallest
    for shown in plan.shown:
        if 0 < shown.measure.size < min(smallest, shown.table.seat_count):
            text = ngettext(
                "Table %(table)d: %(people)d person only.",
                "Table %(table)d: %(people)d people only.",
                shown.measure.size,
            )
            sizes = {"table": shown.number, "people": shown.measure.size}
            lines.append(Line(False, text % sizes))
        if len(shown.people) > shown.table.seat_count:
            sizes = {"table": shown.number, "people": len(shown.people)}
            text = _("Table %(table)d: %(people)d people for %(seats)d seats.")
            lines.append(Line(False, text % (sizes | {"seats": shown.table.seat_count})))
    return lines


def _parity(plan: Plan) -> list[Line]:
    if plan.poles is None:
        return []
    tables = [table for table in plan.measure.tables if table.size]
    totals = dict.fromkeys(plan.poles, 0)
    by_table = {table.key: {w.world: w.count for w in table.worlds} for table in tables}
    for counts in by_table.values():
        for pole in plan.poles:
            totals[pole] += counts.get(pole, 0)
    rare, common = sorted(plan.poles, key=lambda pole: totals[pole])
    if not totals[rare]:
        text = _("Nobody from “%(world)s” is expected: tables cannot be mixed.")
        return [Line(False, text % {"world": label_of(plan, rare)})] if totals[common] else []
    room = {
        "rare_count": totals[rare],
        "rare": plan.pole_labels[rare],
        "common_count": totals[common],
        "common": plan.pole_labels[common],
    }
    without = [key for key, counts in by_table.items() if not counts.get(rare)]
    if without:
        text = ngettext(
            "%(rare_count)d %(rare)s for %(common_count)d %(common)s: none at table %(tables)s.",
            "%(rare_count)d %(rare)s for %(common_count)d %(common)s: none at tables %(tables)s.",
            len(without),
        )
        return [Line(False, text % (room | {"tables": listed(without)}))]
    uneven = [table.key for table in tables if not table.poles_in_proportion]
    if uneven:
        text = ngettext(
            "The two worlds are out of proportion at table %(tables)s.",
            "The two worlds are out of proportion at tables %(tables)s.",
            len(uneven),
        )
        return [Line(False, text % {"tables": listed(uneven)})]
    if totals[rare] * 3 >= totals[common] * 2:
        return [Line(True, _("The two worlds are balanced at each table."))]
    return [_short_world(room, [counts[rare] for counts in by_table.values()])]


def _short_world(room: dict[str, object], counts: Sequence[int]) -> Line:
    least = min(counts)
    more = sum(count > least for count in counts)
    if not more:
        text = _(
            "%(rare_count)d %(rare)s for %(common_count)d %(common)s: "
            "%(least)d %(rare)s at each table."
        )
    else:
        text = ngettext(
            "%(rare_count)d %(rare)s for %(common_count)d %(common)s: "
            "at least %(least)d %(rare)s a table, %(more)d table has more.",
            "%(rare_count)d %(rare)s for %(common_count)d %(common)s: "
            "at least %(least)d %(rare)s a table, %(more)d tables have more.",
            more,
        )
    return Line(True, text % (room | {"least": least, "more": more}))


def _colleagues(plan: Plan) -> list[Line]:
    pairs = plan.measure.same_structure
    if not pairs:
        return [Line(True, _("Nobody sits with a colleague."))]
    text = _("Table %(table)s: %(first)s and %(second)s come from the same structure.")
    return [Line(False, text % _pair(plan, pair)) for pair in pairs[:NAMED]] + _more(pairs)


def _encounters(plan: Plan) -> list[Line]:
    if not plan.meetings.gathering_count and plan.round == 1:
        return []
    pairs = plan.measure.re_encounters
    if not pairs and plan.round == 1:
        return [Line(True, _("Nobody sits again with someone met at an earlier meeting."))]
    if not pairs:
        return [Line(True, _("Nobody sits again with someone met before."))]
    text = _("Table %(table)s: %(first)s and %(second)s already shared a table (%(where)s).")
    return [
        Line(False, text % (_pair(plan, pair) | {"where": _where(plan, pair.first, pair.second)}))
        for pair in pairs[:NAMED]
    ] + _more(pairs)


def _more(pairs: Sequence[SeatedPair]) -> list[Line]:
    left = len(pairs) - NAMED
    if left <= 0:
        return []
    text = ngettext("… and %(count)d other pair.", "… and %(count)d other pairs.", left)
    return [Line(False, text % {"count": left})]


def _pair(plan: Plan, pair: SeatedPair) -> dict[str, str]:
    return {
        "table": pair.table,
        "first": plan.guest_of(pair.first).name,
        "second": plan.guest_of(pair.second).name,
    }


def _where(plan: Plan, one: str, other: str) -> str:
    return ", ".join(plan.met_at(one, other))


def reasons_lines(plan: Plan, guest: GuestShown, reasons: SeatReasons) -> list[Line]:
    """Why someone sits there, in sentences."""
    lines = [*_by_name(plan, reasons), _new_people(reasons)]
    for other in reasons.met_before:
        names = {"name": plan.guest_of(other).name, "where": _where(plan, guest.key, other)}
        lines.append(Line(False, _("Already shared a table with %(name)s (%(where)s).") % names))
    lines += [
        Line(False, _("Same structure as %(name)s.") % {"name": plan.guest_of(other).name})
        for other in reasons.same_structure
    ]
    labels = {world.code: world.label for world in plan.worlds}
    lines += [
        Line(True, _("The only one from “%(world)s” at this table.") % {"world": labels[world]})
        for world in reasons.alone_in_worlds
    ]
    uneven = [world for world in reasons.worlds if not world.in_proportion]
    for world in uneven:
        if world.least == world.most:
            text = _("%(count)d from “%(world)s” here: %(least)d would match the room.")
        else:
            text = _("%(count)d from “%(world)s” here: %(least)d to %(most)d would match the room.")
        bounds = {"least": world.least, "most": world.most}
        named = {"count": world.count, "world": labels[world.world]}
        lines.append(Line(False, text % (bounds | named)))
    if not uneven:
        lines.append(Line(True, _("The worlds at this table match those of the room.")))
    if reasons.same_territory:
        names = [plan.guest_of(other).name for other in reasons.same_territory]
        text = _("From the same place as %(names)s.")
        lines.append(Line(False, text % {"names": listed(names)}))
    return lines


def _by_name(plan: Plan, reasons: SeatReasons) -> list[Line]:
    """What was asked of this seat by name. Wishes to sit apart are for organisers alone."""
    lines = [
        Line(True, _("This table offers “%(need)s”.") % {"need": need_label(need)})
        for need in reasons.needs_met
    ]
    lines += [
        Line(False, _("Needs “%(need)s”, which this table does not offer.") % {"need": label})
        for label in map(need_label, reasons.needs_unmet)
    ]
    said = (
        (reasons.together_kept, True, _("With %(names)s, as wished.")),
        (reasons.together_broken, False, _("Wished to sit with %(names)s, who sits elsewhere.")),
        (reasons.apart_kept, True, _("Apart from %(names)s, as wished.")),
        (reasons.apart_broken, False, _("Was to sit apart from %(names)s.")),
    )
    for keys, is_good, text in said:
        if keys:
            names = listed(plan.guest_of(key).name for key in keys)
            lines.append(Line(is_good, text % {"names": names}))
    return lines


def _new_people(reasons: SeatReasons) -> Line:
    if reasons.new_people == reasons.neighbours:
        text = ngettext(
            "Has never shared a table with the %(count)d neighbour here.",
            "Has never shared a table with any of the %(count)d neighbours here.",
            reasons.neighbours,
        )
        return Line(True, text % {"count": reasons.neighbours})
    text = ngettext(
        "Meets %(count)d new person out of %(total)d neighbours.",
        "Meets %(count)d new people out of %(total)d neighbours.",
        reasons.new_people,
    )
    return Line(True, text % {"count": reasons.new_people, "total": reasons.neighbours})


def exchange_sentence(plan: Plan, exchange: Exchange | None) -> str:
    """The best change of seats, or that there is none better."""
    if exchange is None:
        return ""
    if exchange.change.total >= 0:
        return _("No exchange would do better.")
    names = {"name": plan.guest_of(exchange.guest).name, "table": exchange.table}
    text = _("Better: exchange with %(name)s, table %(table)s. %(change)s")
    return text % (names | {"change": change_sentence(exchange.change)})
