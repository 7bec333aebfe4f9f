"""Why someone sits where they sit, and the best exchange there would be. Keys and numbers only."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from entrelacs.engines.seating.board import Board
from entrelacs.engines.seating.cost import cost_of
from entrelacs.engines.seating.errors import GuestNotSeated, UnknownGuest
from entrelacs.engines.seating.measure import count_worlds, places_of
from entrelacs.engines.seating.model import (
    Exchange,
    RoundTables,
    SeatingRequest,
    SeatReasons,
)
from entrelacs.engines.seating.room import NOWHERE, Room, enter_room
from entrelacs.engines.seating.rules import priced_rules

# Pricing every exchange takes room for every pair of people.
MOST_EXCHANGED = 2_500


def explain_seat(
    guest_key: str,
    request: SeatingRequest,
    rounds: Sequence[RoundTables],
    *,
    round_: int = 0,
    for_participant: bool = False,
) -> SeatReasons:
    """Say whom someone meets at their table, and what the best change of seats would change.

    `rounds` gives guest keys by table key, round by round (`Seating.by_round()`). People locked in
    the round are not offered in exchange, and a locked guest gets none; nor does anybody in a room
    of more than 2,500 people. Of equal exchanges, the first key is offered.

    For a participant, nothing depends on wishes but those to sit together that name them: with the
    same tables, other wishes to sit apart give the same reasons. Their exchange is the best of those
    that would improve nothing by the criteria and touch nobody's needs: a better one could only be
    missing because of something they are not told. A counterfactual in the sense of Wachter,
    Mittelstadt and Russell ("Counterfactual explanations without opening the black box", Harvard
    Journal of Law & Technology 31, 2018), among exchanges of two seats.

    Raises UnknownGuest, GuestNotSeated and what `measure_seating` raises.

    >>> from entrelacs.engines.seating import Guest, TableSpec
    >>> guests = tuple(Guest(key, structure=key[0]) for key in ("a1", "a2", "b1", "b2"))
    >>> request = SeatingRequest(guests, (TableSpec("A", 8), TableSpec("B", 8)))
    >>> reasons = explain_seat("a1", request, [{"A": ("a1", "a2"), "B": ("b1", "b2")}])
    >>> reasons.neighbours, reasons.new_people, reasons.same_structure
    (1, 1, ('a2',))
    >>> reasons.exchange.guest, reasons.exchange.table, reasons.exchange.change.count("structure")
    ('b1', 'B', -2)
    """
    without_wishes = replace(request, wishes=())
    room = enter_room(without_wishes)
    if guest_key not in room.number:
        raise UnknownGuest(guest=guest_key)
    places = places_of(room, rounds[: request.rounds])
    guest = room.number[guest_key]
    if round_ >= len(places) or places[round_][guest] == NOWHERE:
        raise GuestNotSeated(guest=guest_key)
    table = places[round_][guest]
    person, spec = room.guests[guest], room.tables[table]
    seats = [other for other in range(room.size) if places[round_][other] == table]
    neighbours = [other for other in seats if other != guest]
    met = [n for n in neighbours if have_met(room, places[:round_], guest, n)]
    worlds = count_worlds(room, round_, seats)
    is_locked = guest in room.fixed[round_]
    together_kept, together_broken = _wished(request, room, places[round_], guest, together=True)
    apart_broken, apart_kept = _wished(request, room, places[round_], guest, together=False)
    priced = without_wishes if for_participant else request
    return SeatReasons(
        guest=guest_key,
        table=spec.key,
        neighbours=len(neighbours),
        new_people=len(neighbours) - len(met),
        met_before=_keys(room, met),
        same_structure=_keys(
            room,
            (n for n in neighbours if person.structure == room.guests[n].structure)
            if person.structure
            else (),
        ),
        same_territory=_keys(
            room,
            (n for n in neighbours if person.territory == room.guests[n].territory)
            if person.territory
            else (),
        ),
        worlds=worlds,
        alone_in_worlds=tuple(
            world.world for world in worlds if world.count == 1 and world.world in person.worlds
        ),
        exchange=None
        if is_locked or room.size > MOST_EXCHANGED
        else _best_exchange(enter_room(priced), places, round_, guest, discreet=for_participant),
        needs_met=tuple(need for need in person.needs if need in spec.offers),
        needs_unmet=tuple(need for need in person.needs if need not in spec.offers),
        is_locked=is_locked,
        together_kept=together_kept,
        together_broken=together_broken,
        apart_kept=() if for_participant else apart_kept,
        apart_broken=() if for_participant else apart_broken,
    )


def have_met(room: Room, earlier: Sequence[Sequence[int]], guest: int, other: int) -> bool:
    """Tell whether two people met at an earlier gathering or shared a table in `earlier` rounds.

    >>> from entrelacs.engines.seating import Guest, TableSpec
    >>> pair = SeatingRequest((Guest("ada"), Guest("bo")), (TableSpec("A", 8),))
    >>> have_met(enter_room(pair), [[0, 0]], 0, 1), have_met(enter_room(pair), [[0, -1]], 0, 1)
    (True, False)
    """
    return (min(guest, other), max(guest, other)) in room.met or any(
        row[guest] == row[other] != NOWHERE for row in earlier
    )


def _keys(room: Room, guests: Iterable[int]) -> tuple[str, ...]:
    return tuple(room.guests[guest].key for guest in guests)


def _wished(
    request: SeatingRequest, room: Room, row: Sequence[int], guest: int, *, together: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return whom the guest's own wishes name and who sits here, and who sits elsewhere."""
    named = {
        room.number[key]
        for wish in request.wishes
        if wish.together == together and room.guests[guest].key in wish.guests
        for key in wish.guests
        if key in room.number
    }
    seated = sorted(other for other in named - {guest} if row[other] != NOWHERE)
    here = [other for other in seated if row[other] == row[guest]]
    return _keys(room, here), _keys(room, (other for other in seated if other not in here))


def _best_exchange(
    room: Room, rows: list[list[int]], round_: int, guest: int, *, discreet: bool
) -> Exchange | None:
    seats = Counter((number, t) for number, row in enumerate(rows) for t in row if t != NOWHERE)
    board = Board(room, max(seats.values()))
    for number, tables in enumerate(rows):
        for seated, table in enumerate(tables):
            if table != NOWHERE:
                board.seat(number, seated, table)
    row = rows[round_]
    here = row[guest]
    prices = {
        other: board.exchange_price(round_, guest, other) + _parted(room, row, guest, other)
        for other in room.present[round_]
        if row[other] not in (here, NOWHERE) and other not in room.fixed[round_]
    }
    before = cost_of(room, rows, [round_])
    for other in sorted(prices, key=lambda other: (prices[other], other)):
        if discreet and prices[other] < 0:
            continue
        there = row[other]
        row[guest], row[other] = there, here
        change = cost_of(room, rows, [round_]).minus(before)
        row[guest], row[other] = here, there
        if not discreet or change.count("needs") == 0:
            return Exchange(room.guests[other].key, room.tables[there].key, change)
    return None


def _parted(room: Room, row: Sequence[int], guest: int, other: int) -> int:
    """Return what an exchange costs in wishes to sit together, which a board leaves aside."""
    after = {guest: row[other], other: row[guest]}
    price = next(p for rule, p in priced_rules(room.request.order) if rule.code == "wishes")
    change = 0
    for one, two in room.together:
        if NOWHERE not in (row[one], row[two]) and {one, two} & after.keys():
            change += after.get(one, row[one]) != after.get(two, row[two])
            change -= row[one] != row[two]
    return price * change
