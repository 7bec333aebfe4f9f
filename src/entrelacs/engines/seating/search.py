"""Make a deal better by changes of seats, accepted more and more strictly.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983). The budget is a number of
moves, never seconds: the same seed gives the same seating on every machine, compiled or not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from entrelacs.engines.seating.board import Board, flatten
from entrelacs.engines.seating.compiled import HotLoop, Kernel, hot_loop
from entrelacs.engines.seating.deal import present_blocks
from entrelacs.engines.seating.kernel import PARTS, TOTAL, anneal
from entrelacs.engines.seating.patience import PATIENCE

# Against a price of 1 for the last criterion: hot enough to trade a re-encounter, no more.
_HOTTEST = 2.0
_COLDEST = 0.1
_STEPS = 200
_COLD_STEPS = 10


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: moves made of those planned, what the seating costs now and at least."""

    done: int
    planned: int
    cost: int
    least: int


Watch = Callable[[Progress], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """The best places seen, by round; `stopped` says that the watcher ended the search."""

    places: list[list[int]]
    total: int
    moves: int
    stopped: bool


def improve(
    board: Board,
    *,
    seed: int,
    moves: int,
    total: int,
    bound: int,
    kernel: Kernel,
    watch: Watch | None,
) -> Found:
    """Try `moves` exchanges from a board that costs `total`; stop at once when it costs `bound`.

    A move takes one person, or one group, and the best exchange with the people of another table.
    The board itself is left in no state to be used again.
    """
    room = board.room
    best, best_total = list(board.places), total
    state = [1 + seed % 2147483646, total]
    hot, arrays = _arrays(board, kernel)
    state_array = hot.ints(state)
    places = arrays[2][0]
    stopped, done = False, 0
    for turns, heat in _heats(moves) if room.table_count > 1 else ():
        if best_total <= bound:
            break
        done += int(hot.run(state_array, turns, heat, bound, *arrays))
        if int(state_array[TOTAL]) < best_total:
            best, best_total = [int(table) for table in places], int(state_array[TOTAL])
        if watch and not watch(Progress(done, moves, best_total, bound)):
            stopped = True
            break
    rows = [best[row * room.size : (row + 1) * room.size] for row in range(room.rounds)]
    return Found(rows, best_total, done, stopped)


def _arrays(board: Board, kernel: Kernel) -> tuple[HotLoop, list[Any]]:
    """Return the hot loop, plain or compiled, and its arguments in its order."""
    room = board.room
    hot = hot_loop(anneal, kernel, PARTS)
    held, movers, blocks = _who_moves(board)
    movers_at, movers_flat = flatten(movers)
    blocks_at, blocks_flat = flatten(blocks)
    widest = max((len(block) for block in blocks), default=1)
    shape = [
        room.size, room.rounds, room.table_count, len(room.worlds), len(board.kinds), board.span,
        len(board.crowd_price), board.repeat_price,
    ]  # fmt: skip
    groups: list[tuple[list[int], ...]] = [
        (board.places, board.sizes, board.members, board.seat_at),
        (board.near, board.price, board.friends_at, board.friends, board.friend_price),
        (board.kind, board.only_at, board.only, board.counts, board.mix, board.leave, board.enter),
        (board.crowd, board.crowd_price, board.crowd_counts),
        (held, movers_at, movers_flat, blocks_at, blocks_flat, [0] * widest, [0] * widest),
    ]
    arrays = [tuple(hot.ints(row) for row in group) for group in groups]
    return hot, [hot.ints(shape), hot.fractions(PATIENCE), *arrays]


def _who_moves(board: Board) -> tuple[list[int], list[list[int]], list[tuple[int, ...]]]:
    """Return who is held, by round and guest; who may move in each round; and the groups."""
    room = board.room
    held = [0] * (room.rounds * room.size)
    movers: list[list[int]] = []
    groups: list[tuple[int, ...]] = []
    for round_ in range(room.rounds):
        row = round_ * room.size
        travelling: list[int] = []
        for block in present_blocks(room, round_):
            if len({board.table_of(round_, guest) for guest in block}) == 1:
                # Once for each of its people, so that groups are tried as often as others.
                travelling += [-1 - len(groups)] * len(block)
                groups.append(block)
        # A group that no table could hold, or of which someone keeps a seat, stays as it was dealt.
        for guest in (*room.held[round_], *(guest for block in room.blocks for guest in block)):
            held[row + guest] = 1
        movers.append([g for g in room.present[round_] if not held[row + g]] + travelling)
    return held, movers, groups


def _heats(moves: int) -> Iterator[tuple[int, float]]:
    """Yield turns and their heat: cold at first, for a deal that little separates from the best."""
    cooling = (_COLDEST / _HOTTEST) ** (1 / (_STEPS - 2 * _COLD_STEPS))
    heat = _HOTTEST
    for step in range(_STEPS):
        cold = step < _COLD_STEPS or step >= _STEPS - _COLD_STEPS
        turns = (step + 1) * moves // _STEPS - step * moves // _STEPS
        if turns:
            yield turns, 0.0 if cold else heat
        if not cold:
            heat = round(heat * cooling, 6)
