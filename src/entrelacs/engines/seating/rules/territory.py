"""People of the same territory sit apart when nothing better is at stake."""

from collections.abc import Iterator

from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules.base import PairRule, pairs_sharing


class TerritoriesMixed(PairRule):
    """One fault for each pair of people of the same territory at the same table."""

    code = "territory"

    def pairs(self, room: Room) -> Iterator[tuple[int, int, int]]:
        """Yield the pairs of people of one territory."""
        return pairs_sharing([guest.territory for guest in room.guests])
