import datetime
import re
import secrets
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify

from entrelacs.act.gatherings.models import Cycle, Gathering, Registration, Segment, SegmentKind
from entrelacs.act.gatherings.queries import slugs_beginning
from entrelacs.act.gatherings.run_sheet import default_moments
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.actions import touch_person
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.actions import hold_programme
from entrelacs.commons.programmes.models import Programme, World
from entrelacs.errors import EntrelacsError

FIRST_HOUR, LAST_HOUR = datetime.time(14), datetime.time(18)
# "d'été" reads d-ete, not dete.
APOSTROPHE = re.compile("['’]")
# The address of the form that sets up a meeting.
RESERVED = {"nouvelle"}
# What people wrote in their calendars: they must hear of it when it changes.
TOLD = ("name", "day", "starts_at", "ends_at", "place", "address")


class EndsBeforeItBegins(EntrelacsError):
    code = "gathering-ends-before-it-begins"


class GatheringClosed(EntrelacsError):
    """Whoever was there is part of the record of a closed gathering."""

    code = "gathering-closed"


@transaction.atomic
def create_gathering(
    *,
    actor: models.Model | None,
    programme: Programme,
    name: str,
    day: datetime.date,
    starts_at: datetime.time = FIRST_HOUR,
    ends_at: datetime.time = LAST_HOUR,
    with_run_sheet: bool = True,
    **details: Any,
) -> Gathering:
    """Set up a Grande Rencontre, with a run sheet to start from; its address comes from its name."""
    _refuse_hours(starts_at, ends_at)
    hold_programme(programme)
    gathering = Gathering.objects.create(
        programme=programme,
        name=" ".join(name.split()),
        slug=_free_slug(name),
        day=day,
        starts_at=starts_at,
        ends_at=ends_at,
        **details,
    )
    if with_run_sheet:
        Segment.objects.bulk_create(
            Segment(
                programme=programme,
                gathering=gathering,
                kind=moment.kind,
                starts_at=begins,
                minutes=minutes,
                title=str(moment.title),
            )
            for begins, moment, minutes in default_moments(starts_at=starts_at, ends_at=ends_at)
        )
    record(actor=actor, event="gathering.created", subject=gathering)
    return gathering


@transaction.atomic
def edit_gathering(
    *, actor: models.Model | None, gathering: Gathering, **changes: Any
) -> Gathering:
    """Change name, day, hours, place, address, territory, cycle or typology; the address stays."""
    is_told = any(
        getattr(gathering, name) != changes.get(name, getattr(gathering, name)) for name in TOLD
    )
    for name, value in changes.items():
        setattr(gathering, name, value)
    _refuse_hours(gathering.starts_at, gathering.ends_at)
    # Only these: whoever closes the meeting meanwhile is not contradicted.
    gathering.save(update_fields=list(changes))
    if is_told:
        Gathering.objects.filter(pk=gathering.pk).update(revision=models.F("revision") + 1)
        gathering.refresh_from_db(fields=["revision"])
    record(actor=actor, event="gathering.edited", subject=gathering, fields=sorted(changes))
    return gathering


@transaction.atomic
def close_gathering(*, actor: models.Model | None, gathering: Gathering) -> Gathering:
    """Close a gathering: its list, its seating and its notes no longer change."""
    gathering.is_closed = True
    gathering.save(update_fields=["is_closed"])
    record(actor=actor, event="gathering.closed", subject=gathering)
    return gathering


@transaction.atomic
def reopen_gathering(*, actor: models.Model | None, gathering: Gathering) -> Gathering:
    """Let a closed gathering change again."""
    gathering.is_closed = False
    gathering.save(update_fields=["is_closed"])
    record(actor=actor, event="gathering.reopened", subject=gathering)
    return gathering


@transaction.atomic
def add_cycle(*, actor: models.Model | None, programme: Programme, name: str) -> Cycle:
    """Open a cycle: gatherings that follow one another."""
    cycle = Cycle.objects.create(programme=programme, name=" ".join(name.split()))
    record(actor=actor, event="cycle.added", subject=cycle)
    return cycle


@transaction.atomic
def add_segment(
    *,
    actor: models.Model | None,
    gathering: Gathering,
    kind: SegmentKind,
    starts_at: datetime.time,
    minutes: int,
    title: str,
    text: str = "",
) -> Segment:
    """Add one moment to the day."""
    segment = Segment.objects.create(
        programme_id=gathering.programme_id,
        gathering=gathering,
        kind=kind,
        starts_at=starts_at,
        minutes=minutes,
        title=title,
        text=text,
    )
    record(actor=actor, event="segment.added", subject=segment)
    return segment


@transaction.atomic
def edit_segment(*, actor: models.Model | None, segment: Segment, **changes: Any) -> Segment:
    """Change one moment of the day."""
    for name, value in changes.items():
        setattr(segment, name, value)
    segment.save()
    record(actor=actor, event="segment.edited", subject=segment, fields=sorted(changes))
    return segment


