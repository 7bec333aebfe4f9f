"""Why a mail stays as it is."""

from entrelacs.errors import EntrelacsError


class MailGone(EntrelacsError):
    """It is too late to call this mail off."""

    code = "mail-gone"


class MailNotToResend(EntrelacsError):
    """Only a mail that did not arrive, or perhaps not, is sent again."""

    code = "mail-not-to-resend"


class MailNotDoubtful(EntrelacsError):
    """Nobody wonders whether this mail left."""

    code = "mail-not-doubtful"


class MailNeverLeft(EntrelacsError):
    """What was not sent cannot come back."""

    code = "mail-never-left"


class MailEmptied(EntrelacsError):
    """Its words were forgotten, a year after."""

    code = "mail-emptied"


class NotAnAddress(EntrelacsError):
    """`value` is no mail address."""

    code = "mail-not-an-address"
