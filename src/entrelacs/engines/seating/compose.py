"""Compose tables: check the request, deal, improve, and say what it cost and could cost."""

from collections.abc import Sequence
from dataclasses import replace

from entrelacs.engines.kit import seeded_random
from entrelacs.engines.seating.bounds import bounds_of
from entrelacs.engines.seating.compiled import Kernel, is_compiled
from entrelacs.engines.seating.cost import cost_of, seats_of
from entrelacs.engines.seating.deal import deal
from entrelacs.engines.seating.errors import TooManyGuests
from entrelacs.engines.seating.halls import cut_in_halls
from entrelacs.engines.seating.model import Seating, SeatingRequest
from entrelacs.engines.seating.room import NOWHERE, Room, enter_room
from entrelacs.engines.seating.search import Found, Watch, improve

MOVES_PER_SEAT = 100
FEWEST_MOVES = 8_000

# Moves a second at tables of eight, about two thirds of what one core of a small server does.
PLAIN_SPEED, COMPILED_SPEED = 50_000, 1_250_000


def compose_tables(
    request: SeatingRequest,
    *,
    seed: int = 0,
    moves: int | None = None,
    kernel: Kernel = "auto",
    watch: Watch | None = None,
) -> Seating:
    """Seat people at mixed tables, over one round or several.

    What was asked for by name comes first: wishes, needs, locks. Then the criteria in the order of
    the request. Tables are filled as evenly as seats and locks allow.

    `moves` is the number of changes tried, 8,000 or 100 a guest and round unless said; same request,
    seed and moves give the same seating, whatever the order of the guests, compiled or not. `watch`
    is told how far the search is, two hundred times; it stops the search by returning False, and
    the best seating so far is given.

    Raises DuplicateGuest, DuplicateTable, UnknownGuest, UnknownTable, LockedTwice, LockedTableFull,
    UnknownCriterion, NotCompiled, TooManyGuests (more than seats) and TooFewGuests (under the
    smallest size of the tables). What else makes a request impossible is told by `diagnose`; here
    it counts as broken wishes.

    The method is a deal followed by simulated annealing: see `deal` and `search`.

    >>> from entrelacs.engines.seating.model import Guest, TableSpec
    >>> guests = [Guest(f"g{n}", (("work", "enterprise")[n % 2],), f"s{n // 2}") for n in range(12)]
    >>> request = SeatingRequest(tuple(guests), (TableSpec("A", 8), TableSpec("B", 8)), rounds=2)
    >>> seating = compose_tables(request, seed=7)
    >>> [len(table) for table in seating.rounds[0]], seating.cost.count("structure")
    ([6, 6], 0)
    >>> seating.cost.count("repeats"), seating.bounds.least.count("repeats")
    (14, 12)
    """
    room = enter_room(request)
    if room.guests and not room.tables:
        raise TooManyGuests(found=room.size, seats=0)
    bounds = bounds_of(room)
    seats = sum(len(people) for people in room.present)
    budget = max(FEWEST_MOVES, MOVES_PER_SEAT * seats) if moves is None else moves
    halls = cut_in_halls(room, seed)
    if len(halls) == 1:
        dealt, found = _compose(room, seed=seed, moves=budget, kernel=kernel, watch=watch)
    else:
        dealt, found = _compose_halls(
            room, halls, seed=seed, moves=budget, kernel=kernel, watch=watch
        )
    return Seating(
        table_keys=tuple(table.key for table in room.tables),
        rounds=tuple(_keys(room, places) for places in found.places),
        seed=seed,
        moves=budget,
        moves_made=found.moves,
        cost=cost_of(room, found.places),
        dealt=cost_of(room, dealt),
        bounds=bounds,
        stopped=found.stopped,
    )


def moves_for(seconds: float, request: SeatingRequest, kernel: Kernel = "auto") -> int:
    """Return the budget that a usual machine spends in about two thirds of some seconds.

    A budget is a number of moves, so that a seed gives the same seating everywhere; this is the one
    place where time is turned into moves, by fixed speeds measured once.

    >>> from entrelacs.engines.seating.model import TableSpec
    >>> table = TableSpec("A", 8)
    >>> moves_for(1, SeatingRequest((), (table,), rounds=3), "plain")
    50000
    """
    speed = COMPILED_SPEED if is_compiled(kernel) else PLAIN_SPEED
    # A move looks at everyone of another table.
    largest = max((table.seats for table in request.tables), default=8)
    return max(1, int(seconds * speed * 10 // (2 + largest)))


Places = list[list[int]]


def _compose(
    room: Room, *, seed: int, moves: int, kernel: Kernel, watch: Watch | None
) -> tuple[Places, Found]:
    board = deal(room, random=seeded_random(seed))
    dealt = board.rows()
    found = improve(
        board,
        seed=seed,
        moves=moves,
        total=cost_of(room, dealt).total,
        bound=bounds_of(room).total,
        kernel=kernel,
        watch=watch,
    )
    return dealt, found


def _compose_halls(
    room: Room,
    halls: Sequence[SeatingRequest],
    *,
    seed: int,
    moves: int,
    kernel: Kernel,
    watch: Watch | None,
) -> tuple[Places, Found]:
    """Compose each hall with its share of the moves, and put the room together again."""
    dealt = [[NOWHERE] * room.size for _ in range(room.rounds)]
    places = [[NOWHERE] * room.size for _ in range(room.rounds)]
    made, stopped = 0, False
    for number, hall in enumerate(halls):
        part = enter_room(hall)
        share = moves * part.size // room.size
        follow = _watch_hall(watch, made, moves) if watch else None
        hall_dealt, found = _compose(
            part, seed=seed + number, moves=0 if stopped else share, kernel=kernel, watch=follow
        )
        made, stopped = made + found.moves, stopped or found.stopped
        for source, target in ((hall_dealt, dealt), (found.places, places)):
            for round_, row in enumerate(source):
                for guest, table in enumerate(row):
                    if table != NOWHERE:
                        at = room.table_number[part.tables[table].key]
                        target[round_][room.number[part.guests[guest].key]] = at
    return dealt, Found(places, 0, made, stopped)


def _watch_hall(watch: Watch, made: int, planned: int) -> Watch:
    return lambda progress: watch(replace(progress, done=made + progress.done, planned=planned))


def _keys(room: Room, places: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(room.guests[guest].key for guest in seats)
        for seats in seats_of(places, room.table_count)
    )
