"""Groups as diverse as can be: the maximally diverse grouping problem.

diverse_groups   part elements in groups, the distances inside groups being as large as can be
choose_sizes     how many elements each group gets
moves_for        the budget that fits in a time
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import fsum, isfinite, sqrt
from operator import itemgetter, mul
from random import Random
from typing import Any, TypeAlias

from entrelacs.engines.seating.compiled import Kernel, hot_loop, is_compiled
from entrelacs.engines.seating.diverse_errors import (
    DistanceNotFinite,
    GroupsCannotHold,
    ImpossibleGroupSize,
    MatrixNotSquare,
)
from entrelacs.engines.seating.diverse_kernel import LOOKS, SWAPS, TURNS, search_swaps
from entrelacs.engines.seating.patience import PATIENCE

Fractions: TypeAlias = "array[float]"
Watch = Callable[[int, int, float], bool]

# Moves a second on few elements, with a margin, and the number of elements that halves it.
_SPEED = {"plain": (6_000_000, 600), "compiled": (300_000_000, 1_000)}

# Moves between two looks at the watch: a few hundredths of a second in plain Python.
_CHUNK = 200_000
# Lists are faster to read than arrays in plain Python, and four times as heavy.
_LARGEST_LIST = 2_000

# The first heat where fewer turns than this end with a swap is where annealing begins.
_HOT_SWAPS = 0.42
_STEPS, _COLD = 50, 0.03
_LONGEST = 0.5
_CYCLE, _CYCLES = 0.1, 40
_MILD, _WARM = 0.7, 0.9


@dataclass(frozen=True, slots=True)
class Groups:
    """Elements by group, numbered from 0; the distances inside summed; what gives them again."""

    groups: tuple[tuple[int, ...], ...]
    value: float
    seed: int
    moves: int


def diverse_groups(
    distances: Sequence[Sequence[float]],
    *,
    sizes: Sequence[tuple[int, int]],
    seed: int = 0,
    moves: int | None = None,
    kernel: Kernel = "auto",
    watch: Watch | None = None,
) -> Groups:
    """Part elements in groups whose members are as far from each other as can be.

    `distances` has a row for each element; only what stands right of the diagonal is read. `sizes`
    gives the least and most members of each group: within these bounds, sizes are as unequal as
    they may be, as larger groups hold more pairs. `moves` bounds the work (one second of plain
    Python if absent); the same seed and moves give the same groups on every machine and with each
    kernel. `kernel` is "compiled" (needs Numba), "plain", or "auto", compiled if it can be.
    `watch` is told now and then the moves made, those planned and the best value; False stops there.

    Sums by group are kept as in Gallego, Laguna, Martí and Duarte (J. Oper. Res. Soc. 64, 2013);
    the search is simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983) followed
    by thermal cycles (Möbius, Neklioudov, Díaz-Sánchez, Hoffmann, Fachat and Schreiber, Phys. Rev.
    Lett. 79, 1997).

    Raises MatrixNotSquare, DistanceNotFinite, ImpossibleGroupSize and GroupsCannotHold.

    >>> line = [[abs(one - other) for other in range(4)] for one in range(4)]
    >>> diverse_groups(line, sizes=[(2, 2), (2, 2)], kernel="plain").value
    4.0
    """
    flat, low = _flatten(distances)
    chosen = choose_sizes(len(distances), sizes)
    moves = moves_for(1.0, len(distances), len(sizes), "plain") if moves is None else moves
    search = _Search(flat, chosen, seed, moves, kernel)
    base = low * sum(size * (size - 1) for size in chosen) / 2
    if watch:
        search.watch = lambda done, planned, value: watch(done, planned, value + base)
    if sum(size > 0 for size in chosen) > 1:
        _improve(search, _unit(flat, len(distances)) * sqrt(len(distances) / len(sizes)))
    members = [int(element) for element in search.best[1]]
    groups = tuple(tuple(sorted(members[start:end])) for start, end in pairwise(search.first))
    pairs = (pair for group in groups for pair in combinations(group, 2))
    value = fsum(distances[one][other] for one, other in pairs)
    return Groups(groups, value, seed, search.done)


def moves_for(seconds: float, elements: int, groups: int, kernel: Kernel = "auto") -> int:
    """Return the moves that take `seconds` at most on an ordinary machine.

    A move is a number read by the search, which takes much the same time whatever the distances.

    >>> moves_for(10, 120, 10, "plain") < moves_for(10, 120, 10, "compiled")
    True
    """
    speed, half = _SPEED["compiled" if is_compiled(kernel) else "plain"]
    return max(1, int(seconds * speed * half / (half + elements)))


def choose_sizes(elements: int, sizes: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return how many elements each group gets, the sum of their squares being largest.

    The sum of squares is convex: some best answer leaves one group at most strictly between its
    bounds, and the dynamic programme looks only at these.

    Raises ImpossibleGroupSize and GroupsCannotHold.

    >>> choose_sizes(10, [(2, 6), (1, 4), (3, 5)])
    (6, 1, 3)
    """
    for group, (least, most) in enumerate(sizes):
        if not 0 <= least <= most:
            raise ImpossibleGroupSize(group=group, least=least, most=most)
    fewest, largest = (sum(bounds) for bounds in zip(*sizes, strict=True)) if sizes else (0, 0)
    if not fewest <= elements <= largest:
        raise GroupsCannotHold(found=elements, least=fewest, most=largest)
    # Elements above the least, and whether a group stands between its bounds: best squares, sizes.
    best: dict[tuple[int, bool], tuple[int, tuple[int, ...]]] = {(0, False): (0, ())}
    for least, most in sizes:
        known, best = best, {}
        for (used, between), (squares, chosen) in known.items():
            room = min(most - least, elements - fewest - used)
            for extra in {0, room} if between else range(room + 1):
                size = least + extra
                state = (used + extra, between or least < size < most)
                score = squares + size * size
                allowed = not between or size in (least, most)
                if allowed and (state not in best or score > best[state][0]):
                    best[state] = (score, (*chosen, size))
    return max(end for (used, _), end in best.items() if used == elements - fewest)[1]


