"""Make a deal better by changes of seats, accepted more and more strictly.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983). The budget is a number of
moves, never seconds, and the only arithmetic on fractions is multiplication, which is exact to the
bit everywhere: the same seed gives the same seating on every machine.
"""

from collections.abc import Iterator, Sequence
from math import log
from random import Random

from entrelacs.engines.seating.board import Board
from entrelacs.engines.seating.rules import EVEN_TABLES

# -ln(u), the law that acceptance draws from, for 1024 equal slices of u; rounded, so that the last
# digit of a platform's logarithm does not matter.
_PATIENCE = tuple(round(-log((part + 0.5) / 1024), 3) for part in range(1024))

_HOTTEST = 40.0
_COOLING = 0.972
_STEPS = 200
_COLD_STEPS = 10
_MOVE_EVERY = 8
_LOOKS = 3


def improve(
    board: Board,
    *,
    movable: Sequence[int],
    least: Sequence[int],
    most: Sequence[int],
    random: Random,
    moves: int,
    total: int,
) -> list[int]:
    """Try `moves` changes of seats from a board that costs `total`; return the best tables seen.

    The result gives the table number of each guest. `least` and `most` bound the size of each
    table; people outside `movable` keep their seat.
    """
    best, best_total = list(board.table_of), total
    table_count, people = len(board.sizes), len(movable)
    if table_count < 2:
        return best
    draw, table_of, near, sizes = random.random, board.table_of, board.near, board.sizes
    for turn, heat in enumerate(_heats(moves)):
        if best_total == 0:
            break
        guest = movable[int(draw() * people)]
        # Look again for someone who has a reason to move: conflicts guide the choice.
        for _ in range(_LOOKS):
            if near[guest][table_of[guest]]:
                break
            guest = movable[int(draw() * people)]
        bar = heat * _PATIENCE[int(draw() * 1024)]
        here = table_of[guest]
        if turn % _MOVE_EVERY == 0:
            there = int(draw() * table_count)
            if not EVEN_TABLES.allows_move(
                left=sizes[here],
                joined=sizes[there],
                least_left=least[here],
                most_joined=most[there],
            ):
                continue
            price = board.move_price(guest, there)
            if price > bar:
                continue
            board.seat(guest, there)
        else:
            other = movable[int(draw() * people)]
            if table_of[other] == here:
                continue
            price = board.exchange_price(guest, other)
            if price > bar:
                continue
            board.exchange(guest, other)
        total += price
        if total < best_total:
            best, best_total = list(table_of), total
    return best


def _heats(moves: int) -> Iterator[float]:
    """Yield the heat of each move: cold at first, for a deal that little separates from the best."""
    heat = _HOTTEST
    for step in range(_STEPS):
        cold = step < _COLD_STEPS or step >= _STEPS - _COLD_STEPS
        for _ in range(step * moves // _STEPS, (step + 1) * moves // _STEPS):
            yield 0.0 if cold else heat
        heat *= _COOLING
