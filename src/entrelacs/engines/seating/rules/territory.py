"""People of the same territory sit apart when nothing better is at stake."""

from entrelacs.engines.seating.model import Guest
from entrelacs.engines.seating.rules.base import LabelRule


class TerritoriesMixed(LabelRule):
    """One fault for each pair of people of the same territory at the same table."""

    code = "territory"

    def label(self, guest: Guest) -> str | None:
        """Return the guest's territory."""
        return guest.territory
