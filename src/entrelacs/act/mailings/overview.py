"""What was written about a meeting, what came of it, and what leaves by itself: as the page shows it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.mailings.labels import STANDING_LOOKS, STATE_LOOKS, Look, label_of
from entrelacs.act.mailings.models import Reminder
from entrelacs.act.mailings.queries import reminders_of
from entrelacs.act.mailings.schedule import USUAL_DAYS, Standing, due_at, standing_of
from entrelacs.commons.mail.labels import explanation_of
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.queries import mails_about

WAITING = (Mail.State.QUEUED, Mail.State.SENDING)
# Somebody must look at these.
IN_TROUBLE = (Mail.State.FAILED, Mail.State.DOUBTFUL, Mail.State.BOUNCED)
FILTERED = {"waiting": WAITING, "sent": (Mail.State.SENT,), "trouble": IN_TROUBLE}
# Why a mail failed, when its address is to blame.
ADDRESS_REASONS = {"address-invalid", "recipient-refused", "came-back"}
# What a row never shows, and weighs.
HEAVY = ("text", "html", "calendar")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One mail of a list."""

    mail: Mail
    kind: Any
    look: Look
    explanation: str

    @property
    def wants_address(self) -> bool:
        """To the same address it would fail again."""
        return self.mail.can_be_resent and self.mail.reason in ADDRESS_REASONS


def line_of(mail: Mail) -> Line:
    return Line(
        mail=mail,
        kind=label_of(mail.kind),
        look=STATE_LOOKS[Mail.State(mail.state)],
        explanation=explanation_of(mail),
    )


def mails_shown(
    gathering: Gathering, *, text: str = "", kind: str = "", state: str = ""
) -> QuerySet[Mail]:
    """The mails of a meeting that answer to a search, newest first."""
    mails = mails_about(gathering).defer(*HEAVY)
    for word in text.split():
        mails = mails.filter(
            Q(person__given_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(to__icontains=word)
        )
    if kind:
        mails = mails.filter(kind=kind)
    if state in FILTERED:
        mails = mails.filter(state__in=FILTERED[state])
    return mails.order_by("-created_at", "-pk")


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many mails of one kind are where."""

    code: str
    kind: Any
    total: int
    sent: int
    waiting: int
    trouble: int
    cancelled: int


def tallies_of(gathering: Gathering) -> list[Tally]:
    """Kind by kind, the most written first."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = mails_about(gathering).order_by("kind", "state").values_list("kind", "state")
    for kind, state, number in rows.annotate(number=Count("pk")):
        counts[kind][state] = number

    def total(states: dict[str, int], wanted: Iterable[str]) -> int:
        return sum(states.get(state, 0) for state in wanted)

    tallies = [
        Tally(
            code=kind,
            kind=label_of(kind),
            total=sum(states.values()),
            sent=total(states, FILTERED["sent"]),
            waiting=total(states, WAITING),
            trouble=total(states, IN_TROUBLE),
            cancelled=total(states, (Mail.State.CANCELLED, Mail.State.DRAFT)),
        )
        for kind, states in counts.items()
    ]
    return sorted(tallies, key=lambda tally: (-tally.total, tally.code))


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One reminder, when it leaves or left, and whether it will."""

    reminder: Reminder
    due: datetime.datetime
    standing: Standing
    look: Look
    is_usual: bool


def planned_reminders(gathering: Gathering, now: datetime.datetime) -> list[Planned]:
    """The reminders of a meeting, the first to leave first."""
    return [
        Planned(
            reminder=reminder,
            due=due_at(reminder, gathering),
            standing=(standing := standing_of(reminder, gathering, now)),
            look=STANDING_LOOKS[standing],
            is_usual=reminder.days_before in USUAL_DAYS,
        )
        for reminder in reminders_of(gathering)
    ]
