"""What no seating can do better than, by counting alone, and why.

Pigeonhole arguments: k people on T tables make at least k mod T tables of one more than the others.
They are cheap, they name what cannot be avoided, and they prove an optimum when it reaches them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from entrelacs.engines.seating.model import BoundReason, Bounds, Cost, CostPart, SeatingRequest
from entrelacs.engines.seating.room import Room, enter_room
from entrelacs.engines.seating.rules import LabelRule, NewEncounters, priced_rules


def bound_cost(request: SeatingRequest) -> Bounds:
    """Return the faults that every seating of the request has, with the reasons.

    Raises what `enter_room` raises, TooManyGuests and TooFewGuests.

    >>> from entrelacs.engines.seating.model import Guest, TableSpec
    >>> guests = tuple(Guest(f"g{n}", structure="town") for n in range(5))
    >>> bounds = bound_cost(SeatingRequest(guests, (TableSpec("A", 3), TableSpec("B", 3))))
    >>> bounds.least.count("structure"), bounds.reasons[0].people, bounds.reasons[0].tables
    (4, 5, 2)
    """
    return bounds_of(enter_room(request))


def bounds_of(room: Room) -> Bounds:
    """Return the bounds of a room already entered."""
    prices = {rule.code: price for rule, price in priced_rules(room.request.order)}
    reasons = tuple(_reasons(room, prices)) if room.table_count else ()
    least: Counter[str] = Counter()
    for reason in reasons:
        least[reason.code] += reason.least
    parts = tuple(CostPart(code, least[code], price) for code, price in prices.items())
    return Bounds(Cost(parts), reasons)


def pairs_at_least(people: int, sizes: Sequence[int]) -> int:
    """Return the fewest pairs that share a table when people are spread on tables of these sizes.

    >>> pairs_at_least(8, [8] * 6), pairs_at_least(5, [8] * 6), pairs_at_least(9, [6, 1, 2])
    (2, 0, 16)
    """
    pairs = level = 0
    # Water fills the tables: each level takes one person at every table that has a seat left.
    while people > 0:
        open_tables = sum(size > level for size in sizes)
        if not open_tables:
            break
        seated = min(people, open_tables)
        pairs += level * seated
        people -= seated
        level += 1
    return pairs


def _reasons(room: Room, prices: dict[str, int]) -> Iterator[BoundReason]:
    for rule, price in priced_rules(room.request.order):
        if isinstance(rule, LabelRule):
            yield from _labels(room, rule, price)
        elif isinstance(rule, NewEncounters):
            yield from _rounds(room, price)
            yield from _cliques(room, price)
    yield from _poles(room, prices["mix"])


def _used(room: Room, round_: int) -> int:
    return max(1, sum(size > 0 for size in room.sizes[round_]))


def _labels(room: Room, rule: LabelRule, price: int) -> Iterator[BoundReason]:
    for label, holders in rule.holders(room).items():
        least = people = tables = 0
        for round_, present in enumerate(room.present):
            here = set(present)
            count = sum(guest in here for guest in holders)
            found = pairs_at_least(count, room.sizes[round_])
            least += found
            if found:
                people, tables = max(people, count), _used(room, round_)
        if least:
            yield BoundReason(rule.code, "label", least, price, label, people, tables)


def _rounds(room: Room, price: int) -> Iterator[BoundReason]:
    """Two rounds: a table of s people who come from T tables holds pairs who had met there."""
    pigeonhole = together = 0
    for first, second in combinations(range(room.rounds), 2):
        counted = _overlap(room, first, second)
        asked = _asked_together(room, first, second)
        if counted >= asked:
            pigeonhole += counted
        else:
            together += asked
    if pigeonhole:
        yield BoundReason("repeats", "rounds", pigeonhole, price, tables=_used(room, 0))
    if together:
        people = sum(len(block) for block in room.blocks)
        yield BoundReason("repeats", "together", together, price, people=people)


def _overlap(room: Room, first: int, second: int) -> int:
    both = set(room.present[first]) & set(room.present[second])
    least = 0
    for round_, other in ((first, second), (second, first)):
        # At worst, all who attend one round only sit at tables of their own.
        absent = len(room.present[round_]) - len(both)
        found = 0
        if not absent:
            found = sum(pairs_at_least(size, room.sizes[other]) for size in room.sizes[round_])
        least = max(least, found)
    return least


def _asked_together(room: Room, first: int, second: int) -> int:
    both = set(room.present[first]) & set(room.present[second])
    sizes = [sum(guest in both for guest in block) for block in room.blocks]
    return sum(size * (size - 1) // 2 for size in sizes)


def _cliques(room: Room, price: int) -> Iterator[BoundReason]:
    """More people who all met before than there are tables: some of them meet again each round."""
    fewest = min(_used(room, round_) for round_ in range(room.rounds)) if room.rounds else 1
    for clique in cliques_of(room.met, more_than=fewest):
        least = 0
        for round_, present in enumerate(room.present):
            here = set(present)
            count = sum(guest in here for guest in clique)
            least += pairs_at_least(count, room.sizes[round_])
        if least:
            keys = tuple(room.guests[guest].key for guest in clique)
            yield BoundReason(
                "repeats", "clique", least, price, people=len(clique), tables=fewest, guests=keys
            )


def cliques_of(pairs: Iterable[tuple[int, int]], *, more_than: int) -> list[tuple[int, ...]]:
    """Return groups of people who all met, larger than a size, no pair in two groups.

    Greedy, the most connected first: a past table comes back whole when little blurs it.

    >>> cliques_of([(0, 1), (0, 2), (1, 2), (2, 3)], more_than=2)
    [(0, 1, 2)]
    """
    known: dict[int, set[int]] = defaultdict(set)
    for first, second in pairs:
        known[first].add(second)
        known[second].add(first)
    found = []
    for start in sorted(known, key=lambda guest: (-len(known[guest]), guest)):
        while len(known[start]) >= more_than:
            clique = [start]
            common = set(known[start])
            while common:
                best = max(common, key=lambda guest: (len(known[guest] & common), -guest))
                clique.append(best)
                common &= known[best]
            if len(clique) <= more_than:
                break
            found.append(tuple(sorted(clique)))
            for first, second in combinations(clique, 2):
                known[first].discard(second)
                known[second].discard(first)
    return found


def _poles(room: Room, price: int) -> Iterator[BoundReason]:
    """Too few people of a pole for every table to hold one: told, though it costs nothing."""
    for pole in sorted(room.poles):
        count = min(counts[pole] for counts in room.world_counts)
        tables = max(_used(room, round_) for round_ in range(room.rounds))
        if count < tables:
            yield BoundReason("mix", "pole", 0, price, room.worlds[pole], count, tables)
