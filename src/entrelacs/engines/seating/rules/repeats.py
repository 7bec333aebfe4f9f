"""People meet those they have never met, at earlier gatherings or in earlier rounds."""

from collections.abc import Iterator

from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules.base import PairRule


class NewEncounters(PairRule):
    """One fault for each earlier meeting of two people at the same table.

    The pairs are those of earlier gatherings; meetings of the rounds of one seating are counted
    beside, since they change as the seating does.
    """

    code = "repeats"

    def pairs(self, room: Room) -> Iterator[tuple[int, int, int]]:
        """Yield the pairs who have met, with the number of their meetings."""
        for (first, second), times in room.met.items():
            yield first, second, times