def _flatten(distances: Sequence[Sequence[float]]) -> tuple[Fractions, float]:
    """Return the symmetric matrix row after row, less its smallest distance, and that distance."""
    count = len(distances)
    uppers = []
    for one, row in enumerate(distances):
        if len(row) != count:
            raise MatrixNotSquare(row=one, found=len(row), needed=count)
        uppers.append(array("d", row[one + 1 :]))
        if not all(map(isfinite, uppers[-1])):
            other = next(n for n in range(one + 1, count) if not isfinite(row[n]))
            raise DistanceNotFinite(first=one, second=other)
    low = min((min(upper) for upper in uppers if upper), default=0.0)
    flat = array("d", bytes(8 * count * count))
    for one, upper in enumerate(uppers):
        lowered = array("d", [distance - low for distance in upper])
        flat[one * count + one + 1 : (one + 1) * count] = lowered
        if lowered:
            flat[(one + 1) * count + one :: count] = lowered
    return flat, low


def _unit(flat: Fractions, count: int) -> float:
    """Return the standard deviation of distances, each less what its two elements explain of it.

    Points of space have distances that mostly tell who stands far from all: that part does not
    depend on groups, and would make any heat far too hot.
    """
    rows = [flat[n * count : (n + 1) * count] for n in range(count)]
    totals = [fsum(row) for row in rows]
    pairs = max(count * (count - 1) / 2, 1)
    mean = fsum(totals) / 2 / pairs
    spread = fsum(fsum(map(mul, row, row)) for row in rows) / 2 - pairs * mean * mean
    explained = fsum((total - (count - 1) * mean) ** 2 for total in totals) / max(count - 2, 1)
    return sqrt(max(spread - explained, 0.0) / pairs)


