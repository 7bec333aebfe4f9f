"""Every table is a small picture of the room: worlds are mixed in proportion, never 50/50."""

from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules.base import CountRule

# People of each pole wanted at a table, where there are enough of them.
POLE_WANTED = 2


class WorldsMixed(CountRule):
    """One fault for each person of a world outside the table's share of that world, rounded.

    The share of a table of s people is (people of the world) x s / (people in the room), rounded
    down to up. Seating everyone inside these bounds is always possible for one world per person
    (controlled rounding of a two-way table: Bacharach, Management Science 12, 1966). Of a pole, two
    people are wanted at every table where the room has that many, else one: nobody speaks for a
    whole world alone.
    """

    code = "mix"

    def share(self, room: Room, round_: int, world: int, size: int) -> tuple[int, int]:
        """Return the rounded share of a world at a table of that size, least and most."""
        of_world, everyone = room.world_counts[round_][world], len(room.present[round_])
        if not everyone:
            return 0, 0
        least, most = of_world * size // everyone, -(-of_world * size // everyone)
        if world in room.poles and size and room.table_count:
            least = max(least, min(of_world // room.table_count, POLE_WANTED))
        return least, max(least, most)

    def faults(self, room: Room, round_: int, world: int, size: int, count: int) -> int:
        """Return how many people of that world there are too few or too many."""
        least, most = self.share(room, round_, world, size)
        return max(least - count, count - most, 0)
