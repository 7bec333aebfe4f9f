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


class NoSuchRound(TablesError):
    """This round is not one of the gathering's, or the person does not attend it."""

    code = "seat-no-such-round"


class RoundIsPlayed(TablesError):
    """This round took place: it is neither composed nor repaired again."""

    code = "round-played"


class WishesContradict(TablesError):
    """What was asked for excludes itself; `conflict` is the engine's."""

    code = "seating-contradiction"


class WishNamesTooFew(TablesError):
    """A wish is about two people at least."""

    code = "wish-too-few"


class CannotPlace(TablesError):
    """No table has a seat left for whoever arrives."""

    code = "seat-none-left"


class AlreadySeated(TablesError):
    """Whoever arrives has a seat in this round already."""

    code = "seat-already"


class NoSuchRepair(TablesError):
    """The repair chosen is no longer offered: someone came or left meanwhile."""

    code = "repair-gone"


class WrongComposition(TablesError):
    """What is asked of the tables contradicts itself."""

    code = "composition-wrong"


class SearchUnderWay(TablesError):
    code = "search-under-way"


class HostSitsElsewhere(TablesError):
    """Someone hosts one table, not two."""

    code = "host-elsewhere"


class OnlyOneTable(TablesError):
    """The last table is not closed: people would have nowhere to sit."""

    code = "table-last"