def _improve(search: "_Search", unit: float) -> None:
    """Spend the moves: rounds of one long annealing, then of short ones from the best of these."""
    hot = _find_heat(search, unit)
    search.keep()
    longest = max(int(_LONGEST * search.count**4 / (len(search.first) - 1)), _CHUNK // 10)
    while search.done < search.planned and not search.stopped:
        search.deal()
        search.cool(hot, longest)
        own = search.keep()
        for _ in range(_CYCLES):
            if search.done >= search.planned or search.stopped:
                break
            search.members[:], search.sums[:] = own[1], own[2]
            search.cool(hot * search.random.uniform(_MILD, _WARM), int(longest * _CYCLE))
            own = max(own, search.keep(), key=itemgetter(0))
    if search.stopped:
        # What was stopped half-way is still warm.
        search.stopped, search.watch = False, None
        search.make(search.done // 30, 0.0)
        search.keep()


def _find_heat(search: "_Search", unit: float) -> float:
    """Cool quickly down to the heat where annealing is worth its time."""
    heat, moves = unit, min(search.planned // 40, 120 * search.count) + 1
    while heat > unit / 100 and search.make(moves, heat) > _HOT_SWAPS:
        heat *= 0.9
    return heat


class _Search:
    """The arrays of the hot loop, the best groups found, and what was spent."""

    def __init__(
        self, flat: Fractions, sizes: Sequence[int], seed: int, planned: int, kernel: Kernel
    ) -> None:
        self.flat, self.random = flat, Random(seed)
        self.count, self.first = sum(sizes), list(accumulate(sizes, initial=0))
        hot = hot_loop(search_swaps, kernel)
        self.step = hot.run
        self.members = hot.ints(list(range(self.count)))
        self.sums = hot.fractions([0.0] * self.count * len(sizes))
        self.state = hot.ints([seed % 2147483646 + 1, 0, 0, 0])
        listed = not is_compiled(kernel) and self.count <= _LARGEST_LIST
        distances = list(flat) if listed else flat
        self.arrays: tuple[Any, ...] = hot.fractions(PATIENCE), hot.fractions(distances), self.sums
        self.arrays += hot.ints(self.first), self.members, hot.fractions([0.0] * self.count)
        self.deal()
        self.best = self.value(), self.members.copy(), self.sums.copy()
        self.planned, self.done, self.stopped = planned, 0, False
        self.watch: Watch | None = None

    def deal(self) -> None:
        """Put elements in groups at random."""
        members = list(range(self.count))
        self.random.shuffle(members)
        self.members[:] = members
        for group, (start, end) in enumerate(pairwise(self.first)):
            total = [0.0] * self.count
            for i in members[start:end]:
                row = self.flat[i * self.count : (i + 1) * self.count]
                total = [one + other for one, other in zip(total, row, strict=True)]
            self.sums[group * self.count : (group + 1) * self.count] = total

    def value(self) -> float:
        """Return what the groups are worth, but for the last digits."""
        within = (
            self.sums[group * self.count + element]
            for group, (start, end) in enumerate(pairwise(self.first))
            for element in self.members[start:end]
        )
        return fsum(within) / 2

    def make(self, moves: int, heat: float) -> float:
        """Make that many moves, fewer at the end or once stopped; return the share of swaps."""
        end, turns, swaps = min(self.done + moves, self.planned), 0, 0
        groups = len(self.first) - 1
        while self.done < end and not self.stopped:
            chunk = min(end - self.done, _CHUNK)
            self.step(self.state, chunk, heat, *self.arrays, self.count, groups)
            self.done += int(self.state[LOOKS])
            turns += int(self.state[TURNS])
            swaps += int(self.state[SWAPS])
            if self.watch and not self.watch(self.done, self.planned, self.best[0]):
                self.stopped = True
        return swaps / max(turns, 1)

    def cool(self, heat: float, moves: int) -> None:
        """Anneal from a heat down to none, by even steps, before moves run out."""
        moves = min(moves, self.planned - self.done)
        steps = max(_STEPS, moves // _CHUNK)
        for step in range(steps):
            self.make(moves // steps + 1, heat * max(0.0, 1.0 - step / steps / (1.0 - _COLD)))

    def keep(self) -> tuple[float, Any, Any]:
        """Return these groups with their value, and remember them if they are the best."""
        kept = self.value(), self.members.copy(), self.sums.copy()
        self.best = max(self.best, kept, key=itemgetter(0))
        return kept
