"""Measure a seating, whoever made it: what a composer screen shows, in codes and numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from entrelacs.engines.seating.cost import cost_of
from entrelacs.engines.seating.errors import DuplicateGuest, UnknownGuest, UnknownTable
from entrelacs.engines.seating.model import (
    Cost,
    Measure,
    RoundMeasure,
    RoundTables,
    SeatedPair,
    SeatingRequest,
    TableMeasure,
    Wish,
    WorldCount,
)
from entrelacs.engines.seating.room import NOWHERE, Room, enter_room
from entrelacs.engines.seating.rules.mix import WorldsMixed

Meetings = Mapping[tuple[int, int], int]


def measure_seating(request: SeatingRequest, rounds: Sequence[RoundTables]) -> Measure:
    """Measure the tables of every round (table key -> guest keys), in the order of the request.

    Proportions are those of the people who attend a round; those at no table are `unseated`. Takes
    a few milliseconds for 80 people and three rounds.

    Raises what `enter_room` raises, DuplicateGuest (also for someone seated twice in a round),
    UnknownGuest and UnknownTable.

    >>> from entrelacs.engines.seating.model import Guest, TableSpec
    >>> guests = (Guest("ada", ("work",), "x"), Guest("bo", ("enterprise",), "x"), Guest("cy"))
    >>> request = SeatingRequest(guests, (TableSpec("A", 8),), poles=("work", "enterprise"))
    >>> measured = measure_seating(request, [{"A": ("ada", "bo")}]).rounds[0]
    >>> measured.same_structure
    (SeatedPair(first='ada', second='bo', table='A', count=1),)
    >>> measured.new_share, measured.unseated
    (1.0, ('cy',))
    """
    room = enter_room(request)
    places = places_of(room, rounds)
    met: Counter[tuple[int, int]] = Counter(room.met)
    measured = []
    for round_, row in enumerate(places):
        seats = {table.key: [room.number[g] for g in rounds[round_].get(table.key, ())]
                 for table in room.tables}  # fmt: skip
        measured.append(_measure_round(room, round_, seats, row, met))
        met.update(pair for people in seats.values() for pair in combinations(sorted(people), 2))
    return Measure(rounds=tuple(measured), cost=cost_of(room, places))


def cost_of_seating(
    request: SeatingRequest, rounds: Sequence[RoundTables], only: Sequence[int] | None = None
) -> Cost:
    """Return what a seating costs, or some of its rounds: quicker than measuring everything."""
    room = enter_room(request)
    return cost_of(room, places_of(room, rounds), only)


def places_of(room: Room, rounds: Sequence[RoundTables]) -> list[list[int]]:
    """Return the table number of every guest by round, after checking that nobody sits twice.

    >>> from entrelacs.engines.seating.model import Guest, TableSpec
    >>> room = enter_room(SeatingRequest((Guest("ada"),), (TableSpec("A", 8),)))
    >>> places_of(room, [{"A": ("ada",)}])
    [[0]]
    """
    places = []
    for tables in rounds:
        row = [NOWHERE] * room.size
        for table_key, seats in tables.items():
            if table_key not in room.table_number:
                raise UnknownTable(table=table_key, guest=next(iter(seats), ""))
            for guest_key in seats:
                if guest_key not in room.number:
                    raise UnknownGuest(guest=guest_key, table=table_key)
                guest = room.number[guest_key]
                if row[guest] != NOWHERE:
                    first = room.tables[row[guest]].key
                    raise DuplicateGuest(guest=guest_key, tables=(first, table_key))
                row[guest] = room.table_number[table_key]
        places.append(row)
    return places


def count_worlds(room: Room, round_: int, seats: Sequence[int]) -> tuple[WorldCount, ...]:
    """Return, for every world of the room, the people of the table and the table's fair share."""
    rule = WorldsMixed()
    counted = []
    for number, world in enumerate(room.worlds):
        least, most = rule.share(room, round_, number, len(seats))
        count = sum(number in room.kinds[guest] for guest in seats)
        counted.append(WorldCount(world=world, count=count, least=least, most=most))
    return tuple(counted)


def _measure_round(
    room: Room,
    round_: int,
    seats: Mapping[str, Sequence[int]],
    places: Sequence[int],
    met: Meetings,
) -> RoundMeasure:
    tables = tuple(
        _measure_table(room, round_, number, people, places=places, met=met)
        for number, people in enumerate(seats.values())
    )
    pairs = sum(table.size * (table.size - 1) // 2 for table in tables)
    known = sum(len(table.re_encounters) for table in tables)
    return RoundMeasure(
        tables=tables,
        same_structure=tuple(pair for table in tables for pair in table.same_structure),
        re_encounters=tuple(pair for table in tables for pair in table.re_encounters),
        new_share=1 - known / pairs if pairs else None,
        unseated=tuple(
            room.guests[guest].key for guest in room.present[round_] if places[guest] == NOWHERE
        ),
    )


def _measure_table(
    room: Room,
    round_: int,
    number: int,
    seats: Sequence[int],
    *,
    places: Sequence[int],
    met: Meetings,
) -> TableMeasure:
    spec = room.tables[number]
    same_structure, re_encounters, same_territory = [], [], []
    for first, second in combinations(sorted(seats), 2):
        one, other = room.guests[first], room.guests[second]
        pair = SeatedPair(one.key, other.key, spec.key)
        if one.structure and one.structure == other.structure:
            same_structure.append(pair)
        if one.territory and one.territory == other.territory:
            same_territory.append(pair)
        if (first, second) in met:
            re_encounters.append(SeatedPair(one.key, other.key, spec.key, met[first, second]))
    pairs = len(seats) * (len(seats) - 1) // 2
    worlds = count_worlds(room, round_, seats)
    present = {world.world for world in worlds if world.count}
    poles = room.request.poles or ()
    alone = {
        room.worlds[world] for world in room.never_alone if room.world_counts[round_][world] > 1
    }
    return TableMeasure(
        key=spec.key,
        size=len(seats),
        worlds=worlds,
        same_structure=tuple(same_structure),
        re_encounters=tuple(re_encounters),
        same_territory=tuple(same_territory),
        new_share=1 - len(re_encounters) / pairs if pairs else None,
        missing_poles=tuple(pole for pole in poles if pole not in present),
        poles_in_proportion=all(world.in_proportion for world in worlds if world.world in poles),
        alone=tuple(world.world for world in worlds if world.count == 1 and world.world in alone),
        unmet_needs=tuple(
            (room.guests[guest].key, need)
            for guest in sorted(seats)
            for need in room.guests[guest].needs
            if need not in spec.offers
        ),
        wishes_broken=tuple(
            wish for wish in room.request.wishes if _is_broken(room, wish, number, places)
        ),
    )


def _is_broken(room: Room, wish: Wish, table: int, places: Sequence[int]) -> bool:
    """Tell whether two people to keep apart sit here, or one of a group that sits elsewhere too."""
    at = [places[room.number[key]] for key in wish.guests]
    if not wish.together:
        return at.count(table) > 1
    return table in at and any(other not in (table, NOWHERE) for other in at)
