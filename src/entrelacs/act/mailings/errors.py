from entrelacs.errors import EntrelacsError


class MailingAlreadySent(EntrelacsError):
    """Someone pressed "Send" before."""

    code = "mailing-already-sent"


class MailingChanged(EntrelacsError):
    """The message is no longer the one that was read."""

    code = "mailing-changed"


class MailingGrew(EntrelacsError):
    """More people would receive it than the button said."""

    code = "mailing-grew"


class MailingInRehearsal(EntrelacsError):
    """The people of a rehearsal are invented: nothing is written to them."""

    code = "mailing-in-rehearsal"


class MailingToNobody(EntrelacsError):
    code = "mailing-to-nobody"


class MailingTooLate(EntrelacsError):
    """The meeting took place, or is closed."""

    code = "mailing-too-late"


class TrialWithoutAddress(EntrelacsError):
    code = "mailing-trial-without-address"


class UsualReminder(EntrelacsError):
    code = "reminder-usual"
