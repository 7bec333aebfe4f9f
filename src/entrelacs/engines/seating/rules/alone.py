"""Nobody of a rare world sits without a peer, when that was asked for their world."""

from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules.base import CountRule


class NeverAlone(CountRule):
    """One fault for a table where one person sits alone of a world that must never be alone.

    A world of one person in the whole round is no fault: nothing could be done.
    """

    code = "alone"

    def faults(self, room: Room, round_: int, world: int, size: int, count: int) -> int:
        """Return 1 for someone alone of their world, else 0."""
        return int(
            count == 1 and world in room.never_alone and room.world_counts[round_][world] > 1
        )
