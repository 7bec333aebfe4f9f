"""A very large room is composed hall by hall: time and memory then grow with the people only.

What the search keeps grows with people x people and people x tables. Past some thousands, the room
is cut in halls of about a thousand people, each a small picture of the room, with its own tables;
in a hall there are more than enough strangers for several rounds.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from entrelacs.engines.kit import seeded_random, shuffled
from entrelacs.engines.seating.model import SeatingRequest
from entrelacs.engines.seating.room import Room

# People composed in one go, and people of a hall.
LARGEST_ROOM, HALL = 2_500, 1_000


def cut_in_halls(room: Room, seed: int) -> list[SeatingRequest]:
    """Return one request per hall; the room whole when it is small, or when locks link its tables.

    >>> from entrelacs.engines.seating.model import Guest, TableSpec
    >>> from entrelacs.engines.seating.room import enter_room
    >>> guests = tuple(Guest(f"g{n:04}", ("work",)) for n in range(4000))
    >>> tables = tuple(TableSpec(f"t{n:03}", 8) for n in range(500))
    >>> halls = cut_in_halls(enter_room(SeatingRequest(guests, tables)), seed=0)
    >>> [(len(hall.guests), len(hall.tables)) for hall in halls]
    [(1000, 125), (1000, 125), (1000, 125), (1000, 125)]
    """
    request = room.request
    count = -(-room.size // HALL)
    if room.size <= LARGEST_ROOM or room.table_count < count:
        return [request]
    hall_of_table = [number * count // room.table_count for number in range(room.table_count)]
    held: dict[int, set[int]] = defaultdict(set)
    for fixed in room.fixed:
        for guest, table in fixed.items():
            held[guest].add(hall_of_table[table])
    if any(len(halls) > 1 for halls in held.values()):
        return [request]
    seats = Counter[int]()
    for table, hall in enumerate(hall_of_table):
        seats[hall] += max(sizes[table] for sizes in room.sizes)
    hall_of = _deal_guests(room, {guest: min(halls) for guest, halls in held.items()}, seats, seed)
    return [_hall(room, number, hall_of, hall_of_table) for number in range(count)]


def _deal_guests(
    room: Room, hall_of: dict[int, int], seats: Counter[int], seed: int
) -> dict[int, int]:
    """Deal worlds, then places, then structures out one after the other to the emptiest hall."""
    left = seats.copy()
    left.subtract(hall_of.values())
    units = list(room.blocks)
    in_block = {guest for block in units for guest in block}
    order = shuffled((g for g in range(room.size) if g not in in_block), seeded_random(seed))
    order.sort(key=lambda guest: _like(room, guest))
    units += [(guest,) for guest in order]
    of_kind = Counter(room.kinds)
    taken: Counter[tuple[int, tuple[int, ...]]] = Counter()
    taken.update((hall, room.kinds[guest]) for guest, hall in hall_of.items())
    halls, everyone = sorted(seats), seats.total()

    def wants(hall: int, kind: tuple[int, ...]) -> tuple[bool, float, int]:
        # The hall furthest from its share of that kind: each stays a picture of the room.
        share = of_kind[kind] * seats[hall] / everyone
        return left[hall] > 0, round(share - taken[hall, kind], 6), left[hall]

    for unit in units:
        known = [hall_of[guest] for guest in unit if guest in hall_of]
        wishes = {hall: wants(hall, room.kinds[unit[0]]) for hall in halls}
        hall = known[0] if known else max(halls, key=wishes.__getitem__)
        for guest in unit:
            if guest not in hall_of:
                hall_of[guest] = hall
                left[hall] -= 1
                taken[hall, room.kinds[guest]] += 1
    return hall_of


def _like(room: Room, guest: int) -> tuple[tuple[int, ...], str, str]:
    person = room.guests[guest]
    return room.kinds[guest], person.territory or "", person.structure or ""


def _hall(
    room: Room, number: int, hall_of: dict[int, int], hall_of_table: Sequence[int]
) -> SeatingRequest:
    request = room.request
    guests = tuple(room.guests[guest] for guest in range(room.size) if hall_of[guest] == number)
    keys = {guest.key for guest in guests}
    return replace(
        request,
        guests=guests,
        tables=tuple(
            table for table, hall in zip(room.tables, hall_of_table, strict=True) if hall == number
        ),
        met={pair: times for pair, times in request.met.items() if keys.issuperset(pair)},
        # Wishes across two halls: those who sit apart do, and groups are never cut.
        wishes=tuple(
            replace(wish, guests=inside)
            for wish in request.wishes
            if len(inside := tuple(key for key in wish.guests if key in keys)) > 1
        ),
        locks=tuple(lock for lock in request.locks if lock.guest in keys),
    )
