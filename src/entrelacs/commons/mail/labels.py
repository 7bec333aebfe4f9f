"""Why a mail is where it is, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.commons.mail.models import Mail

# A code, once released, is never reused.
REASONS: dict[str, Any] = {
    "address-invalid": gettext_lazy("This is not a mail address."),
    "answer-lost": gettext_lazy(
        "The connection was lost just after the mail was handed over, before the answer came."
    ),
    "came-back": gettext_lazy("The mail came back: someone noted it."),
    "message-invalid": gettext_lazy("This mail cannot be made into a message."),
    "message-later": gettext_lazy("The mail server does not take this message for now."),
    "message-refused": gettext_lazy("The mail server refused this message."),
    "recipient-later": gettext_lazy(
        "The mail server does not take mails for this address for now."
    ),
    "recipient-refused": gettext_lazy(
        "The mail server refused this address: it may be misspelt, or no longer exist."
    ),
    "restored": gettext_lazy(
        "A backup was put back: this mail may have been sent since it was made."
    ),
    "sender-lost": gettext_lazy("The sending was cut short: nobody knows whether the mail left."),
    "sender-refused": gettext_lazy(
        "The mail server refuses the address that we write from: whoever runs this site must correct it."
    ),
    "server-away": gettext_lazy("The mail server does not answer."),
    "server-busy": gettext_lazy("The mail server asks to come back later."),
    "server-hung-up": gettext_lazy("The mail server cut the conversation short."),
    "server-login": gettext_lazy(
        "The mail server refuses our name and password: whoever runs this site must correct them."
    ),
}


def explanation_of(mail: Mail) -> str:
    """What happened at the last try and what comes next; nothing when there is nothing to say."""
    reason = str(REASONS.get(mail.reason, mail.reason))
    next_step = {
        Mail.State.QUEUED: _("It will be tried again by itself."),
        Mail.State.FAILED: _("It is not tried any more."),
        Mail.State.DOUBTFUL: _(
            "It is not sent again by itself: ask the person, then say what is true."
        ),
    }.get(Mail.State(mail.state), "")
    return f"{reason} {next_step}".strip() if reason else ""
