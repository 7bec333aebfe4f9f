"""Count every fault of a seating afresh, rule by rule."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from entrelacs.engines.seating.model import Cost, CostPart
from entrelacs.engines.seating.room import NOWHERE, Room
from entrelacs.engines.seating.rules import (
    CountRule,
    LabelRule,
    NewEncounters,
    PairRule,
    Rule,
    SeatRule,
    SizesKept,
    priced_rules,
)
from entrelacs.engines.seating.rules.wishes import WishesKept

# The table number of every guest, NOWHERE for those at no table.
Places = Sequence[int]


def cost_of(room: Room, places: Sequence[Places], rounds: Sequence[int] | None = None) -> Cost:
    """Count the faults of a seating (`places` by round), or of some of its rounds only.

    A pair that meets in several rounds counts, in each, its earlier meetings; when a few rounds
    only are counted, the meetings of every other round are earlier ones.
    """
    chosen = range(len(places)) if rounds is None else rounds
    parts = []
    for rule, price in priced_rules(room.request.order):
        faults = sum(_faults(rule, room, round_, places[round_]) for round_ in chosen)
        if isinstance(rule, NewEncounters):
            faults += _meetings_between_rounds(places, chosen)
        parts.append(CostPart(rule.code, faults, price))
    return Cost(tuple(parts))


def seats_of(places: Places, table_count: int) -> list[list[int]]:
    """Return the guests of every table, in the order of their numbers."""
    tables: list[list[int]] = [[] for _ in range(table_count)]
    for guest, table in enumerate(places):
        if table != NOWHERE:
            tables[table].append(guest)
    return tables


def _faults(rule: Rule, room: Room, round_: int, places: Places) -> int:
    match rule:
        case SizesKept():
            sizes = Counter(table for table in places if table != NOWHERE)
            return sum(
                rule.faults(sizes[number], table.smallest, table.seats)
                for number, table in enumerate(room.tables)
            )
        case LabelRule():
            return sum(
                count * (count - 1) // 2
                for people in rule.holders(room).values()
                for count in Counter(places[g] for g in people if places[g] != NOWHERE).values()
            )
        case PairRule():
            together = sum(
                times for one, other, times in rule.pairs(room) if _share(places, one, other)
            )
            if isinstance(rule, WishesKept):
                together += sum(
                    places[one] != places[other] and NOWHERE not in (places[one], places[other])
                    for one, other in room.together
                )
            return together
        case SeatRule():
            return sum(
                rule.faults(room, guest, table)
                for guest, table in enumerate(places)
                if table != NOWHERE and room.guests[guest].needs
            )
        case CountRule():
            return sum(_count_faults(rule, room, round_, seats) for seats in _counted(room, places))
    raise TypeError(rule)


def _share(places: Places, one: int, other: int) -> bool:
    return places[one] == places[other] != NOWHERE


def _counted(room: Room, places: Places) -> Iterator[tuple[int, Counter[int]]]:
    for seats in seats_of(places, room.table_count):
        yield len(seats), Counter(world for guest in seats for world in room.kinds[guest])


def _count_faults(
    rule: CountRule, room: Room, round_: int, counted: tuple[int, Counter[int]]
) -> int:
    size, counts = counted
    return sum(
        rule.faults(room, round_, world, size, counts[world]) for world in range(len(room.worlds))
    )


def _meetings_between_rounds(places: Sequence[Places], chosen: Sequence[int]) -> int:
    if len(places) < 2:
        return 0
    met: Counter[tuple[int, int]] = Counter()
    met_in: list[set[tuple[int, int]]] = []
    for seated in places:
        tables = seats_of(seated, 1 + max((t for t in seated), default=0))
        met_in.append({pair for table in tables for pair in combinations(table, 2)})
        met.update(met_in[-1])
    if len(chosen) == len(places):
        return sum(times * (times - 1) // 2 for times in met.values())
    return sum(met[pair] - 1 for round_ in chosen for pair in met_in[round_])
