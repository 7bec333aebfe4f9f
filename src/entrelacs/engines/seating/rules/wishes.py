"""Wishes of people who must sit apart. Those who sit together travel as blocks: see the search."""

from collections.abc import Iterator

from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules.base import PairRule


class WishesKept(PairRule):
    """One fault for each pair to keep apart that shares a table, or to join that does not."""

    code = "wishes"

    def pairs(self, room: Room) -> Iterator[tuple[int, int, int]]:
        """Yield the pairs to keep apart."""
        for first, second in sorted(room.apart):
            yield first, second, 1
