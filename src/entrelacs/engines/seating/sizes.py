"""How many tables, and of how many people."""

from entrelacs.engines.seating.errors import ImpossibleTableSizes, NoSizesFit, TooFewGuests

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
