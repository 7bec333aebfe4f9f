"""No table under its smallest size, nor beyond its seats."""

from entrelacs.engines.seating.rules.base import Rule


class SizesKept(Rule):
    """One fault for each person missing at a table under its smallest size, or beyond its seats.

    A table where nobody sits is closed: no fault.
    """

    code = "size"

    def faults(self, size: int, smallest: int, seats: int) -> int:
        """Return how many people are missing or too many.

        >>> SizesKept().faults(5, 6, 10), SizesKept().faults(12, 6, 10), SizesKept().faults(0, 6, 10)
        (1, 2, 0)
        """
        return max(smallest - size, size - seats, 0) if size else 0
