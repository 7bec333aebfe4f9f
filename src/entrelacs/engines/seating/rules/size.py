"""How many people at each table: as even as seats and locks allow."""

from collections.abc import Sequence

from entrelacs.engines.seating.errors import TooFewGuests, TooManyGuests


class EvenTables:
    """Sizes are not a price but a shape: the search never makes them less even."""

    code = "size"

    def fill(self, guest_count: int, *, least: Sequence[int], most: Sequence[int]) -> list[int]:
        """Return how many people each table gets, one seat at a time to the emptiest table.

        Raises TooFewGuests or TooManyGuests when `least` or `most` (one number per table) cannot
        be kept.

        >>> EvenTables().fill(17, least=[2, 2, 2], most=[4, 10, 10])
        [4, 7, 6]
        """
        if guest_count > sum(most):
            raise TooManyGuests(found=guest_count, seats=sum(most))
        if guest_count < sum(least):
            raise TooFewGuests(found=guest_count, needed=sum(least))
        sizes = list(least)
        for _ in range(guest_count - sum(sizes)):
            open_tables = [table for table in range(len(sizes)) if sizes[table] < most[table]]
            sizes[min(open_tables, key=sizes.__getitem__)] += 1
        return sizes

    def allows_move(self, *, left: int, joined: int, least_left: int, most_joined: int) -> bool:
        """Tell whether someone may leave a table of `left` people for one of `joined` people.

        >>> EvenTables().allows_move(left=8, joined=7, least_left=6, most_joined=10)
        True
        >>> EvenTables().allows_move(left=8, joined=8, least_left=6, most_joined=10)
        False
        """
        return left > joined and left > least_left and joined < most_joined
