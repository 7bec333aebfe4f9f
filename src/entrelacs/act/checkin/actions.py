"""Who came in: gestures at the door, each stored once, and the presence that follows from them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone

from entrelacs.act.admission.actions import fill_freed_seats, hold_seats, note_answer
from entrelacs.act.checkin.errors import (
    ArrivalAlreadyListed,
    ArrivalPersonGone,
    ArrivalTokenElsewhere,
    ArrivalTokenFalse,
    ArrivalTokenReplaced,
)
from entrelacs.act.checkin.models import Arrival, DoorDevice
from entrelacs.act.checkin.operations import Operation
from entrelacs.act.gatherings.actions import (
    GatheringClosed,
    register_person,
    set_answer,
    set_presence,
)
from entrelacs.act.gatherings.links import read_token
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.invitations.actions import invite_new_person
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.actions import PersonAlreadyThere
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.actions import hold_programme
from entrelacs.commons.programmes.queries import worlds
from entrelacs.errors import EntrelacsError

STORED, DUPLICATE, ALREADY, REFUSED = "stored", "duplicate", "already", "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one gesture."""

    answer: str
    # Whose gesture it was; None when it was refused, or the person has left the list since.
    registration: int | None = None
    # For a second arrival: when they had come in already.
    at: datetime.datetime | None = None
    refusal: EntrelacsError | None = None


@transaction.atomic
def record_arrivals(
    *,
    actor: models.Model | None,
    gathering: Gathering,
    operations: Sequence[Operation],
    device: str = "",
) -> list[Outcome]:
    """Store what a phone at the door did, and answer gesture by gesture.

    A gesture refused does not keep the others from being stored; one sent again is stored once.
    """
    # Programme, seats, gathering: in this order everywhere, else two would wait for one another.
    if any(operation.kind == Arrival.Kind.WALK_IN for operation in operations):
        hold_programme(gathering.programme)
    hold_seats(gathering)
    # One phone at a time: what each reads of a presence is then what it changes.
    held = Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk)
    outcomes = [
        _settle(actor=actor, gathering=held, operation=operation, device=device)
        for operation in operations
    ]
    stored = sum(outcome.answer in {STORED, ALREADY} for outcome in outcomes)
    if stored:
        record(actor=actor, event="arrivals.recorded", subject=held, gestures=stored)
    return outcomes


@transaction.atomic
def note_device(
    *, actor: models.Model | None, gathering: Gathering, device: str, waiting: int
) -> None:
    """Remember that a phone is at the door, and how many gestures it still keeps.

    Not in the journal: it says nothing of anybody, and comes every minute.
    """
    DoorDevice.objects.update_or_create(
        gathering=gathering,
        device=device,
        defaults={"last_seen_at": timezone.now(), "waiting": waiting},
        create_defaults={
            "programme_id": gathering.programme_id,
            "last_seen_at": timezone.now(),
            "waiting": waiting,
        },
    )


def _settle(
    *, actor: models.Model | None, gathering: Gathering, operation: Operation, device: str
) -> Outcome:
    known = Arrival.objects.filter(gathering=gathering, client_id=operation.client_id).first()
    if known is not None:
        return Outcome(answer=DUPLICATE, registration=known.registration_id)
    try:
        with transaction.atomic():
            return _store(actor, gathering, operation, device)
    except EntrelacsError as refusal:
        return Outcome(answer=REFUSED, refusal=refusal)


def _store(
    actor: models.Model | None, gathering: Gathering, operation: Operation, device: str
) -> Outcome:
    if gathering.is_closed:
        raise GatheringClosed(gathering=gathering.name)
    answer_before = ""
    if operation.kind == Arrival.Kind.WALK_IN:
        registration, is_new = _walk_in(actor, gathering, operation)
        # Taken back, someone who was never on the list is no longer expected.
        answer_before = Registration.Status.DECLINED if is_new else ""
    else:
        registration = _registration_meant(gathering, operation)
    arrival = Arrival.objects.create(
        programme_id=gathering.programme_id,
        gathering=gathering,
        registration=registration,
        client_id=operation.client_id,
        kind=operation.kind,
        at=operation.at or _after_what_is_stored(registration),
        answer_before=answer_before,
        device=device,
        actor=actor,
    )
    counted = _bring_up_to_date(actor, registration)
    is_second = (
        operation.kind != Arrival.Kind.UNDO and counted is not None and counted.pk != arrival.pk
    )
    return Outcome(
        answer=ALREADY if is_second else STORED,
        registration=registration.pk,
        at=counted.at if is_second and counted is not None else None,
    )


