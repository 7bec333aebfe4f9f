"""Kinds of messages and states of mails, as the screens show them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelacs.act.mailings.kinds import KINDS
from entrelacs.act.mailings.schedule import Standing
from entrelacs.act.mailings.trial import TRIAL
from entrelacs.commons.mail.models import Mail


@dataclass(frozen=True)
class Look:
    """A drawing and a tone beside the word: never the colour alone."""

    icon: str
    tone: str


STATE_LOOKS = {
    Mail.State.DRAFT: Look("edit", "grey"),
    Mail.State.QUEUED: Look("clock", "blue"),
    Mail.State.SENDING: Look("clock", "blue"),
    Mail.State.SENT: Look("sent", "green"),
    Mail.State.FAILED: Look("error", "brick"),
    Mail.State.DOUBTFUL: Look("warning", "orange"),
    Mail.State.BOUNCED: Look("undo", "brick"),
    Mail.State.CANCELLED: Look("close", "grey"),
}
STANDING_LOOKS = {
    Standing.OFF: Look("close", "grey"),
    Standing.PLANNED: Look("calendar", "blue"),
    Standing.DUE: Look("clock", "blue"),
    Standing.SENT: Look("sent", "green"),
    Standing.TOO_LATE: Look("warning", "orange"),
}


def label_of(kind: str) -> Any:
    """The name of a kind of message; one that no longer exists is shown by its code."""
    if kind == TRIAL:
        return _("Trial")
    return KINDS[kind].label if kind in KINDS else kind
