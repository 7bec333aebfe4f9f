"""The people of a room, numbered: what rules read and the search works on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

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
    the table of those who keep their seat, `held` that of those and of whoever wishes to sit with
    them. `blocks` are groups who wish to sit together.
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
    held: tuple[Mapping[int, int], ...]

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

        A table that must hold a large group, or many who need what it offers, gets the seats for
        it. Raises TooManyGuests and TooFewGuests.
        """
        return tuple(self._fill(round_) for round_ in range(self.rounds))

    def _fill(self, round_: int) -> tuple[int, ...]:
        people, held = self.present[round_], Counter(self.held[round_].values())
        most = [table.seats for table in self.tables]
        least = [
            max(min(table.smallest, table.seats), held[number])
            for number, table in enumerate(self.tables)
        ]
        even = fill_evenly(len(people), least=least, most=most)
        asked = self._seats_asked(round_, even)
        if asked == even:
            return tuple(even)
        least = [
            wanted if wanted > size else low
            for low, wanted, size in zip(least, asked, even, strict=True)
        ]
        if sum(least) > len(people):
            return tuple(even)
        return tuple(fill_evenly(len(people), least=least, most=most))

    def _seats_asked(self, round_: int, even: Sequence[int]) -> list[int]:
        """Return the seats that needs and groups ask for, at least those of the even deal."""
        asked, people, fixed = list(even), self.present[round_], self.held[round_]
        for need in sorted({need for guest in people for need in self.guests[guest].needs}):
            offering = [n for n, table in enumerate(self.tables) if need in table.offers]
            wanting = {guest for guest in people if need in self.guests[guest].needs}
            others = Counter(table for guest, table in fixed.items() if guest not in wanting)
            room = [max(0, self.tables[n].seats - others[n]) for n in offering]
            if wanting and len(wanting) <= sum(room):
                spread = fill_evenly(len(wanting), least=[0] * len(room), most=room)
                for number, count in zip(offering, spread, strict=True):
                    asked[number] = max(asked[number], count + others[number])
        here = set(people)
        groups = [[guest for guest in block if guest in here] for block in self.blocks]
        for group in sorted(groups, key=len, reverse=True):
            if len(group) > max(asked, default=0):
                large = [n for n, table in enumerate(self.tables) if table.seats >= len(group)]
                free = [n for n in large if asked[n] == even[n] and n not in fixed.values()]
                if free:
                    asked[free[0]] = len(group)
        return asked


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
    blocks = _blocks(together)
    fixed = _fixed(request, guests, number, table_number)
    held = tuple(
        _followed(blocks, locks, set(present[round_]), request.tables)
        for round_, locks in enumerate(fixed)
    )
    return Room(
        request=request,
        guests=guests,
        tables=request.tables,
        number=number,
        table_number=table_number,
        met=_numbered(request.met.items(), number),
        apart=apart,
        together=together,
        blocks=blocks,
        worlds=worlds,
        kinds=kinds,
        poles=frozenset(place_of[pole] for pole in request.poles or () if pole in place_of),
        never_alone=frozenset(place_of[w] for w in request.never_alone if w in place_of),
        present=present,
        world_counts=tuple(_count_worlds(kinds, people, len(worlds)) for people in present),
        fixed=fixed,
        held=held,
    )


def _count_worlds(
    kinds: Sequence[Sequence[int]], people: Sequence[int], worlds: int
) -> tuple[int, ...]:
    counts = Counter(world for guest in people for world in kinds[guest])
    return tuple(counts[world] for world in range(worlds))


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
            together |= set(combinations(people, 2))
        else:
            apart |= set(combinations(people, 2))
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
) -> tuple[dict[int, int], ...]:
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


def _followed(
    blocks: Sequence[Sequence[int]],
    fixed: Mapping[int, int],
    present: set[int],
    tables: Sequence[TableSpec],
) -> dict[int, int]:
    """Whoever wishes to sit with someone who keeps their seat is held there too, if seats allow."""
    held, taken = dict(fixed), Counter(fixed.values())
    for block in blocks:
        places = {fixed[guest] for guest in block if guest in fixed}
        waiting = [guest for guest in block if guest in present and guest not in fixed]
        if len(places) == 1 and waiting:
            (table,) = places
            if taken[table] + len(waiting) <= tables[table].seats:
                held.update((guest, table) for guest in waiting)
                taken[table] += len(waiting)
    return held


def _rounds_of(lock: Lock, rounds: int) -> Iterable[int]:
    if lock.round is None:
        return range(rounds)
    return (lock.round,) if 0 <= lock.round < rounds else ()