def _after_what_is_stored(registration: Registration) -> datetime.datetime:
    """The time of a gesture that tells none: now, or just after what a fast clock said of them.

    It is read while the meeting is held, so that such gestures follow one another as they are stored.
    """
    now = timezone.now()
    last = Arrival.objects.filter(registration=registration).order_by("at").last()
    return now if last is None else max(now, last.at + last.at.resolution)


def _registration_meant(gathering: Gathering, operation: Operation) -> Registration:
    key = operation.registration
    salt = None
    if operation.token:
        parts = read_token(operation.token)
        if parts is None or (key is not None and parts.registration != key):
            raise ArrivalTokenFalse
        key, salt = parts.registration, parts.link_salt
    elif operation.of is not None and key is None:
        earlier = Arrival.objects.filter(gathering=gathering, client_id=operation.of).first()
        key = earlier.registration_id if earlier is not None else None
    found = (
        Registration.objects.filter(gathering=gathering, pk=key, person__isnull=False)
        .select_related("person")
        .first()
    )
    if found is None:
        raise (
            ArrivalTokenElsewhere
            if operation.token and not operation.registration
            else ArrivalPersonGone
        )
    if salt is not None and salt != found.link_salt:
        raise ArrivalTokenReplaced(name=found.person.full_name)
    # The one held: whether the meeting is closed is read once for the whole batch.
    found.gathering = gathering
    return found


def _walk_in(
    actor: models.Model | None, gathering: Gathering, operation: Operation
) -> tuple[Registration, bool]:
    """Put someone on the list; whoever is there already is only counted once they are in the room."""
    try:
        with transaction.atomic():
            added = invite_new_person(
                actor=actor,
                gathering=gathering,
                given_name=operation.given_name,
                family_name=operation.family_name,
                organization=operation.structure,
                worlds=list(worlds().filter(code__in=operation.worlds)),
            )
    except PersonAlreadyThere as known:
        person = Person.objects.get(pk=known.details["person"])
    else:
        return added, True
    listed = Registration.objects.filter(gathering=gathering, person=person).first()
    if listed is None:
        return register_person(actor=actor, gathering=gathering, person=person), True
    if listed.presence != Registration.Presence.PRESENT:
        raise ArrivalAlreadyListed(name=person.full_name, registration=listed.pk)
    listed.gathering = gathering
    return listed, False


def _bring_up_to_date(actor: models.Model | None, registration: Registration) -> Arrival | None:
    """Make presence, hour and answer follow the gestures in order of time; the last one decides.

    Returns the arrival that counts: the first since the last time it was taken back, or None.
    """
    counted = None
    gestures = list(Arrival.objects.filter(registration=registration).order_by("at", "pk"))
    for gesture in gestures:
        if gesture.kind == Arrival.Kind.UNDO:
            counted = None
        elif counted is None:
            counted = gesture
    registration.arrived_at = counted.at if counted is not None else None
    registration.save(update_fields=["arrived_at"])
    presence = Registration.Presence.UNKNOWN if counted is None else Registration.Presence.PRESENT
    set_presence(actor=actor, registration=registration, presence=presence)
    if counted is not None and registration.status in Registration.NOT_EXPECTED:
        # The room is right: whoever is here is coming.
        counted.answer_before = registration.status
        counted.waited_since = registration.waiting_since
        counted.save(update_fields=["answer_before", "waited_since"])
        note_answer(actor=actor, registration=registration, status=Registration.Status.REGISTERED)
    elif counted is None and registration.status == Registration.Status.REGISTERED:
        contradicted = next((each for each in reversed(gestures) if each.answer_before), None)
        if contradicted is not None:
            _give_answer_back(actor, registration, contradicted)
    return counted


def _give_answer_back(
    actor: models.Model | None, registration: Registration, contradicted: Arrival
) -> None:
    """The answer they had given, and their rank among those who wait, as if they had never come."""
    set_answer(
        actor=actor,
        registration=registration,
        status=Registration.Status(contradicted.answer_before),
    )
    registration.waiting_since = contradicted.waited_since
    registration.save(update_fields=["waiting_since"])
    fill_freed_seats(gathering=registration.gathering)
