"""From registrations, tables and wishes to what the seating engine is asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.tables.models import Composition, Seat, Table, TableWish
from entrelacs.act.tables.queries import Meetings, WishKept
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World
from entrelacs.engines.seating import Guest, Lock, SeatingRequest, TableSpec, Wish

# Pairs of guest keys, and how many times each met.
Met = dict[tuple[str, str], int]


def guest_key(registration_id: int) -> str:
    return str(registration_id)


def structure_of(person: Person | None) -> Organization | None:
    """The structure shown beside someone; expects affiliations fetched with their organization."""
    if person is None:
        return None
    return next((link.organization for link in person.affiliations.all()), None)


def guest_from(registration: Registration) -> Guest:
    """Someone erased since keeps a seat and nothing else; an antenna sits with its parent."""
    person = registration.person
    structure = structure_of(person)
    rounds = registration.rounds or None
    return Guest(
        key=guest_key(registration.pk),
        worlds=tuple(world.code for world in person.worlds.all()) if person else (),
        structure=str(structure.parent_id or structure.pk) if structure else None,
        territory=str(person.territory_id) if person and person.territory_id else None,
        needs=tuple(registration.table_needs or ()),
        rounds=tuple(number - 1 for number in rounds) if rounds else None,
    )


def attends(registration: Registration, round_: int) -> bool:
    """Whether they are there in that round, numbered from 1."""
    return not registration.rounds or round_ in registration.rounds


def meetings_between(registrations: Sequence[Registration], meetings: Meetings) -> Met:
    """Earlier meetings by pair of guest keys, as the engine takes them."""
    if not meetings.by_pair:
        return {}
    met = {}
    for one, other in combinations(registrations, 2):
        times = len(meetings.between(one.person_id, other.person_id))
        if times:
            met[guest_key(one.pk), guest_key(other.pk)] = times
    return met


def meetings_in(seats: Iterable[Seat], played: int) -> Met:
    """Who sat together in the rounds that took place."""
    tables: dict[tuple[int, int], list[str]] = {}
    for seat in seats:
        if seat.round <= played:
            around = tables.setdefault((seat.round, seat.table_id), [])
            around.append(guest_key(seat.registration_id))
    met: Counter[tuple[str, str]] = Counter()
    for keys in tables.values():
        met.update(combinations(sorted(keys), 2))
    return dict(met)


def pole_codes(worlds: Iterable[World]) -> tuple[str, str] | None:
    poles = [world.code for world in worlds if world.is_pole]
    return (poles[0], poles[1]) if len(poles) == 2 else None


def table_key(table: Table) -> str:
    """The number people read on the table, so that an error names it."""
    return str(table.number)


def specs_of(tables: Iterable[Table], smallest: int) -> list[TableSpec]:
    """A table laid smaller than the fewest people wanted may be full all the same."""
    return [
        TableSpec(
            key=table_key(table),
            seats=table.seat_count,
            smallest=min(smallest, table.seat_count),
            offers=tuple(table.offers),
        )
        for table in tables
    ]


def worlds_by_key(registrations: Iterable[Registration]) -> Mapping[str, str]:
    """The first world of each guest: what is drawn when someone belongs to several."""
    return {
        guest_key(registration.pk): next(iter(guest_from(registration).worlds), "")
        for registration in registrations
    }


@dataclass(frozen=True, kw_only=True)
class Asked:
    """All that the engine is asked stands on; read once, turned into requests."""

    composition: Composition
    registrations: Sequence[Registration]
    tables: Sequence[Table]
    meetings: Meetings
    worlds: Sequence[World]
    wishes: Sequence[WishKept] = ()
    seats: Sequence[Seat] = ()

    def whole(
        self, *, locked: bool = False, tables: Sequence[Table] | None = None
    ) -> SeatingRequest:
        """Every round, played or not: to measure, to explain and to repair."""
        tables = self.tables if tables is None else tables
        guests = (guest_from(row) for row in self.registrations)
        return SeatingRequest(
            guests=tuple(replace(guest, needs=self._answered(guest.needs)) for guest in guests),
            tables=tuple(specs_of(tables, self.composition.smallest)),
            rounds=self.composition.rounds,
            met=meetings_between(self.registrations, self.meetings),
            wishes=tuple(self._wishes()),
            locks=tuple(_that_fit(self._locks(tables, 0), tables)) if locked else (),
            poles=pole_codes(self.worlds),
            never_alone=tuple(self.composition.never_alone),
            order=tuple(self.composition.order),
        )

    def to_come(self) -> SeatingRequest:
        """The rounds still to come, locks held; those played are meetings that took place."""
        played = self.composition.played
        tables = [table for table in self.tables if table.is_open]
        whole = self.whole(tables=tables)
        met = Counter(whole.met)
        for (one, other), times in meetings_in(self.seats, played).items():
            met[(other, one) if (other, one) in met else (one, other)] += times
        guests = []
        for guest, row in zip(whole.guests, self.registrations, strict=True):
            rounds = [number - 1 - played for number in row.rounds or () if number > played]
            if rounds or not row.rounds:
                guests.append(replace(guest, rounds=tuple(rounds) or None))
        keys = {guest.key for guest in guests}
        locks = self._locks(tables, played)
        return SeatingRequest(
            guests=tuple(guests),
            tables=whole.tables,
            rounds=whole.rounds - played,
            met=dict(met),
            wishes=tuple(self._wishes(keys)),
            locks=tuple(lock for lock in locks if lock.guest in keys),
            poles=whole.poles,
            never_alone=whole.never_alone,
            order=whole.order,
        )

    @cached_property
    def offered(self) -> frozenset[str]:
        """What one table in use at least offers."""
        return frozenset(code for table in self.tables if table.is_open for code in table.offers)

    def _answered(self, needs: Iterable[str]) -> tuple[str, ...]:
        """A need that no table answers is told to whoever composes, and stops nobody."""
        return tuple(need for need in needs if need in self.offered)

    def hosts(self) -> dict[str, str]:
        """The table of each host and scribe who is there, by guest key; the first if they have two."""
        key_of = {row.person_id: guest_key(row.pk) for row in self.registrations if row.person_id}
        pinned: dict[str, str] = {}
        for table in self.tables:
            for person in (table.facilitator_id, table.scribe_id):
                if table.is_open and person in key_of:
                    pinned.setdefault(key_of[person], table_key(table))
        return pinned

    def _locks(self, tables: Sequence[Table], played: int) -> list[Lock]:
        """Hosts in every round, then seats locked by hand; a host is host before all."""
        laid = {table.pk: table_key(table) for table in tables}
        hosts = {guest: key for guest, key in self.hosts().items() if key in laid.values()}
        here = {guest_key(row.pk) for row in self.registrations}
        locks = [Lock(guest, key) for guest, key in hosts.items()]
        for seat in self.seats:
            guest = guest_key(seat.registration_id)
            if (
                seat.is_locked
                and guest in here - hosts.keys()
                and seat.table_id in laid
                and played < seat.round <= self.composition.rounds
            ):
                locks.append(Lock(guest, laid[seat.table_id], seat.round - 1 - played))
        return locks

    def _wishes(self, keys: set[str] | None = None) -> Iterable[Wish]:
        """Those of two people or more who are there."""
        here = {guest_key(row.pk) for row in self.registrations} if keys is None else keys
        for wish in self.wishes:
            guests = tuple(guest_key(pk) for pk in wish.registrations if guest_key(pk) in here)
            if len(guests) > 1:
                yield Wish(guests, together=wish.kind == TableWish.Kind.TOGETHER)


def _that_fit(locks: Iterable[Lock], tables: Iterable[Table]) -> Iterable[Lock]:
    """A table made smaller than those locked at it holds as many of them as it has seats."""
    room = {table_key(table): table.seat_count for table in tables}
    taken: Counter[tuple[str, int | None]] = Counter()
    for lock in locks:
        at = {(lock.table, None), (lock.table, lock.round)}
        if sum(taken[key] for key in at) < room[lock.table]:
            taken[lock.table, lock.round] += 1
            yield lock
