"""People sit at a table that offers what they need: near the door, quiet, interpretation."""

from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules.base import SeatRule


class NeedsMet(SeatRule):
    """One fault for each need of a person that their table does not offer."""

    code = "needs"

    def faults(self, room: Room, guest: int, table: int) -> int:
        """Return how many of the guest's needs the table does not offer."""
        return len(set(room.guests[guest].needs) - set(room.tables[table].offers))
