"""Measure a seating, whoever made it: what a composer screen shows, in codes and numbers."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from entrelacs.engines.seating.board import NOWHERE, cost_of
from entrelacs.engines.seating.errors import DuplicateGuest, UnknownGuest
from entrelacs.engines.seating.model import Guest, Measure, SeatedPair, TableMeasure, WorldCount
from entrelacs.engines.seating.room import Room, enter_room
from entrelacs.engines.seating.rules import CRITERIA, CountRule


def measure_seating(
    guests: Sequence[Guest],
    *,
    tables: Mapping[str, Sequence[str]],
    met: Mapping[tuple[str, str], int] | None = None,
    poles: tuple[str, str] | None = None,
) -> Measure:
    """Measure the tables (table key -> guest keys), in their order.

    Proportions are those of the people seated; guests at no table are listed as `unseated`. Takes
    a few milliseconds for 80 people.

    Raises DuplicateGuest (also for someone seated twice) and UnknownGuest.

    >>> guests = [Guest("ada", ("work",), "x"), Guest("bo", ("enterprise",), "x"), Guest("cy")]
    >>> measure = measure_seating(guests, tables={"A": ["ada", "bo"]}, poles=("work", "enterprise"))
    >>> measure.same_structure
    (SeatedPair(first='ada', second='bo', table='A', count=1),)
    >>> measure.new_share, measure.tables_with_both_poles, measure.unseated
    (1.0, 1, ('cy',))
    """
    table_key_of = seats_by_guest(guests, tables)
    seated = [guest for guest in guests if guest.key in table_key_of]
    room = enter_room(seated, met=met or {}, poles=poles, table_count=len(tables))
    measured = tuple(
        _measure_table(room, key, [room.number[guest] for guest in seats], poles or ())
        for key, seats in tables.items()
    )
    pairs = sum(table.size * (table.size - 1) // 2 for table in measured)
    known = sum(len(table.re_encounters) for table in measured)
    return Measure(
        tables=measured,
        cost=cost_of(room, table_numbers(room, tables), len(tables)),
        same_structure=tuple(pair for table in measured for pair in table.same_structure),
        re_encounters=tuple(pair for table in measured for pair in table.re_encounters),
        new_share=1 - known / pairs if pairs else None,
        tables_with_both_poles=sum(not table.missing_poles for table in measured if table.size),
        tables_in_proportion=sum(
            all(world.in_proportion for world in table.worlds) for table in measured
        ),
        unseated=tuple(guest.key for guest in guests if guest.key not in table_key_of),
    )


def seats_by_guest(guests: Sequence[Guest], tables: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the table key of each seated guest key, after checking that nobody sits twice.

    >>> seats_by_guest([Guest("ada")], {"A": ["ada"], "B": []})
    {'ada': 'A'}
    """
    known = {guest.key for guest in guests}
    table_of: dict[str, str] = {}
    for table_key, seats in tables.items():
        for guest_key in seats:
            if guest_key not in known:
                raise UnknownGuest(guest=guest_key, table=table_key)
            if guest_key in table_of:
                raise DuplicateGuest(guest=guest_key, tables=(table_of[guest_key], table_key))
            table_of[guest_key] = table_key
    return table_of


def table_numbers(room: Room, tables: Mapping[str, Sequence[str]]) -> list[int]:
    """Return the table number of every guest of the room, NOWHERE for those at no table."""
    numbers = [NOWHERE] * room.size
    for table, seats in enumerate(tables.values()):
        for guest_key in seats:
            numbers[room.number[guest_key]] = table
    return numbers


def count_worlds(room: Room, seats: Sequence[int]) -> tuple[WorldCount, ...]:
    """Return, for every world of the room, the people of the table and the table's fair share."""
    shares = [rule for rule in CRITERIA if isinstance(rule, CountRule)]
    counted = []
    for number, world in enumerate(room.worlds):
        bounds = [rule.share(room, number, len(seats)) for rule in shares]
        count = sum(number in room.kinds[guest] for guest in seats)
        least, most = max(low for low, _ in bounds), min(high for _, high in bounds)
        counted.append(WorldCount(world=world, count=count, least=least, most=most))
    return tuple(counted)


def _measure_table(
    room: Room, key: str, seats: Sequence[int], poles: Sequence[str]
) -> TableMeasure:
    same_structure, re_encounters, same_territory = [], [], []
    for first, second in combinations(sorted(seats), 2):
        one, other = room.guests[first], room.guests[second]
        pair = SeatedPair(one.key, other.key, key)
        if one.structure and one.structure == other.structure:
            same_structure.append(pair)
        if one.territory and one.territory == other.territory:
            same_territory.append(pair)
        if (first, second) in room.met:
            re_encounters.append(SeatedPair(one.key, other.key, key, count=room.met[first, second]))
    pairs = len(seats) * (len(seats) - 1) // 2
    worlds = count_worlds(room, seats)
    present = {world.world for world in worlds if world.count}
    return TableMeasure(
        key=key,
        size=len(seats),
        worlds=worlds,
        same_structure=tuple(same_structure),
        re_encounters=tuple(re_encounters),
        same_territory=tuple(same_territory),
        new_share=1 - len(re_encounters) / pairs if pairs else None,
        missing_poles=tuple(pole for pole in poles if pole not in present),
        poles_in_proportion=all(world.in_proportion for world in worlds if world.world in poles),
    )
