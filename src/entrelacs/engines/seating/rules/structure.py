"""Colleagues sit apart: they meet every day."""

from entrelacs.engines.seating.model import Guest
from entrelacs.engines.seating.rules.base import LabelRule


class StructuresApart(LabelRule):
    """One fault for each pair of people of the same structure at the same table."""

    code = "structure"

    def label(self, guest: Guest) -> str | None:
        """Return the guest's structure."""
        return guest.structure
