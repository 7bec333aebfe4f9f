"""The first deal: one world after the other, each person to the table that wants them most."""

from collections.abc import Mapping, Sequence
from random import Random

from entrelacs.engines.kit import shuffled
from entrelacs.engines.seating.board import NOWHERE, Board
from entrelacs.engines.seating.room import Room


def deal(room: Room, *, sizes: Sequence[int], locked: Mapping[int, int], random: Random) -> Board:
    """Seat everyone, the locked first, then the rarest worlds; tables reach exactly `sizes`.

    Dealing world by world keeps each table close to the room's mix; within a world, each person
    goes to a table where colleagues and acquaintances are fewest.
    """
    board = Board(room, len(sizes))
    for guest, table in locked.items():
        board.seat(guest, table)
    waiting = shuffled((g for g in range(room.size) if g not in locked), random)
    people_of_kind = {kind: room.kinds.count(kind) for kind in set(room.kinds)}
    waiting.sort(key=lambda guest: (people_of_kind[room.kinds[guest]], room.kinds[guest]))
    order = shuffled(range(len(sizes)), random)
    for guest in waiting:
        kind = room.kinds[guest]

        def wish(table: int, guest: int = guest, kind: tuple[int, ...] = kind) -> tuple[int, ...]:
            # Prices are those of the table once it is full: early guests must not crowd it.
            prices = board.world_prices(sizes[table])
            counts = board.counts[table]
            crowding = sum(prices[w][counts[w] + 1] - prices[w][counts[w]] for w in kind)
            crowding += sum(
                board.crowd_prices[crowd] * board.crowd_counts[table][crowd]
                for crowd in board.crowds[guest]
            )
            same = sum(counts[world] for world in kind)
            return board.near[guest][table] + crowding, same, board.sizes[table] - sizes[table]

        board.seat(guest, min((t for t in order if board.sizes[t] < sizes[t]), key=wish))
    assert NOWHERE not in board.table_of  # noqa: S101 -- sizes sum up to the guests
    return board
