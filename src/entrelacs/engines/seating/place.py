"""Give a latecomer a seat, at once, without moving anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from entrelacs.engines.seating.cost import cost_of
from entrelacs.engines.seating.errors import NoSeatLeft, UnknownGuest
from entrelacs.engines.seating.explain import have_met
from entrelacs.engines.seating.measure import places_of
from entrelacs.engines.seating.model import Cost, Placement, RoundTables, SeatingRequest
from entrelacs.engines.seating.room import NOWHERE, Room, enter_room


def place_one(
    guest_key: str, request: SeatingRequest, rounds: Sequence[RoundTables], *, round_: int = 0
) -> Placement:
    """Find someone the best seat that is free in a round; a seat they have there is given back.

    Only tables of the request are open, up to their seats; someone locked in the round sits at
    their table or nowhere. First come the tables that keep the guest's wishes and needs, then those
    where they add the fewest faults, then those with the most free seats, then the order of the
    tables: a greedy insertion, which looks at every table. `rounds` gives guest keys by table key;
    people and tables unknown to the request are left out (they have gone, they are closed). When no
    free seat keeps a wish or a need, the one that breaks the fewest is given, and `change` says so.
    The reason "wishes" is confidential. Takes some milliseconds for 80 people.

    Raises UnknownGuest (also for someone who does not attend that round), NoSeatLeft, and what
    `measure_seating` raises.

    >>> from entrelacs.engines.seating import Guest, TableSpec
    >>> guests = tuple(Guest(key, structure=key[0]) for key in ("a1", "a2", "b1", "b2"))
    >>> request = SeatingRequest(guests, (TableSpec("A", 8, 1), TableSpec("B", 8, 1)))
    >>> placement = place_one("a2", request, [{"A": ("a1",), "B": ("b1", "b2")}])
    >>> placement.table, placement.reason, placement.neighbours, placement.new_people
    ('B', 'structure', 2, 2)
    """
    room = enter_room(request)
    guest = room.number.get(guest_key, NOWHERE)
    if guest == NOWHERE or not room.guests[guest].attends(round_):
        raise UnknownGuest(guest=guest_key, round=round_)
    known = [
        {
            key: tuple(seated for seated in tables if seated in room.number)
            for key, tables in seats.items()
            if key in room.table_number
        }
        for seats in rounds
    ]
    places = places_of(room, known + [{}] * (round_ + 1 - len(known)))
    places[round_][guest] = NOWHERE
    offers = _offers(room, places, round_, guest)
    best = offers[0]
    neighbours = [other for other, table in enumerate(places[round_]) if table == best.table]
    return Placement(
        guest=guest_key,
        table=room.tables[best.table].key,
        reason=_reason(best, offers[1]) if len(offers) > 1 else "room",
        change=best.change,
        neighbours=len(neighbours),
        new_people=sum(not have_met(room, places[:round_], guest, other) for other in neighbours),
    )


@dataclass(frozen=True, slots=True)
class _Offer:
    """A free seat: how many of the guest's own wishes it breaks, and what it adds to the faults."""

    table: int
    free: int
    wishes_broken: int
    change: Cost

    @property
    def rank(self) -> tuple[int, int, int, int]:
        asked_for = self.wishes_broken + self.change.count("needs")
        return asked_for, self.change.total, -self.free, self.table


def _offers(room: Room, places: list[list[int]], round_: int, guest: int) -> list[_Offer]:
    """Return the free seats where the guest may sit, best first."""
    row = places[round_]
    fixed = room.fixed[round_].get(guest)
    may_sit = range(room.table_count) if fixed is None else (fixed,)
    before = cost_of(room, places, [round_])
    offers = []
    for table in may_sit:
        free = room.tables[table].seats - row.count(table)
        if free > 0:
            broken = _wishes_broken(room, row, guest, table)
            row[guest] = table
            change = cost_of(room, places, [round_]).minus(before)
            row[guest] = NOWHERE
            offers.append(_Offer(table, free, broken, change))
    if not offers:
        specs = [room.tables[table] for table in may_sit]
        raise NoSeatLeft(
            guest=room.guests[guest].key,
            seats=sum(spec.seats for spec in specs),
            tables=tuple(spec.key for spec in specs),
        )
    return sorted(offers, key=lambda offer: offer.rank)


def _wishes_broken(room: Room, row: Sequence[int], guest: int, table: int) -> int:
    """Count the people the guest is to sit with who sit elsewhere, and to avoid who sit here."""
    key, broken = room.guests[guest].key, 0
    for wish in room.request.wishes:
        if key in wish.guests:
            at = [row[room.number[other]] for other in wish.guests if other != key]
            broken += sum(place != NOWHERE and (place != table) == wish.together for place in at)
    return broken


def _reason(best: _Offer, other: _Offer) -> str:
    """Return the first criterion by which a seat beats the next best."""
    if best.wishes_broken < other.wishes_broken:
        return "wishes"
    for part in best.change.parts:
        if part.count < other.change.count(part.code):
            return part.code
    return "room"
