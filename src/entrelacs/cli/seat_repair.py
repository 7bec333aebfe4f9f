"""`entrelacs seat --repair`: some did not come; a short list of moves, with what each buys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from entrelacs.cli.seat_json import NO_TABLE
from entrelacs.cli.seat_repair_plan import Plan
from entrelacs.cli.seat_request import Wanted, find_poles, join_structures, offer_needs
from entrelacs.cli.seat_source import Source
from entrelacs.cli.words import _
from entrelacs.engines.seating import Lock, Repair, SeatingRequest, TableSpec, repair_seating
from entrelacs.engines.seating.sizes import LARGEST, SMALLEST

USUAL_MOVES = 6
_STEPS = (0, 1, 2, 3, 6, 12, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class Repairing:
    """What there is to put right: the round from 0, who is absent, how many may be displaced."""

    plan: Plan
    absent: tuple[str, ...]
    round_: int
    most: int
    seed: int


def repair(
    source: Source, wanted: Wanted, met: Mapping[tuple[str, str], int], repairing: Repairing
) -> tuple[tuple[Repair, ...], list[str]]:
    """Return the options, nobody displaced first, and warnings. Raises SeatingError."""
    plan, absent = repairing.plan, set(repairing.absent)
    guests, warnings = join_structures(source.guests, wanted.distinct_structures)
    present = tuple(guest for guest in guests if guest.key not in absent)
    wishes = (
        replace(wish, guests=tuple(key for key in wish.guests if key not in absent))
        for wish in source.wishes
    )
    hosts = [(key, table) for key, table in source.hosts if table < len(plan.tables)]
    warnings += [
        _("%(name)s keeps table %(table)s and is absent: that table has no host.")
        % {"name": key, "table": plan.tables[table]}
        for key, table in hosts
        if key in absent
    ]
    specs = _specs(plan, repairing.round_, wanted.sizes)
    if plan.offers is None:
        everywhere = [Lock(key, plan.tables[table]) for key, table in hosts]
        specs = offer_needs(specs, guests, everywhere)
    request = SeatingRequest(
        guests=present,
        tables=specs,
        rounds=len(plan.rounds),
        met=met,
        wishes=tuple(wish for wish in wishes if len(wish.guests) > 1),
        locks=_locks(source, plan, repairing.round_, hosts, absent),
        poles=find_poles(present),
    )
    rounds = [
        {
            table: tuple(
                guest.key
                for guest, at in zip(guests, seats, strict=True)
                if at == number and guest.key not in absent
            )
            for number, table in enumerate(plan.tables)
        }
        for seats in plan.rounds
    ]
    options = repair_seating(
        request,
        rounds,
        round_=repairing.round_,
        steps=sorted({*(step for step in _STEPS if step < repairing.most), repairing.most}),
        seed=repairing.seed,
    )
    return options, warnings


def _locks(
    source: Source,
    plan: Plan,
    round_: int,
    hosts: Sequence[tuple[str, int]],
    absent: set[str],
) -> tuple[Lock, ...]:
    """Keep the hosts where they sit; one who already sits elsewhere is left free."""
    at = dict(zip((guest.key for guest in source.guests), plan.rounds[round_], strict=True))
    return tuple(
        Lock(key, plan.tables[table], round_)
        for key, table in hosts
        if key not in absent and at[key] == table
    )


def _specs(plan: Plan, round_: int, sizes: tuple[int, int] | None) -> tuple[TableSpec, ...]:
    """Sizes asked for, else the usual ones, widened to those of the plan."""
    seated = [table for table in plan.rounds[round_] if table != NO_TABLE]
    used = [seated.count(table) for table in set(seated)] or [SMALLEST]
    smallest, largest = sizes or plan.allowed or (min(SMALLEST, *used), max(LARGEST, *used))
    offers = plan.offers or ((),) * len(plan.tables)
    return tuple(
        TableSpec(name, largest, smallest, needs)
        for name, needs in zip(plan.tables, offers, strict=True)
    )


def best_within(options: Sequence[Repair], most: int) -> Repair:
    """Return the cheapest option that displaces no more than `most` people."""
    within = [option for option in options if option.moved <= most] or [options[0]]
    return min(within, key=lambda option: (option.cost.total, option.moved))
