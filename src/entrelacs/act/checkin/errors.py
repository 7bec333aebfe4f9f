"""Why a gesture at the door is refused; `commons/messages.py` tells it to people."""

from entrelacs.errors import EntrelacsError


class ArrivalUnreadable(EntrelacsError):
    """What a phone sent is not a gesture."""

    code = "arrival-unreadable"


class ArrivalTokenFalse(EntrelacsError):
    """The code scanned was not signed here."""

    code = "arrival-token-false"


class ArrivalTokenReplaced(EntrelacsError):
    """The code scanned was signed here, and its link was renewed since."""

    code = "arrival-token-replaced"


class ArrivalTokenElsewhere(EntrelacsError):
    """The code scanned is someone's, at another meeting."""

    code = "arrival-token-elsewhere"


class ArrivalPersonGone(EntrelacsError):
    """They were taken off the list meanwhile."""

    code = "arrival-person-gone"


class ArrivalAlreadyListed(EntrelacsError):
    """Someone said to have come without registering is on the list."""

    code = "arrival-already-listed"
