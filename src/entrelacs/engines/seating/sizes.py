"""How many tables, and of how many people."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from entrelacs.engines.seating.errors import (
    ImpossibleTableSizes,
    NoSizesFit,
    TooFewGuests,
    TooManyGuests,
)

SMALLEST, LARGEST, PREFERRED = 6, 10, 8


def plan_tables(
    guest_count: int, smallest: int = SMALLEST, largest: int = LARGEST, preferred: int = PREFERRED
) -> tuple[int, ...]:
    """Cut a room into tables as even as possible, as near as possible to the preferred size.

    Returns the sizes, largest first; they differ by one at most. Of two equally good answers the
    one with fewer tables is kept: fewer facilitators to find.

    Raises ImpossibleTableSizes (unless 2 <= smallest <= preferred <= largest), TooFewGuests (not
    enough for one table) and NoSizesFit, whose `nearest` gives the closest numbers of people, below
    and above, that would do.

    >>> plan_tables(64)
    (8, 8, 8, 8, 8, 8, 8, 8)
    >>> plan_tables(45)
    (8, 8, 8, 7, 7, 7)
    """
    if not 2 <= smallest <= preferred <= largest:
        raise ImpossibleTableSizes(smallest=smallest, preferred=preferred, largest=largest)
    if guest_count < smallest:
        raise TooFewGuests(found=guest_count, needed=smallest)
    possible = _table_counts(guest_count, smallest, largest)
    if not possible:
        nearest = tuple(
            next(count for count in counts if _table_counts(count, smallest, largest))
            for counts in (range(guest_count, 0, -1), range(guest_count, 2 * guest_count))
        )
        raise NoSizesFit(found=guest_count, smallest=smallest, largest=largest, nearest=nearest)
    tables = min(possible, key=lambda count: (abs(guest_count - preferred * count) / count, count))
    size, larger = divmod(guest_count, tables)
    return (size + 1,) * larger + (size,) * (tables - larger)


def _table_counts(guest_count: int, smallest: int, largest: int) -> range:
    return range(-(-guest_count // largest), guest_count // smallest + 1)


def fill_evenly(guest_count: int, *, least: Sequence[int], most: Sequence[int]) -> list[int]:
    """Return how many people each table gets, one seat at a time to the emptiest table.

    Raises TooFewGuests or TooManyGuests when `least` or `most` (one number per table) cannot be
    kept.

    >>> fill_evenly(17, least=[2, 2, 2], most=[4, 10, 10])
    [4, 7, 6]
    """
    if guest_count > sum(most):
        raise TooManyGuests(found=guest_count, seats=sum(most))
    if guest_count < sum(least):
        raise TooFewGuests(found=guest_count, needed=sum(least))
    sizes = list(least)
    open_tables = [(size, table) for table, size in enumerate(sizes) if size < most[table]]
    heapify(open_tables)
    for _ in range(guest_count - sum(sizes)):
        size, table = heappop(open_tables)
        sizes[table] = size + 1
        if size + 1 < most[table]:
            heappush(open_tables, (size + 1, table))
    return sizes
