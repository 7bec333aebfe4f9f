"""Compose tables: check the request, deal, improve, and say what it cost."""

from collections.abc import Mapping, Sequence

from entrelacs.engines.kit import seeded_random
from entrelacs.engines.seating.board import cost_of
from entrelacs.engines.seating.deal import deal
from entrelacs.engines.seating.errors import (
    DuplicateTable,
    LockedTableFull,
    TooManyGuests,
    UnknownGuest,
    UnknownTable,
)
from entrelacs.engines.seating.model import Guest, Seating, TableSpec
from entrelacs.engines.seating.room import Room, enter_room
from entrelacs.engines.seating.rules import EVEN_TABLES
from entrelacs.engines.seating.search import improve

MOVES_PER_GUEST = 600
FEWEST_MOVES = 40_000


def compose_tables(
    guests: Sequence[Guest],
    *,
    tables: Sequence[TableSpec],
    met: Mapping[tuple[str, str], int] | None = None,
    locked: Mapping[str, str] | None = None,
    poles: tuple[str, str] | None = None,
    seed: int = 0,
    moves: int | None = None,
) -> Seating:
    """Seat people at mixed tables.

    Criteria, first to last: people of one structure apart, worlds mixed in proportion to the room,
    new encounters, territories mixed. Tables are filled as evenly as seats and locks allow.

    `met` counts the earlier meetings of pairs of guest keys, in either order. `locked` gives the
    table key of guests who keep their seat. `poles` are the two worlds wanted at every table where
    they are numerous enough. `moves` is the number of changes of seats tried, 40,000 or 600 a guest
    unless said; same guests, seed and moves give the same seating whatever the order of the guests.

    Raises DuplicateGuest, DuplicateTable, UnknownGuest, UnknownTable, LockedTableFull,
    TooManyGuests (more than seats) and TooFewGuests (under the smallest size of the tables).

    The method is a deal followed by simulated annealing: see `deal` and `search`.

    >>> guests = [Guest(f"g{n}", (("work", "enterprise")[n % 2],), f"s{n // 2}") for n in range(12)]
    >>> seating = compose_tables(guests, tables=[TableSpec("A", 8), TableSpec("B", 8)], seed=7)
    >>> [len(table) for table in seating.tables], seating.cost.as_dict()
    ([6, 6], {'total': 0, 'structure': 0, 'mix': 0, 'strangers': 0, 'territory': 0})
    """
    room = enter_room(guests, met=met or {}, poles=poles, table_count=len(tables))
    fixed = _check_locks(room, tables, locked or {})
    seats = [table.seats for table in tables]
    if room.size > sum(seats):
        raise TooManyGuests(found=room.size, seats=sum(seats))
    fixed_at = [list(fixed.values()).count(number) for number in range(len(tables))]
    least = [
        max(min(spec.smallest, spec.seats), held)
        for spec, held in zip(tables, fixed_at, strict=True)
    ]
    sizes = EVEN_TABLES.fill(room.size, least=least, most=seats)

    random = seeded_random(seed)
    board = deal(room, sizes=sizes, locked=fixed, random=random)
    dealt = cost_of(room, board.table_of, len(tables))
    budget = max(FEWEST_MOVES, MOVES_PER_GUEST * room.size) if moves is None else moves
    movable = [guest for guest in range(room.size) if guest not in fixed]
    table_of = board.table_of
    if movable:
        table_of = improve(
            board,
            movable=movable,
            least=least,
            most=seats,
            random=random,
            moves=budget,
            total=dealt.total,
        )
    return Seating(
        table_keys=tuple(spec.key for spec in tables),
        tables=tuple(
            tuple(guest.key for guest, at in zip(room.guests, table_of, strict=True) if at == table)
            for table in range(len(tables))
        ),
        seed=seed,
        moves=budget,
        cost=cost_of(room, table_of, len(tables)),
        dealt=dealt,
    )


def _check_locks(
    room: Room, tables: Sequence[TableSpec], locked: Mapping[str, str]
) -> dict[int, int]:
    table_number: dict[str, int] = {}
    for number, spec in enumerate(tables):
        if spec.key in table_number:
            raise DuplicateTable(table=spec.key)
        table_number[spec.key] = number
    fixed: dict[int, int] = {}
    for guest_key, table_key in sorted(locked.items()):
        if guest_key not in room.number:
            raise UnknownGuest(guest=guest_key)
        if table_key not in table_number:
            raise UnknownTable(table=table_key, guest=guest_key)
        fixed[room.number[guest_key]] = table_number[table_key]
    for number, spec in enumerate(tables):
        held = [room.guests[guest].key for guest, table in fixed.items() if table == number]
        if len(held) > spec.seats:
            raise LockedTableFull(
                table=spec.key, seats=spec.seats, locked=len(held), guests=tuple(held)
            )
    return fixed
