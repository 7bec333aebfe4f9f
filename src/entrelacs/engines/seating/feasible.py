"""Can these people sit at these tables at all? Counting first, then a search that has a bound."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

# What one question may cost, in looks at a group: some tenths of a second on a usual machine.
MOST_LOOKS = 60_000
# Above this many groups, pairs too large for one table are not looked for.
MOST_PAIRED = 300


@dataclass(frozen=True, slots=True)
class Puzzle:
    """The people of one round. Sets of tables and of groups are whole numbers, bit by bit.

    The group g has `sizes[g]` people who share a table of the set `allowed[g]`, with nobody of the
    groups of the set `apart[g]`. The table t takes `least[t]` to `most[t]` people. `others` are
    people who may sit anywhere, with anybody.
    """

    sizes: tuple[int, ...]
    allowed: tuple[int, ...]
    apart: tuple[int, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]
    others: int


@dataclass(slots=True)
class Effort:
    """How many looks are left, in all the questions of one diagnosis."""

    left: int


def is_possible(puzzle: Puzzle, effort: Effort) -> bool:
    """Tell whether everyone can sit; what the effort leaves undecided counts as possible.

    In turn: groups that no table holds; people and seats as a flow, which is exact when nobody has
    a wish (Hoffman's circulation theorem: seats for all and people for all tables can be looked at
    one after the other); groups too large for so many to fit; groups that exclude one another and
    outnumber their tables; then a search in the order of Brélaz ("New methods to color the vertices
    of a graph", Communications of the ACM 22, 1979): first the group with the fewest tables left,
    and of tables alike only one is tried.

    >>> five_apart = Puzzle((1,) * 5, (15,) * 5, (30, 29, 27, 23, 15), (0,) * 4, (8,) * 4, 0)
    >>> is_possible(five_apart, Effort(1000))
    False
    """
    for group, (size, allowed) in enumerate(zip(puzzle.sizes, puzzle.allowed, strict=True)):
        if puzzle.apart[group] >> group & 1 or not any(
            puzzle.most[table] >= size for table in bits(allowed)
        ):
            return False
    hall = _Hall(puzzle)
    if not hall.flows(hall.waiting):
        return False
    hall.part_large_groups()
    return not _overflows(hall) and not _is_crowded(hall) and _search(hall, effort)


class _Hall:
    """Tables being filled. Groups of one person whom nobody avoids are not placed but counted."""

    def __init__(self, puzzle: Puzzle) -> None:
        self.puzzle = puzzle
        self.all_tables = (1 << len(puzzle.most)) - 1
        self.free = list(puzzle.most)
        self.lack = list(puzzle.least)
        self.used = [False] * len(puzzle.most)
        self.crowd: Counter[int] = Counter()
        self.waiting: list[int] = []
        for group, (size, allowed) in enumerate(zip(puzzle.sizes, puzzle.allowed, strict=True)):
            if size > 1 or puzzle.apart[group]:
                self.waiting.append(group)
            elif allowed.bit_count() == 1:
                self.put(group, allowed.bit_length() - 1, 1)
            else:
                self.crowd[allowed] += 1
        if puzzle.others:
            self.crowd[self.all_tables] += puzzle.others
        self.apart = list(puzzle.apart)
        masks = sorted({*self.crowd, *(puzzle.allowed[group] for group in self.waiting)})
        # Tables that the same people may use are alike.
        self.likeness = [
            tuple(mask >> table & 1 for mask in masks) for table in range(len(puzzle.most))
        ]
        self.plain = masks in ([], [self.all_tables])

    def part_large_groups(self) -> None:
        """Note as apart the groups that are too large for any table both may use."""
        puzzle = self.puzzle
        most = max(puzzle.most, default=0)
        if len(self.waiting) > MOST_PAIRED:
            return
        for one, other in combinations(self.waiting, 2):
            size = puzzle.sizes[one] + puzzle.sizes[other]
            if size > most or not any(
                puzzle.most[table] >= size
                for table in bits(puzzle.allowed[one] & puzzle.allowed[other])
            ):
                self.apart[one] |= 1 << other
                self.apart[other] |= 1 << one

    def flows(self, waiting: Sequence[int]) -> bool:
        """Tell whether seats and people suffice if the groups waiting had no wish left."""
        people = Counter(self.crowd)
        for group in waiting:
            people[self.puzzle.allowed[group]] += self.puzzle.sizes[group]
        count, lack = sum(people.values()), sum(need for need in self.lack if need > 0)
        if min(self.free, default=0) < 0 or not lack <= count <= sum(self.free):
            return False
        if self.plain:
            return True
        free, missing = Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
        for table, like in enumerate(self.likeness):
            free[like] += self.free[table]
            missing[like] += max(0, self.lack[table])
        table_of = {like: self.likeness.index(like) for like in free}
        accepts = {
            mask: [like for like, table in table_of.items() if mask >> table & 1] for mask in people
        }
        return placed(people, accepts, free) == count and placed(people, accepts, missing) == lack

    def put(self, group: int, table: int, sign: int) -> None:
        """Seat a group, or take it away again."""
        self.free[table] -= sign * self.puzzle.sizes[group]
        self.lack[table] -= sign * self.puzzle.sizes[group]


Like = tuple[int, ...]


def placed(
    people: Mapping[int, int], accepts: Mapping[int, Sequence[Like]], room: Mapping[Like, int]
) -> int:
    """Return how many people find room: a maximum flow (Edmonds and Karp, Journal of the ACM 1972).

    >>> placed({1: 3, 3: 2}, {1: [(1, 1)], 3: [(1, 1), (0, 1)]}, {(1, 1): 4, (0, 1): 1})
    5
    """
    spare, flow, total = dict(room), Counter[tuple[int, Like]](), 0
    for start, demand in people.items():
        left = demand
        while left:
            came: dict[Like, tuple[int, Like | None]] = dict.fromkeys(accepts[start], (start, None))
            queue = deque(came)
            end = None
            while queue and end is None:
                like = queue.popleft()
                if spare[like] > 0:
                    end = like
                    break
                for mask in people:
                    if flow[mask, like]:
                        for other in accepts[mask]:
                            if other not in came:
                                came[other] = (mask, like)
                                queue.append(other)
            if end is None:
                break
            step, at = min(left, spare[end]), end
            path = []
            while True:
                mask, before = came[at]
                path.append((mask, before, at))
                if before is None:
                    break
                step, at = min(step, flow[mask, before]), before
            for mask, before, like in path:
                flow[mask, like] += step
                if before is not None:
                    flow[mask, before] -= step
            spare[end] -= step
            left -= step
            total += step
    return total


def _overflows(hall: _Hall) -> bool:
    """Tell whether groups of some size or more are too many: a table of 8 takes two groups of 3."""
    puzzle = hall.puzzle
    for least in {puzzle.sizes[group] for group in hall.waiting} - {1}:
        large = [group for group in hall.waiting if puzzle.sizes[group] >= least]
        tables = 0
        for group in large:
            tables |= puzzle.allowed[group]
        if len(large) > sum(hall.free[table] // least for table in bits(tables)):
            return True
    return False


def _is_crowded(hall: _Hall) -> bool:
    """Tell whether groups that all exclude one another have too few tables (a greedy clique)."""
    allowed = hall.puzzle.allowed
    by_degree = sorted(hall.waiting, key=lambda group: (-hall.apart[group].bit_count(), group))
    for seed in by_degree[:MOST_PAIRED]:
        clique, tables, common = 1, allowed[seed], hall.apart[seed]
        for group in by_degree:
            if common >> group & 1:
                clique, tables, common = (
                    clique + 1,
                    tables | allowed[group],
                    common & hall.apart[group],
                )
                if clique > tables.bit_count():
                    return True
    return False


def _search(hall: _Hall, effort: Effort) -> bool:
    puzzle = hall.puzzle
    budget = Effort(min(MOST_LOOKS, effort.left))
    before = budget.left

    def seat(waiting: list[int], open_to: dict[int, int]) -> bool:
        budget.left -= 5 + len(waiting)
        if budget.left <= 0:
            return True
        if not hall.flows(waiting):
            return False
        if not waiting:
            return True
        fitting = {
            size: sum(1 << table for table, free in enumerate(hall.free) if free >= size)
            for size in {puzzle.sizes[group] for group in waiting}
        }
        group = min(
            waiting,
            key=lambda g: (
                (open_to[g] & fitting[puzzle.sizes[g]]).bit_count(),
                -puzzle.sizes[g],
                -hall.apart[g].bit_count(),
                g,
            ),
        )
        rest = [other for other in waiting if other != group]
        neighbours = [other for other in rest if hall.apart[group] >> other & 1]
        for table in _tables_to_try(hall, open_to[group] & fitting[puzzle.sizes[group]]):
            narrowed = open_to | {other: open_to[other] & ~(1 << table) for other in neighbours}
            if all(narrowed[other] for other in neighbours):
                was_used, hall.used[table] = hall.used[table], True
                hall.put(group, table, 1)
                found = seat(rest, narrowed)
                hall.put(group, table, -1)
                hall.used[table] = was_used
                if found:
                    return True
        return False

    found = seat(hall.waiting, {group: puzzle.allowed[group] for group in hall.waiting})
    effort.left -= before - budget.left
    return found


def _tables_to_try(hall: _Hall, tables: int) -> Iterator[int]:
    """Yield the tables with the most free seats first; of empty tables alike, the first only."""
    tried = set()
    for table in sorted(bits(tables), key=lambda table: (-hall.free[table], table)):
        like = (hall.free[table], hall.lack[table], hall.likeness[table])
        if not hall.used[table]:
            if like in tried:
                continue
            tried.add(like)
        yield table


def bits(numbers: int) -> Iterator[int]:
    """Yield the numbers of a set written bit by bit.

    >>> list(bits(0b1101))
    [0, 2, 3]
    """
    while numbers:
        lowest = numbers & -numbers
        yield lowest.bit_length() - 1
        numbers ^= lowest
