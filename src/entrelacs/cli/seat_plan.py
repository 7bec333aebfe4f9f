"""A plan to read: round by round, table by table, with what explains it."""

from collections.abc import Mapping, Sequence
from gettext import ngettext

from entrelacs.cli.seat_bounds import say_cost, say_reasons
from entrelacs.cli.seat_source import Source, name_some
from entrelacs.cli.words import _
from entrelacs.engines.seating import (
    Guest,
    Measure,
    RoundMeasure,
    SeatedPair,
    Seating,
    SeatingRequest,
    TableMeasure,
)

MOST_PAIRS = 5


def show_plan(source: Source, request: SeatingRequest, seating: Seating, measure: Measure) -> str:
    """Return the whole plan as text."""
    guests = {guest.key: guest for guest in source.guests}
    offers = {table.key: table.offers for table in request.tables}
    several = len(measure.rounds) > 1
    lines = _heading(seating, measure, len(guests))
    for number, (round_, tables) in enumerate(
        zip(measure.rounds, seating.rounds, strict=True), start=1
    ):
        if several:
            lines += ["", _("Round %(round)d") % {"round": number}]
        lines += [_say_new(round_)] if several or request.met else []
        if round_.unseated:
            lines.append(_("No seat: %(names)s.") % {"names": name_some(list(round_.unseated))})
        for table, keys in zip(round_.tables, tables, strict=True):
            if keys:
                lines += ["", *_show_table(table, keys, guests, offers)]
    lines += ["", _("What this plan is worth")]
    lines += [
        f"  {sentence}"
        for sentence in (
            _sum_up(measure),
            *say_cost(seating.cost, seating.bounds, moves=seating.moves_made),
            *say_reasons(seating.bounds),
        )
    ]
    return "\n".join(lines)


def _heading(seating: Seating, measure: Measure, people: int) -> list[str]:
    sizes = [", ".join(str(len(keys)) for keys in tables) for tables in seating.rounds]
    details = {
        "people": people,
        "tables": len(seating.table_keys),
        "sizes": " | ".join(dict.fromkeys(sizes)),
        "seed": seating.seed,
        "rounds": len(measure.rounds),
    }
    if len(measure.rounds) == 1:
        return [_("%(people)d people, %(tables)d tables of %(sizes)s, draw %(seed)d.") % details]
    return [
        _("%(people)d people, %(rounds)d rounds, %(tables)d tables of %(sizes)s, draw %(seed)d.")
        % details
    ]


def _say_new(round_: RoundMeasure) -> str:
    share = 100 if round_.new_share is None else int(100 * round_.new_share)
    return _("%(share)d %% of neighbours meet for the first time.") % {"share": share}


def _sum_up(measure: Measure) -> str:
    pairs = sum(len(round_.same_structure) for round_ in measure.rounds)
    if not pairs:
        return _("Nobody sits with someone of their own structure.")
    return ngettext(
        "%(count)d pair of people of one structure could not be parted.",
        "%(count)d pairs of people of one structure could not be parted.",
        pairs,
    ) % {"count": pairs}


def _show_table(
    table: TableMeasure,
    keys: Sequence[str],
    guests: Mapping[str, Guest],
    offers: Mapping[str, Sequence[str]],
) -> list[str]:
    people = ngettext("%(count)d person", "%(count)d people", table.size) % {"count": table.size}
    lines = [_("Table %(table)s, %(people)s") % {"table": table.key, "people": people}]
    lines += [f"  - {introduce(guests[key])}" for key in sorted(keys)]
    needed = {need for key in keys for need in guests[key].needs}
    answered = [offer for offer in offers[table.key] if offer in needed]
    if answered:
        lines.append("  " + _("For this table: %(needs)s.") % {"needs": ", ".join(answered)})
    return lines + [f"  {sentence}" for sentence in _explain(table)]


def introduce(guest: Guest) -> str:
    """Say who someone is: structure as they wrote it, worlds, territory."""
    parts = (guest.structure, " / ".join(guest.worlds), guest.territory)
    said = ", ".join(part for part in parts if part)
    return f"{guest.key} ({said})" if said else guest.key


def _explain(table: TableMeasure) -> list[str]:
    shares = [
        _("%(world)s %(count)d (share of the room: %(least)s)")
        % {
            "world": world.world,
            "count": world.count,
            "least": str(world.least)
            if world.least == world.most
            else _("%(least)d or %(most)d") % {"least": world.least, "most": world.most},
        }
        for world in table.worlds
    ]
    sentences = [_("Mix: %(shares)s.") % {"shares": ", ".join(shares)}] if shares else []
    sentences += [
        _("No “%(world)s” at this table.") % {"world": world} for world in table.missing_poles
    ]
    sentences += [
        _("Same structure: %(first)s and %(second)s.")
        % {"first": pair.first, "second": pair.second}
        for pair in table.same_structure
    ]
    if table.re_encounters:
        sentences.append(
            _("Have met before: %(pairs)s.") % {"pairs": _name_pairs(table.re_encounters)}
        )
    count = len(table.same_territory)
    if count:
        sentences.append(
            ngettext(
                "%(count)d pair of neighbours from one territory.",
                "%(count)d pairs of neighbours from one territory.",
                count,
            )
            % {"count": count}
        )
    return sentences + _explain_wishes(table)


def _explain_wishes(table: TableMeasure) -> list[str]:
    sentences = []
    if table.alone:
        sentences.append(
            _("Alone of their world: %(names)s.") % {"names": name_some(list(table.alone))}
        )
    sentences += [
        _("“%(need)s” is not met for %(name)s.") % {"need": need, "name": key}
        for key, need in table.unmet_needs
    ]
    for wish in table.wishes_broken:
        text = (
            _("Wished to sit together, and do not: %(names)s.")
            if wish.together
            else _("Should sit apart, and do not: %(names)s.")
        )
        sentences.append(text % {"names": ", ".join(wish.guests)})
    return sentences


def _name_pairs(pairs: Sequence[SeatedPair]) -> str:
    named = [
        _("%(first)s and %(second)s") % {"first": pair.first, "second": pair.second}
        for pair in pairs[:MOST_PAIRS]
    ]
    others = len(pairs) - MOST_PAIRS
    if others > 0:
        named.append(
            ngettext("%(count)d other pair", "%(count)d other pairs", others) % {"count": others}
        )
    return _("; ").join(named)
