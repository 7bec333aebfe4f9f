"""Why someone sits where they sit, and the best exchange there would be. Keys and numbers only."""

from collections.abc import Collection, Mapping, Sequence

from entrelacs.engines.seating.board import Board, cost_of
from entrelacs.engines.seating.errors import GuestNotSeated, UnknownGuest
from entrelacs.engines.seating.measure import count_worlds, seats_by_guest, table_numbers
from entrelacs.engines.seating.model import Cost, CostPart, Exchange, Guest, SeatReasons
from entrelacs.engines.seating.room import Room, enter_room


def explain_seat(
    guest_key: str,
    guests: Sequence[Guest],
    *,
    tables: Mapping[str, Sequence[str]],
    met: Mapping[tuple[str, str], int] | None = None,
    poles: tuple[str, str] | None = None,
    locked: Collection[str] = (),
) -> SeatReasons:
    """Say whom someone meets at their table, and what the best change of seats would change.

    `tables` gives guest keys by table key (`Seating.by_table()`); people in `locked` are not
    offered in exchange, and a locked guest gets no exchange at all.

    Raises UnknownGuest, GuestNotSeated and DuplicateGuest.

    >>> guests = [Guest(key, structure=key[0]) for key in ("a1", "a2", "b1", "b2")]
    >>> reasons = explain_seat("a1", guests, tables={"A": ["a1", "a2"], "B": ["b1", "b2"]})
    >>> reasons.neighbours, reasons.new_people, reasons.same_structure
    (1, 1, ('a2',))
    >>> reasons.exchange.guest, reasons.exchange.table, reasons.exchange.change.count("structure")
    ('b1', 'B', -2)
    """
    if guest_key not in {guest.key for guest in guests}:
        raise UnknownGuest(guest=guest_key)
    table_key_of = seats_by_guest(guests, tables)
    if guest_key not in table_key_of:
        raise GuestNotSeated(guest=guest_key)
    seated = [guest for guest in guests if guest.key in table_key_of]
    room = enter_room(seated, met=met or {}, poles=poles, table_count=len(tables))
    guest, table_key = room.number[guest_key], table_key_of[guest_key]
    seats = sorted(room.number[key] for key in tables[table_key])
    neighbours = [other for other in seats if other != guest]
    person = room.guests[guest]
    met_before = [n for n in neighbours if (min(guest, n), max(guest, n)) in room.met]
    worlds = count_worlds(room, seats)
    return SeatReasons(
        guest=guest_key,
        table=table_key,
        neighbours=len(neighbours),
        new_people=len(neighbours) - len(met_before),
        met_before=tuple(room.guests[other].key for other in met_before),
        same_structure=tuple(
            room.guests[other].key
            for other in neighbours
            if person.structure and room.guests[other].structure == person.structure
        ),
        same_territory=tuple(
            room.guests[other].key
            for other in neighbours
            if person.territory and room.guests[other].territory == person.territory
        ),
        worlds=worlds,
        alone_in_worlds=tuple(
            world.world for world in worlds if world.count == 1 and world.world in person.worlds
        ),
        exchange=None if guest_key in locked else _best_exchange(room, guest, tables, locked),
    )


def _best_exchange(
    room: Room, guest: int, tables: Mapping[str, Sequence[str]], locked: Collection[str]
) -> Exchange | None:
    board = Board(room, len(tables))
    for number, table in enumerate(table_numbers(room, tables)):
        board.seat(number, table)
    others = [
        other
        for other in range(room.size)
        if board.table_of[other] != board.table_of[guest] and room.guests[other].key not in locked
    ]
    if not others:
        return None
    # Guests are in the order of their keys: of equal exchanges the first key is offered.
    other = min(others, key=lambda candidate: board.exchange_price(guest, candidate))
    table_key = list(tables)[board.table_of[other]]
    before = cost_of(room, board.table_of, len(tables))
    board.exchange(guest, other)
    after = cost_of(room, board.table_of, len(tables))
    change = Cost(
        tuple(
            CostPart(new.code, new.count - old.count, new.price)
            for old, new in zip(before.parts, after.parts, strict=True)
        )
    )
    return Exchange(guest=room.guests[other].key, table=table_key, change=change)
