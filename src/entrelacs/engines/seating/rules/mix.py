"""Every table is a small picture of the room: worlds are mixed in proportion, never 50/50."""

from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules.base import CountRule


class WorldsMixed(CountRule):
    """One fault for each person of a world outside the table's share of that world, rounded.

    The share of a table of s people is (people of the world) x s / (people in the room), rounded
    down to up. Seating everyone inside these bounds is always possible for one world per person
    (controlled rounding of a two-way table: Bacharach, Management Science 12, 1966). A pole is
    wanted at every table as soon as there are as many of its people as tables.
    """

    code = "mix"

    def share(self, room: Room, world: int, size: int) -> tuple[int, int]:
        """Return the rounded share of a world at a table of that size."""
        people = room.world_counts[world] * size
        least, most = people // room.size, -(-people // room.size)
        if world in room.poles and size and room.world_counts[world] >= room.table_count:
            least = max(least, 1)
        return least, max(least, most)