@transaction.atomic
def remove_segment(*, actor: models.Model | None, segment: Segment) -> None:
    """Take one moment out of the day."""
    record(actor=actor, event="segment.removed", subject=segment)
    segment.delete()


@transaction.atomic
def register_person(
    *,
    actor: models.Model | None,
    gathering: Gathering,
    person: Person,
    status: Registration.Status = Registration.Status.REGISTERED,
    needs: str = "",
    **details: Any,
) -> Registration:
    """Put someone on the list of a gathering; whoever is on it already stays as they are."""
    is_waiting = status == Registration.Status.WAITING
    registration, added = Registration.objects.get_or_create(
        gathering=gathering,
        person=person,
        defaults={
            "programme_id": gathering.programme_id,
            "status": status,
            "needs": needs.strip(),
            "link_salt": secrets.token_hex(8),
            "waiting_since": timezone.now() if is_waiting else None,
            **details,
        },
    )
    if added:
        _refuse_closed(gathering)
        record(actor=actor, event="registration.added", subject=registration)
    return registration


@transaction.atomic
def register_people(
    *,
    actor: models.Model | None,
    gathering: Gathering,
    needs: dict[Person, str],
    status: Registration.Status = Registration.Status.REGISTERED,
) -> list[Registration]:
    """Put several people on the list at once, each with what they need; those on it stay."""
    _refuse_closed(gathering)
    listed = set(
        Registration.objects.filter(gathering=gathering, person__in=list(needs))
        .order_by("pk")
        .values_list("person_id", flat=True)
    )
    added = Registration.objects.bulk_create(
        Registration(
            programme_id=gathering.programme_id,
            gathering=gathering,
            person=person,
            status=status,
            needs=wanted,
            link_salt=secrets.token_hex(8),
        )
        for person, wanted in needs.items()
        if person.pk not in listed
    )
    record(actor=actor, event="registration.imported", subject=gathering, people=len(added))
    return added


@transaction.atomic
def set_answer(
    *,
    actor: models.Model | None,
    registration: Registration,
    status: Registration.Status,
    seat_world: World | None = None,
) -> Registration:
    """Note whether someone comes, with the world whose seat they take when one was counted.

    It counts no seats: `act.admission` does, before it calls this.
    """
    if registration.status == status:
        return registration
    _refuse_closed(registration.gathering)
    registration.status = status
    registration.seat_world = seat_world
    is_waiting = status == Registration.Status.WAITING
    registration.waiting_since = timezone.now() if is_waiting else None
    registration.save(update_fields=["status", "seat_world", "waiting_since"])
    _touch(registration)
    record(actor=actor, event="registration.answered", subject=registration, status=str(status))
    return registration


@transaction.atomic
def set_presence(
    *, actor: models.Model | None, registration: Registration, presence: Registration.Presence
) -> Registration:
    """Note whether someone is in the room; nobody is ever removed for being absent."""
    if registration.presence == presence:
        return registration
    _refuse_closed(registration.gathering)
    registration.presence = presence
    registration.save(update_fields=["presence"])
    record(actor=actor, event="registration.presence", subject=registration, presence=str(presence))
    return registration


@transaction.atomic
def set_needs(
    *, actor: models.Model | None, registration: Registration, needs: str
) -> Registration:
    """Note what someone needs that day, never why."""
    needs = " ".join(needs.split())
    if registration.needs == needs:
        return registration
    _refuse_closed(registration.gathering)
    registration.needs = needs
    registration.save(update_fields=["needs"])
    _touch(registration)
    record(actor=actor, event="registration.needs", subject=registration)
    return registration


@transaction.atomic
def renew_link(*, actor: models.Model | None, registration: Registration) -> Registration:
    """Make the personal link that went astray stop working, and draw another."""
    registration.link_salt = secrets.token_hex(8)
    registration.save(update_fields=["link_salt"])
    record(actor=actor, event="registration.link-renewed", subject=registration)
    return registration


@transaction.atomic
def unregister(*, actor: models.Model | None, registration: Registration) -> None:
    """Take someone off the list, and free their seat; the programme still knows them."""
    _refuse_closed(registration.gathering)
    record(actor=actor, event="registration.removed", subject=registration)
    registration.delete()


def _refuse_closed(gathering: Gathering) -> None:
    if gathering.is_closed:
        raise GatheringClosed(gathering=gathering.name)


def _touch(registration: Registration) -> None:
    if registration.person is not None:
        touch_person(person=registration.person)


def _refuse_hours(starts_at: datetime.time, ends_at: datetime.time) -> None:
    if ends_at <= starts_at:
        raise EndsBeforeItBegins(starts_at=f"{starts_at:%H:%M}", ends_at=f"{ends_at:%H:%M}")


def _free_slug(name: str) -> str:
    """An address nobody has, in any programme: it is public."""
    wanted = slugify(APOSTROPHE.sub(" ", name))[:70].strip("-") or "rencontre"
    taken = slugs_beginning(wanted) | RESERVED
    if wanted not in taken:
        return wanted
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{wanted}-{n}") not in taken)
