"""The people of a room, numbered: what rules read and the search works on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from entrelacs.engines.seating.errors import (
    DuplicateGuest,
    DuplicateTable,
    LockedTableFull,
    LockedTwice,
    UnknownGuest,
    UnknownTable,
)
from entrelacs.engines.seating.model import Guest, Lock, SeatingRequest, TableSpec
from entrelacs.engines.seating.sizes import fill_evenly

NOWHERE = -1


@dataclass(frozen=True)
class Room:
    """A request with numbers instead of keys. Guests are in the order of their keys, so that the
    order of the input changes nothing.

    `number` and `table_number` give places in `guests` and `tables`; `met` holds pairs of numbers,
    first < second. `kinds[guest]` are the numbers of the guest's worlds in `worlds`. By round:
    `present` are the guests who attend, `world_counts` the people of each world among them, `fixed`
    the table of those who keep their seat. `blocks` are groups who wish to sit together.
    """

    request: SeatingRequest
    guests: tuple[Guest, ...]
    tables: tuple[TableSpec, ...]
    number: Mapping[str, int]
    table_number: Mapping[str, int]
    met: Mapping[tuple[int, int], int]
    apart: frozenset[tuple[int, int]]
    together: frozenset[tuple[int, int]]
    blocks: tuple[tuple[int, ...], ...]
    worlds: tuple[str, ...]
    kinds: tuple[tuple[int, ...], ...]
    poles: frozenset[int]
    never_alone: frozenset[int]
    present: tuple[tuple[int, ...], ...]
    world_counts: tuple[tuple[int, ...], ...]
    fixed: tuple[Mapping[int, int], ...]

    @property
    def size(self) -> int:
        """Return the number of people."""
        return len(self.guests)

    @property
    def rounds(self) -> int:
        """Return the number of rounds."""
        return self.request.rounds

    @property
    def table_count(self) -> int:
        """Return the number of tables."""
        return len(self.tables)

    @cached_property
    def sizes(self) -> tuple[tuple[int, ...], ...]:
        """Return how many people each table gets, round by round, as evenly as can be.

        Raises TooManyGuests and TooFewGuests.
        """
        filled: list[tuple[int, ...]] = []
        for round_, people in enumerate(self.present):
            held = Counter(self.fixed[round_].values())
            most = [table.seats for table in self.tables]
            least = [
                max(min(table.smallest, table.seats), held[number])
                for number, table in enumerate(self.tables)
            ]
            filled.append(tuple(fill_evenly(len(people), least=least, most=most)))
        return tuple(filled)


def enter_room(request: SeatingRequest) -> Room:
    """Number the guests, their worlds and the tables.

    Earlier meetings with people who are not in the room are left out; a pair given in both orders
    counts once, with the larger number. Locks of someone who does not attend the round are left out.

    Raises DuplicateGuest, DuplicateTable, UnknownGuest and UnknownTable (of a lock or a wish),
    LockedTwice and LockedTableFull.

    >>> ada, bo = Guest("ada", ("work",)), Guest("bo", ("enterprise", "work"))
    >>> met = {("bo", "ada"): 2, ("ada", "gone"): 1}
    >>> room = enter_room(SeatingRequest((bo, ada), (TableSpec("A", 8),), met=met))
    >>> room.met, room.worlds, room.kinds, room.world_counts
    ({(0, 1): 2}, ('enterprise', 'work'), ((1,), (0, 1)), ((1, 2),))
    """
    guests = tuple(sorted(request.guests, key=lambda guest: guest.key))
    number = {guest.key: place for place, guest in enumerate(guests)}
    if len(number) < len(guests):
        twice = next(key for key, times in Counter(g.key for g in guests).items() if times > 1)
        raise DuplicateGuest(guest=twice)
    table_number: dict[str, int] = {}
    for place, table in enumerate(request.tables):
        if table.key in table_number:
            raise DuplicateTable(table=table.key)
        table_number[table.key] = place
    worlds = tuple(sorted({world for guest in guests for world in guest.worlds}))
    place_of = {world: place for place, world in enumerate(worlds)}
    kinds = tuple(tuple(sorted({place_of[w] for w in guest.worlds})) for guest in guests)
    present = tuple(
        tuple(place for place, guest in enumerate(guests) if guest.attends(round_))
        for round_ in range(request.rounds)
    )
    apart, together = _wished_pairs(request, number)
    return Room(
        request=request,
        guests=guests,
        tables=request.tables,
        number=number,
        table_number=table_number,
        met=_numbered(request.met.items(), number),
        apart=apart,
        together=together,
        blocks=_blocks(together),
        worlds=worlds,
        kinds=kinds,
        poles=frozenset(place_of[pole] for pole in request.poles or () if pole in place_of),
        never_alone=frozenset(place_of[w] for w in request.never_alone if w in place_of),
        present=present,
        world_counts=tuple(
            tuple(sum(world in kinds[guest] for guest in people) for world in range(len(worlds)))
            for people in present
        ),
        fixed=_fixed(request, guests, number, table_number),
    )


def _numbered(
    met: Iterable[tuple[tuple[str, str], int]], number: Mapping[str, int]
) -> dict[tuple[int, int], int]:
    numbered: dict[tuple[int, int], int] = {}
    for (one, other), times in met:
        first, second = number.get(one), number.get(other)
        if first is None or second is None or first == second or times <= 0:
            continue
        pair = (first, second) if first < second else (second, first)
        numbered[pair] = max(times, numbered.get(pair, 0))
    # Sorted, so that the order of the caller's mapping leaves no trace in the result.
    return dict(sorted(numbered.items()))


def _wished_pairs(
    request: SeatingRequest, number: Mapping[str, int]
) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    apart, together = set(), set()
    for wish in request.wishes:
        unknown = [key for key in wish.guests if key not in number]
        if unknown:
            raise UnknownGuest(guest=unknown[0])
        people = sorted({number[key] for key in wish.guests})
        if wish.together:
            together |= set(pairwise(people))
        else:
            apart |= {(a, b) for place, a in enumerate(people) for b in people[place + 1 :]}
    return frozenset(apart), frozenset(together)


def _blocks(together: frozenset[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Join wishes that share someone into groups (union-find)."""
    root: dict[int, int] = {}

    def find(guest: int) -> int:
        while root.setdefault(guest, guest) != guest:
            guest = root[guest]
        return guest

    for first, second in sorted(together):
        one, other = find(first), find(second)
        root[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for guest in sorted(root):
        groups.setdefault(find(guest), []).append(guest)
    return tuple(tuple(group) for group in groups.values())


def _fixed(
    request: SeatingRequest,
    guests: Sequence[Guest],
    number: Mapping[str, int],
    table_number: Mapping[str, int],
) -> tuple[Mapping[int, int], ...]:
    fixed: list[dict[int, int]] = [{} for _ in range(request.rounds)]
    for lock in sorted(request.locks, key=lambda lock: (lock.guest, lock.table)):
        if lock.guest not in number:
            raise UnknownGuest(guest=lock.guest)
        if lock.table not in table_number:
            raise UnknownTable(table=lock.table, guest=lock.guest)
        for round_ in _rounds_of(lock, request.rounds):
            guest, table = number[lock.guest], table_number[lock.table]
            if not guests[guest].attends(round_):
                continue
            if fixed[round_].setdefault(guest, table) != table:
                other = request.tables[fixed[round_][guest]].key
                raise LockedTwice(guest=lock.guest, tables=(other, lock.table))
    for held in fixed:
        for place, spec in enumerate(request.tables):
            keys = tuple(sorted(guests[guest].key for guest, at in held.items() if at == place))
            if len(keys) > spec.seats:
                raise LockedTableFull(
                    table=spec.key, seats=spec.seats, locked=len(keys), guests=keys
                )
    return tuple(fixed)


def _rounds_of(lock: Lock, rounds: int) -> Iterable[int]:
    if lock.round is None:
        return range(rounds)
    return (lock.round,) if 0 <= lock.round < rounds else ()
