"""The search behind a repair: the cheapest round with at most so many people away from their seat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from entrelacs.engines.seating.board import Board, lay
from entrelacs.engines.seating.patience import PATIENCE
from entrelacs.engines.seating.room import NOWHERE, Room

# Pairs of moves tried out in every way up to this many; beyond, the most promising only.
MOST_PAIRS = 120_000
PROMISING = 60
# Single moves thought of; in a larger room, those of as many tables of each sort as LOOKED_AT.
MOST_MOVES, LOOKED_AT = 6_000, 12
# Short searches begun again and again find more than a long one.
TURNS, RESTARTS = 6_000, 9
AT_THE_LIMIT = 0.5
_HOTTEST, _COOLING, _COOLINGS = 8.0, 0.975, 100


@dataclass(frozen=True)
class Mending:
    """A round to mend: where everyone sits, and where they sat (`old`).

    Of `old`, NOWHERE is a newcomer, whom nobody displaces by seating; NOWHERE - 1 is someone whose
    table is closed, and who is displaced wherever they sit. `needed` is how many people must move,
    by counting alone, for every table to be filled; None if that cannot be.
    """

    room: Room
    rows: Sequence[Sequence[int]]
    old: Sequence[int]
    needed: int | None = 0

    def displaced(self, round_: int) -> int:
        """Return how many people are away from their seat already."""
        return sum(self.is_away(guest, table) for guest, table in enumerate(self.rows[round_]))

    def is_away(self, guest: int, table: int) -> bool:
        """Tell whether sitting at a table displaces someone."""
        return self.old[guest] != NOWHERE and table not in (self.old[guest], NOWHERE)


def mend(
    mending: Mending, round_: int, *, most: int, random: Random, restarts: int = RESTARTS
) -> list[int]:
    """Return the table of every guest: the cheapest found with at most `most` people displaced."""
    work = _Work(mending, lay(mending.room, mending.rows), round_, most)
    if most - work.away <= 2:
        work.try_all(most - work.away)
    else:
        for _ in range(restarts):
            work.anneal(random)
            work.start_again(mending.rows[round_])
    return list(work.best)


class _Work:
    def __init__(self, mending: Mending, board: Board, round_: int, most: int) -> None:
        self.mending, self.board, self.round, self.most = mending, board, round_, most
        room = board.room
        self.row = round_ * room.size
        travelling = {guest for block in room.blocks for guest in block}
        self.free = [
            guest
            for guest in room.present[round_]
            if guest not in room.fixed[round_] and guest not in travelling
        ]
        self.tables = [t for t in range(room.table_count) if board.size_of(round_, t)]
        if len(self.free) * len(self.tables) > MOST_MOVES:
            self._look_where_it_hurts()
        self.away = mending.displaced(round_)
        self.total = self.lowest = 0
        self.best = self._places()

    def _look_where_it_hurts(self) -> None:
        """In a large room, think of the tables that cost most and of those with the fewest people."""
        board, round_ = self.board, self.round
        dear = sorted(self.tables, key=lambda t: (-board.table_price(round_, t), t))[:LOOKED_AT]
        small = sorted(self.tables, key=lambda t: (board.size_of(round_, t), t))[:LOOKED_AT]
        self.tables = sorted({*dear, *small})
        looked_at = set(self.tables)
        self.free = [g for g in self.free if board.places[self.row + g] in looked_at]

    def _places(self) -> list[int]:
        return self.board.places[self.row : self.row + self.board.room.size]

    def _moves(self) -> Iterator[tuple[int, int]]:
        for guest in self.free:
            here = self.board.places[self.row + guest]
            for table in self.tables:
                if table != here:
                    yield guest, table

    def _keep_if_best(self, price: int) -> bool:
        if price < self.lowest:
            self.lowest = price
            return True
        return False

    def try_all(self, left: int) -> None:
        """Try every single move (newcomers move for nothing), and every pair of moves."""
        if left < 0:
            return
        board, round_ = self.board, self.round
        singles = [
            (board.move_price(round_, guest, table), guest, table)
            for guest, table in self._moves()
            if left or not self.mending.is_away(guest, table)
        ]
        found: tuple[tuple[int, int], ...] = ()
        for price, guest, table in singles:
            if self._keep_if_best(price):
                found = ((guest, table),)
        if left > 1:
            found = self._try_pairs(singles) or found
        for guest, table in found:
            board.seat(round_, guest, table)
        self.best = self._places()

    def _try_pairs(
        self, singles: Sequence[tuple[int, int, int]]
    ) -> tuple[tuple[int, int], ...] | None:
        board, round_, row = self.board, self.round, self.row
        found = None
        for guest, other in combinations(self.free, 2):
            here, there = board.places[row + guest], board.places[row + other]
            if here != there and self._keep_if_best(board.exchange_price(round_, guest, other)):
                found = ((guest, there), (other, here))
        firsts = list(singles)
        if len(firsts) ** 2 > 2 * MOST_PAIRS:
            firsts = sorted(firsts)[:PROMISING]
        for first, guest, table in firsts:
            here = board.places[row + guest]
            board.seat(round_, guest, table)
            for _, other, to in singles:
                if other == guest or (other < guest and len(firsts) == len(singles)):
                    continue
                if board.places[row + other] == to:
                    continue
                if self._keep_if_best(first + board.move_price(round_, other, to)):
                    found = ((guest, table), (other, to))
            board.seat(round_, guest, here)
        return found

    def start_again(self, places: Sequence[int]) -> None:
        """Put everyone back where the search began."""
        board, round_ = self.board, self.round
        moved = [g for g in self.free if board.places[self.row + g] != places[g]]
        for guest in moved:
            board.seat(round_, guest, NOWHERE)
        for guest in moved:
            board.seat(round_, guest, places[guest])
        self.total, self.away = 0, self.mending.displaced(round_)

    def anneal(self, random: Random) -> None:
        """Move and exchange people, never more than `most` of them away from their seat."""
        board, round_, row, is_away = self.board, self.round, self.row, self.mending.is_away
        free, tables = self.free, self.tables
        if len(tables) < 2 or not free:
            return
        heat = _HOTTEST
        moved: list[int] | None = None
        for turn in range(TURNS):
            if turn % (TURNS // _COOLINGS) == 0:
                heat *= _COOLING
            guest = free[int(random.random() * len(free))]
            if self.away >= self.most and self.most and random.random() < AT_THE_LIMIT:
                # Only those away from their seat can still move: look among them.
                if moved is None:
                    moved = [g for g in free if is_away(g, board.places[row + g])]
                guest = moved[int(random.random() * len(moved))] if moved else guest
            here = board.places[row + guest]
            if random.random() < 0.5:
                table = tables[int(random.random() * len(tables))]
                if table == here:
                    continue
                away = self.away + is_away(guest, table) - is_away(guest, here)
                if away > self.most:
                    continue
                price = board.move_price(round_, guest, table)
                if price > heat * PATIENCE[int(random.random() * 1024)]:
                    continue
                board.seat(round_, guest, table)
            else:
                other = free[int(random.random() * len(free))]
                there = board.places[row + other]
                if there == here:
                    continue
                away = self.away + is_away(guest, there) - is_away(guest, here)
                away += is_away(other, here) - is_away(other, there)
                if away > self.most:
                    continue
                price = board.exchange_price(round_, guest, other)
                if price > heat * PATIENCE[int(random.random() * 1024)]:
                    continue
                board.exchange(round_, guest, other)
            self.away, moved = away, None
            self.total += price
            if self._keep_if_best(self.total):
                self.best = self._places()
