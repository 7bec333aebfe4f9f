"""People meet those they have never met."""

from collections.abc import Iterator

from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules.base import PairRule


class NewEncounters(PairRule):
    """One fault for each earlier meeting of two people at the same table."""

    code = "strangers"

    def pairs(self, room: Room) -> Iterator[tuple[int, int, int]]:
        """Yield the pairs who have met, with the number of their meetings."""
        for (first, second), times in room.met.items():
            yield first, second, times
