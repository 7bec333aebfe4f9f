"""What is known before the doors open, read in a handful of queries whatever the size of the room."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_scopes import scopes_disabled

from entrelacs.act.checkin.models import DoorDevice
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.notes.models import Prompt
from entrelacs.act.notes.queries import tables_of
from entrelacs.act.preflight.machine import Machine, read_machine
from entrelacs.act.preflight.models import Preflight
from entrelacs.act.tables.models import Seating, Table
from entrelacs.commons.background.queries import last_beat
from entrelacs.commons.consent.models import ConsentText
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.queries import SILENCE, mails_of, outbox
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World
from entrelacs.commons.programmes.queries import poles

# The message one sends to oneself to see that mail leaves.
TRIAL = "preflight-trial"
# A phone that said nothing for longer is no longer at the door.
DOOR_SILENCE = datetime.timedelta(hours=2)
MAIL_WINDOW = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """Who is expected: how many, without a mail address, and on the list since the kit was made."""

    expected: int
    without_mail: int
    since_kit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Phones at the door seen lately, and the gestures they hold and have not sent."""

    phones: int
    waiting: int
    seen_at: datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What became of the programme's mails in the last days."""

    sent: int
    waiting: int
    # Their time has come for a while, and they are still here.
    late: int
    failed: int
    last_sent_at: datetime.datetime | None
    # When the process that sends was last heard.
    beat_at: datetime.datetime | None
    # The last message a member sent to themselves from this page.
    trial: Mail | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the checks look at, at one moment."""

    now: datetime.datetime
    today: datetime.date
    gathering: Gathering
    preflight: Preflight
    tables: tuple[Table, ...]
    poles: tuple[World, ...]
    guests: Guests
    doors: Doors
    letters: Letters
    machine: Machine

    @property
    def seats(self) -> int:
        return sum(table.seat_count for table in self.tables)

    @property
    def is_today(self) -> bool:
        return self.gathering.day == self.today

    @property
    def days_left(self) -> int:
        return (self.gathering.day - self.today).days


def gatherings_to_check() -> QuerySet[Gathering]:
    """The gatherings of the programme in scope, with what is counted in the same query."""
    latest = Seating.objects.filter(gathering=OuterRef("pk")).order_by("-version")
    return Gathering.objects.select_related("preflight__rehearsal", "programme").annotate(
        plan_version=Subquery(latest.values("version")[:1]),
        plan_made_at=Subquery(latest.values("created_at")[:1]),
        prompt_count=_count_of(Prompt.objects.filter(gathering=OuterRef("pk")), "gathering"),
        text_count=_count_of(
            ConsentText.objects.filter(programme=OuterRef("programme")), "programme", of="use"
        ),
    )


def _count_of(rows: QuerySet[Any], owner: str, *, of: str = "pk") -> Coalesce:
    counted = rows.order_by().values(owner).annotate(n=Count(of, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def read_facts(
    gathering: Gathering, preflight: Preflight, member: Person, now: datetime.datetime
) -> Facts:
    """Look at everything once."""
    return Facts(
        now=now,
        today=timezone.localdate(now),
        gathering=gathering,
        preflight=preflight,
        tables=tuple(tables_of(gathering)),
        poles=_poles_at(gathering),
        guests=_guests_of(gathering, preflight),
        doors=_doors_of(gathering, now),
        letters=_letters(member, now),
        machine=read_machine(),
    )


def _poles_at(gathering: Gathering) -> tuple[World, ...]:
    """The two poles, each with how many of its people are expected."""
    theirs = _expected(gathering).filter(person__worlds=OuterRef("pk"))
    return tuple(poles().annotate(people=_count_of(theirs, "gathering")))


def _expected(gathering: Gathering) -> QuerySet[Registration]:
    return Registration.objects.filter(gathering=gathering).exclude(
        status__in=Registration.NOT_EXPECTED
    )


def _guests_of(gathering: Gathering, preflight: Preflight) -> Guests:
    since = preflight.kit_downloaded_at
    counted = _expected(gathering).aggregate(
        expected=Count("pk"),
        without_mail=Count("pk", filter=Q(person__email="")),
        since_kit=Count("pk", filter=Q(created_at__gt=since) if since else Q(pk=None)),
    )
    return Guests(**counted)


def _doors_of(gathering: Gathering, now: datetime.datetime) -> Doors:
    seen = DoorDevice.objects.filter(gathering=gathering, last_seen_at__gte=now - DOOR_SILENCE)
    counted = seen.order_by().aggregate(
        phones=Count("pk"), waiting=Coalesce(Sum("waiting"), 0), seen_at=Max("last_seen_at")
    )
    return Doors(**counted)


def _letters(member: Person, now: datetime.datetime) -> Letters:
    state = Mail.State
    asked_at = Coalesce("not_before", "created_at")
    counted = (
        outbox()
        .filter(created_at__gte=now - MAIL_WINDOW)
        .alias(asked_at=asked_at)
        .order_by()
        .aggregate(
            sent=Count("pk", filter=Q(state=state.SENT)),
            waiting=Count("pk", filter=Q(state__in=(state.QUEUED, state.SENDING))),
            late=Count("pk", filter=Q(state=state.QUEUED, asked_at__lt=now - SILENCE)),
            failed=Count("pk", filter=Q(state__in=(state.FAILED, state.DOUBTFUL, state.BOUNCED))),
            last_sent_at=Max("sent_at"),
        )
    )
    trial = mails_of(member).filter(kind=TRIAL).first()
    return Letters(trial=trial, beat_at=last_beat(), **counted)


def preflight_behind(probe: str) -> Preflight | None:
    """Whose address a phone opened, in whichever programme: the probe is the key."""
    with scopes_disabled():
        return (
            Preflight.objects.filter(probe=probe).select_related("programme", "gathering").first()
        )
