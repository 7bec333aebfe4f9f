"""What can be wrong with a change of the tables or of who sits where."""

from entrelacs.errors import EntrelacsError


class TablesError(EntrelacsError):
    """Root of what is refused on the composer's page."""

    code = "tables"


class SeatingChanged(TablesError):
    """Someone saved another version meanwhile; `changes` is the difference (see `conflict.py`)."""

    code = "seating-changed"


class TablesChanged(TablesError):
    """Tables were added, resized or put away while people were being seated."""

    code = "tables-changed"


class GuestsChanged(TablesError):
    """Someone joined, left or answered while people were being seated."""

    code = "seating-guests-changed"


class SeatingIsFrozen(TablesError):
    """The gathering is closed: who sat where no longer changes."""

    code = "seating-frozen"


class WrongTableSizes(TablesError):
    code = "tables-wrong-sizes"


class TableIsFull(TablesError):
    code = "table-full"


class TableIsPutAway(TablesError):
    code = "table-put-away"


class SeatIsLocked(TablesError):
    code = "seat-locked"


class NobodyThere(TablesError):
    """The person asked about has no seat in this version."""

    code = "seat-missing"


class NotExpected(TablesError):
    """The person declined or is absent: nobody is seated who does not come."""

    code = "seat-not-expected"


class NobodyToSeat(TablesError):
    code = "seating-nobody"
