"""Put a round right again with as few people displaced as one likes: never solve anew in silence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from entrelacs.engines.kit import seeded_random
from entrelacs.engines.seating.board import Board, board_from, lay
from entrelacs.engines.seating.cost import cost_of
from entrelacs.engines.seating.mend import RESTARTS, Mending, mend
from entrelacs.engines.seating.model import (
    Cost,
    Repair,
    RoundTables,
    SeatingRequest,
    SeatMove,
    TableSpec,
)
from entrelacs.engines.seating.room import NOWHERE, Room, enter_room

STEPS = (0, 1, 2, 3, 6)

# Up to this many people moved, a repair that leaves a table too small is still worth showing.
SMALL_STEP = 3
# Of the tables with the fewest people, how many are thought of closing, at once, and in how many ways.
WEAKEST, MOST_CLOSED, WAYS = 8, 3, 3


def repair_seating(
    request: SeatingRequest,
    rounds: Sequence[RoundTables],
    *,
    round_: int = 0,
    steps: Sequence[int] = STEPS,
    seed: int = 0,
) -> tuple[Repair, ...]:
    """Offer a short list of repairs of one round, from nobody displaced to `steps[-1]` people.

    The request holds those who are really there. Of `rounds` (guest keys by table key, round by
    round), people who are not guests of the request are absent and have got up; guests who attend
    the round and sit nowhere have arrived, and get a seat in every repair. Tables of the request
    where nobody sits may be opened; a table that cannot be filled may be closed. People locked in
    the round stay; the other rounds do not move, and their meetings count.

    Each repair but the first costs less than those before it. One and two people are tried out in
    every way (in a room of some eighty people); more, by a search of its own: simulated annealing
    with at most so many people away from their seat. Takes less than two seconds for 80 people.

    Raises what `enter_room` raises.

    >>> from entrelacs.engines.seating.model import Guest
    >>> guests = tuple(Guest(f"g{n}") for n in range(13))
    >>> request = SeatingRequest(guests, (TableSpec("A", 10, 6), TableSpec("B", 10, 6)))
    >>> seats = {"A": tuple(f"g{n}" for n in range(5)), "B": tuple(f"g{n}" for n in range(5, 13))}
    >>> repairs = repair_seating(request, [seats])
    >>> [(repair.moved, repair.cost.count("size")) for repair in repairs]
    [(0, 1), (1, 0)]
    """
    room = enter_room(request)
    board = board_from(request, rounds, room)
    old = board.rows()[round_]
    newcomers = [g for g in room.present[round_] if old[g] == NOWHERE]
    for guest in newcomers:
        board.seat(round_, guest, _best_seat(board, round_, guest))
    start = board.rows()
    untouched = cost_of(room, start, [round_])
    options = [_Option(room, start[round_], untouched)]
    sizes = [start[round_].count(table) for table in range(room.table_count)]
    used = [table for table, size in enumerate(sizes) if size]
    whole = Mending(room, start, old, _needed(room, sizes, used))
    starts = [whole, *_other_tables(room, start, old, round_)]
    for most in _steps_for(steps, starts):
        best = options[-1]
        if not best.cost.total:
            break
        for mending in _worth_trying(starts, most, round_):
            places = mend(
                mending,
                round_,
                most=most,
                random=seeded_random(seed + most),
                restarts=max(2, RESTARTS // len(starts)),
            )
            rows = [places if r == round_ else row for r, row in enumerate(mending.rows)]
            cost = cost_of(mending.room, rows, [round_])
            if cost.total < best.cost.total:
                best = _Option(mending.room, places, cost)
        if best is not options[-1]:
            options.append(best)
    return tuple(_repair(room, option, old, untouched) for option in options)


@dataclass(frozen=True, slots=True)
class _Option:
    """One way to sit in the round; its room has the tables in use."""

    room: Room
    places: Sequence[int]
    cost: Cost


def _best_seat(board: Board, round_: int, guest: int) -> int:
    tables = range(board.room.table_count)
    occupied = [table for table in tables if board.size_of(round_, table)] or list(tables)
    return min(
        occupied,
        key=lambda table: (board.join_price(round_, guest, table), board.size_of(round_, table)),
    )


def _steps_for(steps: Sequence[int], starts: Sequence[Mending]) -> list[int]:
    """When sizes are wrong, closing or opening a table may need more people than were asked for."""
    wanted = {step for step in steps if step > 0}
    # Two people more than counting alone asks for: worlds must be mixed as well.
    wanted |= {
        mending.needed + more for mending in starts[1:2] if mending.needed for more in (0, 2)
    }
    return sorted(wanted)


def _worth_trying(starts: Sequence[Mending], most: int, round_: int) -> Iterator[Mending]:
    for mending in starts:
        hopeless = mending.needed is None and most > SMALL_STEP and len(starts) > 1
        if mending.displaced(round_) <= most and not hopeless:
            yield mending


def _other_tables(
    room: Room, rows: Sequence[Sequence[int]], old: Sequence[int], round_: int
) -> Iterator[Mending]:
    """Yield the round with tables closed, or one opened, where sizes ask for it."""
    specs = room.tables
    sizes = [list(rows[round_]).count(table) for table in range(room.table_count)]
    used = [table for table in range(room.table_count) if sizes[table]]
    if any(sizes[table] < specs[table].smallest for table in used):
        held = set(room.fixed[round_].values())
        weakest = sorted((t for t in used if t not in held), key=lambda t: (sizes[t], t))
        ways = []
        for count in range(1, MOST_CLOSED + 1):
            for closed in combinations(weakest[:WEAKEST], count):
                needed = _needed(room, sizes, [t for t in used if t not in closed])
                if needed is not None:
                    ways.append((max(needed, sum(sizes[t] for t in closed)), closed))
        for needed, closed in sorted(ways)[:WAYS]:
            yield _without(room, rows, old, round_, closed=set(closed), needed=needed)
    if any(sizes[table] > specs[table].seats for table in used):
        for table in range(room.table_count):
            if not sizes[table]:
                yield _with(room, rows, old, round_, table)
                break


def _needed(room: Room, sizes: Sequence[int], kept: Sequence[int]) -> int | None:
    """Return how many people must sit down at the kept tables to fill them; None if they cannot."""
    people, specs = sum(sizes), [room.tables[table] for table in kept]
    least, most = sum(spec.smallest for spec in specs), sum(spec.seats for spec in specs)
    if not kept or not least <= people <= most:
        return None
    short = sum(max(0, room.tables[table].smallest - sizes[table]) for table in kept)
    over = sum(max(0, sizes[table] - room.tables[table].seats) for table in kept)
    return max(short, over)


def _without(
    room: Room,
    rows: Sequence[Sequence[int]],
    old: Sequence[int],
    round_: int,
    *,
    closed: set[int],
    needed: int,
) -> Mending:
    """Close tables: their people go where they cost least, and count as displaced."""
    kept = [table for table in range(room.table_count) if table not in closed]
    request = replace(room.request, tables=tuple(room.tables[table] for table in kept))
    number = {table: place for place, table in enumerate(kept)} | {NOWHERE: NOWHERE}
    if room.rounds > 1:
        # The other rounds keep all their tables: a closed one takes nobody in this round.
        specs = tuple(
            TableSpec(t.key, 0, 0, t.offers) if n in closed else t
            for n, t in enumerate(room.tables)
        )
        request = replace(room.request, tables=specs)
        number = {table: table for table in (NOWHERE, *range(room.table_count))}
    smaller = enter_room(request)
    board = lay(
        smaller,
        [
            [NOWHERE if r == round_ and at in closed else number.get(at, NOWHERE) for at in row]
            for r, row in enumerate(rows)
        ],
    )
    for guest, table in enumerate(rows[round_]):
        if table in closed:
            open_tables = [number[place] for place in kept if board.size_of(round_, number[place])]
            prices = {at: board.join_price(round_, guest, at) for at in open_tables}
            board.seat(round_, guest, min(open_tables, key=prices.__getitem__))
    start = [
        number.get(table, NOWHERE - 1) if table not in closed else NOWHERE - 1 for table in old
    ]
    return Mending(smaller, board.rows(), start, needed)


def _with(
    room: Room,
    rows: Sequence[Sequence[int]],
    old: Sequence[int],
    round_: int,
    table: int,
) -> Mending:
    """Open a table: newcomers and those who cost least by leaving fill it to its smallest size."""
    board = lay(room, rows)
    free = [g for g in room.present[round_] if g not in room.fixed[round_]]
    wanted = max(1, room.tables[table].smallest)
    while board.size_of(round_, table) < wanted:
        leavers = [
            (
                old[guest] != NOWHERE,
                -board.size_of(round_, board.table_of(round_, guest)),
                board.move_price(round_, guest, table),
                guest,
            )
            for guest in free
            if board.table_of(round_, guest) != table
        ]
        if not leavers:
            break
        board.seat(round_, min(leavers)[-1], table)
    opened = board.rows()
    moved = Mending(room, opened, old).displaced(round_)
    return Mending(room, opened, old, moved)


def _repair(room: Room, option: _Option, old: Sequence[int], untouched: Cost) -> Repair:
    keys = [table.key for table in option.room.tables]
    tables: dict[str, list[str]] = {table.key: [] for table in room.tables}
    moves, seated = [], []
    for guest, table in enumerate(option.places):
        if table == NOWHERE:
            continue
        key = room.guests[guest].key
        tables[keys[table]].append(key)
        before = room.tables[old[guest]].key if old[guest] != NOWHERE else None
        if before is None:
            seated.append(SeatMove(key, None, keys[table]))
        elif before != keys[table]:
            moves.append(SeatMove(key, before, keys[table]))
    was_used = {room.tables[table].key for table in old if table != NOWHERE}
    used = {key for key, people in tables.items() if people}
    return Repair(
        tables={key: tuple(people) for key, people in tables.items()},
        moves=tuple(moves),
        seated=tuple(seated),
        cost=option.cost,
        change=option.cost.minus(untouched),
        closed=tuple(table.key for table in room.tables if table.key in was_used - used),
        opened=tuple(table.key for table in room.tables if table.key in used - was_used),
    )
