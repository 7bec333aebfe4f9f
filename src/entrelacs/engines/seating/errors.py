"""What can be wrong with a request for tables. Each error carries keys and numbers, no sentence."""

from entrelacs.errors import EntrelacsError


class SeatingError(EntrelacsError):
    """Root of the seating engine's errors."""

    code = "seating"


class TooFewGuests(SeatingError):
    """`needed` people would fill these tables to their smallest size, only `found` are there."""

    code = "seating-too-few-guests"


class TooManyGuests(SeatingError):
    """`found` people for `seats` seats."""

    code = "seating-too-many-guests"


class UnknownGuest(SeatingError):
    """`guest` is locked, seated or asked about, and is not among the guests."""

    code = "seating-unknown-guest"


class UnknownTable(SeatingError):
    """`table` is named by a lock (of `guest`) and is not among the tables."""

    code = "seating-unknown-table"


class LockedTableFull(SeatingError):
    """`locked` people are locked at `table`, which has `seats` seats; `guests` are their keys."""

    code = "seating-locked-table-full"


class DuplicateGuest(SeatingError):
    """`guest` comes twice: in the list of guests, or at the tables named in `tables`."""

    code = "seating-duplicate-guest"


class DuplicateTable(SeatingError):
    """`table` comes twice among the tables."""

    code = "seating-duplicate-table"


class GuestNotSeated(SeatingError):
    """`guest` sits at no table, so there is no seat to explain."""

    code = "seating-guest-not-seated"


class ImpossibleTableSizes(SeatingError):
    """`smallest`, `preferred` and `largest` contradict each other, or ask for less than 2."""

    code = "seating-impossible-table-sizes"


class NoSizesFit(SeatingError):
    """`found` people cannot be cut in tables of `smallest` to `largest`; `nearest` counts can."""

    code = "seating-no-sizes-fit"


class LockedTwice(SeatingError):
    """`guest` is locked in one round at each of `tables`."""

    code = "seating-locked-twice"


class UnknownCriterion(SeatingError):
    """`order` must rank `known`, each once."""

    code = "seating-unknown-criterion"


class NotCompiled(SeatingError):
    """The compiled search was asked for and `needs` is not installed."""

    code = "seating-not-compiled"


class NoSeatLeft(SeatingError):
    """`guest` finds no seat: none of the `seats` seats of `tables`, where they may sit, is free."""

    code = "seating-no-seat-left"
