"""The first deal: one world after the other, each person to the table that wants them most."""

from collections import Counter
from collections.abc import Sequence
from random import Random

from entrelacs.engines.kit import shuffled
from entrelacs.engines.seating.board import Board
from entrelacs.engines.seating.room import NOWHERE, Room


def deal(room: Room, *, random: Random) -> Board:
    """Seat everyone, round after round; tables reach exactly `room.sizes`.

    Those who keep their seat come first, then the groups who travel together, then the rarest
    worlds. Dealing world by world keeps each table close to the room's mix; within a world, each
    person goes to a table where colleagues and acquaintances are fewest.
    """
    board = Board(room)
    of_kind = Counter(board.kind)
    for round_ in range(room.rounds):
        crowding = _Crowding(board, round_)
        for guest, table in sorted(room.held[round_].items()):
            crowding.seat(guest, table)
        order = shuffled(range(room.table_count), random)
        for block in sorted(present_blocks(room, round_), key=lambda block: (-len(block), block)):
            _deal_block(crowding, block, order)
        waiting = shuffled(
            (g for g in room.present[round_] if board.table_of(round_, g) == NOWHERE), random
        )
        waiting.sort(key=lambda guest: (of_kind[board.kind[guest]], room.kinds[guest]))
        for guest in waiting:
            crowding.seat(guest, min(order, key=crowding.wish(guest).__getitem__))
    board.ready()
    return board


def present_blocks(room: Room, round_: int) -> list[tuple[int, ...]]:
    """Return the groups that travel in a round: those of their people who attend it.

    A group of which someone keeps a seat does not travel: see `Room.held`.
    """
    people, held = set(room.present[round_]), room.held[round_]
    here = [tuple(guest for guest in block if guest in people) for block in room.blocks]
    return [block for block in here if len(block) > 1 and not any(g in held for g in block)]


def _deal_block(crowding: "_Crowding", block: Sequence[int], order: Sequence[int]) -> None:
    open_tables = [t for t in order if crowding.free(t) >= len(block)]
    if not open_tables:
        # No table holds them all: they are seated one by one, and the wish counts as broken.
        return
    wishes = [crowding.wish(guest) for guest in block]
    table = min(open_tables, key=lambda t: sum(wish[t] for wish in wishes))
    for guest in block:
        crowding.seat(guest, table)


class _Crowding:
    """How much each table of a round wants someone of each kind of worlds, kept as people sit down.

    Prices are those of the table once it is full: early guests must not crowd it. One number holds
    a price, then how many of the same worlds sit there, then how full the table is.
    """

    PRICE, SAME, FULL = 1 << 12, 1 << 6, 1 << 60

    def __init__(self, board: Board, round_: int) -> None:
        self.board, self.round = board, round_
        self.tables = board.room.table_count
        self.row = round_ * self.tables
        self.rank = [[self._rank(kind, t) for t in range(self.tables)] for kind in board.kinds]

    def free(self, table: int) -> int:
        """Return the seats left at a table."""
        return self.board.room.sizes[self.round][table] - self.board.sizes[self.row + table]

    def seat(self, guest: int, table: int) -> None:
        """Seat someone, and tell every kind of people what the table has become."""
        self.board.seat(self.round, guest, table)
        for number, kind in enumerate(self.board.kinds):
            self.rank[number][table] = self._rank(kind, table)

    def wish(self, guest: int) -> list[int]:
        """Return what each table is worth for someone: the least is the best, FULL is full."""
        board, tables = self.board, self.tables
        at = (self.round * board.room.size + guest) * tables
        ranks = self.rank[board.kind[guest]]
        near = board.near[at : at + tables]
        wish = [price * self.PRICE + rank for price, rank in zip(near, ranks, strict=True)]
        labels = len(board.crowd_price)
        for crowd in board.crowd[2 * guest : 2 * guest + 2]:
            if crowd != NOWHERE:
                price = board.crowd_price[crowd] * self.PRICE
                first, last = self.row * labels + crowd, (self.row + tables) * labels
                counts = board.crowd_counts[first:last:labels]
                wish = [w + price * count for w, count in zip(wish, counts, strict=True)]
        return wish

    def _rank(self, kind: Sequence[int], table: int) -> int:
        board, free = self.board, self.free(table)
        if free <= 0:
            return self.FULL
        size = board.room.sizes[self.round][table]
        at = (self.row + table) * len(board.room.worlds)
        price = same = 0
        for world in kind:
            count = board.counts[at + world]
            place = board.mix_at(self.round, size, world) + count
            price += board.mix[place + 1] - board.mix[place]
            same += count
        return price * self.PRICE + same * self.SAME - free
