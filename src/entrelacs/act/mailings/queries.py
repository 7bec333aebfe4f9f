import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.mailings.models import Announcement, Mailing, Reminder, Told
from entrelacs.act.mailings.schedule import USUAL_DAYS
from entrelacs.act.notes.models import Prompt
from entrelacs.act.notes.queries import prompts_of
from entrelacs.act.tables.models import Table
from entrelacs.act.tables.queries import open_tables
from entrelacs.commons.mail.models import Mail

# What people are told of, and must hear again when it changes.
ANNOUNCED = ("day", "starts_at", "ends_at", "place", "address")
# Nobody received a mail in one of these states.
NOT_RECEIVED = (
    Mail.State.DRAFT,
    Mail.State.FAILED,
    Mail.State.BOUNCED,
    Mail.State.CANCELLED,
)


def announced(held: Gathering | Announcement) -> tuple[Any, ...]:
    """Day, hours, place and address."""
    return tuple(getattr(held, name) for name in ANNOUNCED)


def fingerprint_of(gathering: Gathering) -> str:
    """Short, and another one whenever people must hear of a change."""
    told = f"{gathering.revision} {announced(gathering)}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def told_in(gathering: Gathering) -> dict[int, Announcement]:
    """What each person was last told, by the key of their registration."""
    rows = Told.objects.filter(registration__gathering=gathering).select_related("announcement")
    return {row.registration_id: row.announcement for row in rows.order_by("pk")}


def people_to_tell(gathering: Gathering) -> int:
    """How many people still hold a date or a place that is no longer right."""
    if gathering.is_closed or gathering.is_past:
        return 0
    return _told_otherwise(gathering).count()


def told_otherwise(gathering: Gathering) -> set[int]:
    """Keys of the registrations of those people."""
    return set(_told_otherwise(gathering).order_by("pk").values_list("registration", flat=True))


def _told_otherwise(gathering: Gathering) -> QuerySet[Told]:
    now = {f"announcement__{name}": getattr(gathering, name) for name in ANNOUNCED}
    return (
        Told.objects.filter(registration__gathering=gathering, registration__person__isnull=False)
        .exclude(registration__status=Registration.Status.DECLINED)
        .exclude(**now)
    )


def reminders_of(gathering: Gathering) -> list[Reminder]:
    """Its reminders, furthest first; the usual ones are on until somebody says otherwise."""
    return with_usual_reminders(
        gathering, Reminder.objects.filter(gathering=gathering).order_by("-days_before")
    )


def with_usual_reminders(gathering: Gathering, kept: Iterable[Reminder]) -> list[Reminder]:
    """Those kept, and the usual ones nobody has touched yet, which are not rows."""
    known = {reminder.days_before: reminder for reminder in kept}
    for days in USUAL_DAYS:
        known.setdefault(
            days,
            Reminder(
                programme_id=gathering.programme_id,
                gathering=gathering,
                days_before=days,
                for_day=gathering.day,
                since=gathering.created_at,
            ),
        )
    return [known[days] for days in sorted(known, reverse=True)]


def mailings_of(gathering: Gathering) -> QuerySet[Mailing]:
    """Messages to several people, drafts included, latest first."""
    return Mailing.objects.filter(gathering=gathering).select_related("actor", "world")


def drafts_of(gathering: Gathering) -> QuerySet[Mailing]:
    return mailings_of(gathering).filter(state=Mailing.State.DRAFT)


def addressees_of(gathering: Gathering) -> QuerySet[Registration]:
    """Everyone on the list who is still someone, with what a letter says of them."""
    return (
        Registration.objects.filter(gathering=gathering, person__isnull=False)
        .select_related("person", "gathering__programme")
        .prefetch_related("person__worlds")
        .order_by("person__family_name", "person__given_name", "pk")
    )


def receivers_of(gathering: Gathering, kind: str) -> set[int]:
    """Keys of the people to whom this kind of message went, or is about to."""
    return set(
        Mail.objects.filter(
            subject_type=Gathering._meta.label_lower,
            subject_id=str(gathering.pk),
            kind=kind,
            person__isnull=False,
        )
        .exclude(state__in=NOT_RECEIVED)
        .order_by("pk")
        .values_list("person", flat=True)
    )


@dataclass(frozen=True, kw_only=True)
class Brief:
    """Who hosts or takes notes where, and what tables are asked."""

    parts: dict[int, list[tuple[str, Table]]]
    prompts: list[Prompt]
    # Whoever has a part: the team does not always stand on the list.
    names: dict[int, str]

    def parts_of(self, person: int | None) -> list[tuple[str, Table]]:
        return self.parts.get(person, []) if person is not None else []


def briefs_of(gathering: Gathering) -> Brief:
    """The part of each person at the tables in use."""
    parts: dict[int, list[tuple[str, Table]]] = defaultdict(list)
    names: dict[int, str] = {}
    tables = open_tables(gathering).select_related("facilitator", "scribe").order_by("number")
    for table in tables.filter(Q(facilitator__isnull=False) | Q(scribe__isnull=False)):
        for role, person in (("facilitator", table.facilitator), ("scribe", table.scribe)):
            if person is not None:
                parts[person.pk].append((role, table))
                names[person.pk] = person.full_name
    return Brief(parts=dict(parts), prompts=list(prompts_of(gathering)), names=names)
