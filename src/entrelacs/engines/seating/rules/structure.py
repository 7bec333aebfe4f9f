"""Colleagues sit apart: they meet every day."""

from collections.abc import Iterator

from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules.base import PairRule, pairs_sharing


class StructuresApart(PairRule):
    """One fault for each pair of people of the same structure at the same table."""

    code = "structure"

    def pairs(self, room: Room) -> Iterator[tuple[int, int, int]]:
        """Yield the pairs of colleagues."""
        return pairs_sharing([guest.structure for guest in room.guests])
