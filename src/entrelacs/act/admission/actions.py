import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django_scopes import scope

from entrelacs.act.admission.letters import tell_answer, tell_offer, tell_seat_lost
from entrelacs.act.admission.models import Admission, Quota, SeatOffer
from entrelacs.act.admission.queries import (
    admission_of,
    gatherings_with_offers,
    open_offer_of,
    open_offers,
    rank_of,
    room_of,
    someone_waits,
    standing_of,
    waiting_list,
)
from entrelacs.act.admission.seats import Choice, Place, next_in_line
from entrelacs.act.gatherings.actions import set_answer, unregister
from entrelacs.act.gatherings.calendar import begins_at
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.actions import forget_person
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World
from entrelacs.errors import EntrelacsError


class NotWaiting(EntrelacsError):
    """A seat is offered to someone of the waiting list, who holds no offer yet."""

    code = "seat-offer-not-waiting"


class GatheringBegan(EntrelacsError):
    code = "seat-offer-too-late"


def hold_seats(gathering: Gathering) -> Admission:
    """Take one's turn until the transaction ends: seats counted are then the seats given."""
    held = Admission.objects.select_for_update().filter(gathering=gathering).first()
    return held or admission_of(gathering)


@transaction.atomic
def set_admission(
    *,
    actor: models.Model | None,
    gathering: Gathering,
    quotas: Mapping[World, int | None],
    **changes: Any,
) -> Admission:
    """Open or close registration, say how many seats there are; more seats are offered at once."""
    Admission.objects.get_or_create(
        gathering=gathering, defaults={"programme_id": gathering.programme_id}
    )
    admission = hold_seats(gathering)
    for name, value in changes.items():
        setattr(admission, name, value)
    admission.save()
    for world, seats in quotas.items():
        if seats is None:
            Quota.objects.filter(gathering=gathering, world=world).delete()
        else:
            Quota.objects.update_or_create(
                gathering=gathering,
                world=world,
                defaults={"programme_id": gathering.programme_id, "seats": seats},
            )
    record(actor=actor, event="admission.set", subject=gathering, fields=sorted(changes))
    fill_freed_seats(gathering=gathering)
    return admission


@transaction.atomic
def answer_for(
    *,
    actor: models.Model | None,
    registration: Registration,
    is_coming: bool,
    now: datetime.datetime | None = None,
) -> Registration:
    """Note what someone says of themselves: a yes takes a seat if one is free, else they wait.

    A no frees their seat, which is offered to someone else; a yes within the time of an offer
    takes the seat held for them, and after it is asking again.
    """
    now = now or timezone.now()
    admission = hold_seats(registration.gathering)
    registration.refresh_from_db(fields=["status", "seat_world", "waiting_since"])
    if _expire_due(registration.gathering, now):
        # Those who wait come before whoever presses the button now.
        fill_freed_seats(gathering=registration.gathering, now=now)
    offer = open_offer_of(registration)
    if not is_coming:
        return _leave(actor, registration, offer, now)
    if registration.status == Registration.Status.REGISTERED:
        return registration
    if offer is not None:
        return _take_offer(actor, registration, offer, now)
    room = room_of(registration.gathering, admission)
    place = room.place_for(registration.person.worlds.all())
    if place is not None:
        set_answer(
            actor=actor,
            registration=registration,
            status=Registration.Status.REGISTERED,
            seat_world=place.world,
        )
        tell_answer(actor=actor, registration=registration)
        return registration
    return _wait(actor, registration, now)


def _leave(
    actor: models.Model | None,
    registration: Registration,
    offer: SeatOffer | None,
    now: datetime.datetime,
) -> Registration:
    held_a_seat = registration.status == Registration.Status.REGISTERED or offer is not None
    set_answer(actor=actor, registration=registration, status=Registration.Status.DECLINED)
    if offer is not None:
        _settle(actor, offer, SeatOffer.State.DECLINED, now)
    if held_a_seat:
        fill_freed_seats(gathering=registration.gathering, now=now)
    return registration


def _take_offer(
    actor: models.Model | None,
    registration: Registration,
    offer: SeatOffer,
    now: datetime.datetime,
) -> Registration:
    set_answer(
        actor=actor,
        registration=registration,
        status=Registration.Status.REGISTERED,
        seat_world=offer.world,
    )
    _settle(actor, offer, SeatOffer.State.TAKEN, now)
    tell_answer(actor=actor, registration=registration)
    return registration


def _wait(
    actor: models.Model | None, registration: Registration, now: datetime.datetime
) -> Registration:
    """Join the end of the list; whoever is on it keeps their rank, unless an offer ran out."""
    if registration.status != Registration.Status.WAITING:
        set_answer(actor=actor, registration=registration, status=Registration.Status.WAITING)
    elif standing_of(registration).ran_out is not None:
        registration.waiting_since = now
        registration.save(update_fields=["waiting_since"])
        record(actor=actor, event="registration.asked-again", subject=registration)
    else:
        return registration
    tell_answer(actor=actor, registration=registration, rank=rank_of(registration))
    return registration


@transaction.atomic
def note_answer(
    *, actor: models.Model | None, registration: Registration, status: Registration.Status
) -> Registration:
    """An organiser's own gesture: never refused, whatever the quotas; a seat it frees is offered."""
    now = timezone.now()
    hold_seats(registration.gathering)
    registration.refresh_from_db(fields=["status", "seat_world", "waiting_since"])
    offer = open_offer_of(registration)
    set_answer(actor=actor, registration=registration, status=status)
    if offer is not None and status != Registration.Status.WAITING:
        is_taken = status == Registration.Status.REGISTERED
        state = SeatOffer.State.TAKEN if is_taken else SeatOffer.State.WITHDRAWN
        _settle(actor, offer, state, now)
    fill_freed_seats(gathering=registration.gathering, now=now)
    return registration


@transaction.atomic
def take_off(*, actor: models.Model | None, registration: Registration) -> None:
    """Take someone off the list; the seat they held is offered."""
    gathering = registration.gathering
    hold_seats(gathering)
    unregister(actor=actor, registration=registration)
    fill_freed_seats(gathering=gathering)


@transaction.atomic
def forget_guest(*, actor: models.Model | None, person: Person) -> None:
    """Erase someone at their request; the seats they held in meetings to come are offered."""
    now = timezone.now()
    found = (
        Registration.objects.filter(person=person, gathering__is_closed=False)
        .select_related("gathering")
        .order_by("gathering_id")
    )
    theirs = [each for each in found if begins_at(each.gathering) > now]
    for registration in theirs:
        hold_seats(registration.gathering)
        set_answer(actor=actor, registration=registration, status=Registration.Status.DECLINED)
        for offer in open_offers(registration.gathering).filter(registration=registration):
            _settle(actor, offer, SeatOffer.State.DECLINED, now)
    forget_person(actor=actor, person=person)
    for registration in theirs:
        fill_freed_seats(gathering=registration.gathering)


@transaction.atomic
def fill_freed_seats(
    *, gathering: Gathering, now: datetime.datetime | None = None
) -> list[SeatOffer]:
    """Offer every free seat someone waits for, one person at a time, until none fits."""
    now = now or timezone.now()
    admission = hold_seats(gathering)
    _expire_due(gathering, now)
    if gathering.is_closed or begins_at(gathering) <= now:
        return []
    if not someone_waits(gathering):
        return []
    room, made = room_of(gathering, admission), []
    # A full room is the usual case while people wait: the line is then not read.
    line = [] if room.is_full else waiting_list(gathering)
    while (choice := next_in_line(room, line)) is not None:
        offer = _offer(None, admission, choice, now)
        made.append(offer)
        room = room.with_one_more(choice.place)
        line = [replace(each, offer=offer) if each is choice.waiting else each for each in line]
    return made


@transaction.atomic
def offer_by_hand(*, actor: models.Model | None, registration: Registration) -> SeatOffer:
    """Offer a seat to someone the organiser chose, whatever the order and the quotas."""
    now = timezone.now()
    gathering = registration.gathering
    admission = hold_seats(gathering)
    registration.refresh_from_db(fields=["status", "waiting_since"])
    _expire_due(gathering, now)
    standing = standing_of(registration)
    if registration.status != Registration.Status.WAITING or standing.is_offered:
        raise NotWaiting(name=registration.person.full_name)
    if gathering.is_closed or begins_at(gathering) <= now:
        raise GatheringBegan(gathering=gathering.name)
    room = room_of(gathering, admission)
    place = room.place_for(standing.worlds) or Place(next(iter(standing.worlds), None))
    choice = Choice(
        waiting=standing, place=place, reason=SeatOffer.Reason.BY_HAND, figures=room.figures()
    )
    return _offer(actor, admission, choice, now)


def expire_offers(now: datetime.datetime | None = None) -> int:
    """Close the offers whose time ran out, in every programme, and offer their seats to the next.

    Also offers what was freed where nobody looked, by an import undone for example. Returns how
    many ran out.
    """
    now = now or timezone.now()
    count = 0
    for gathering in gatherings_with_offers():
        with scope(programme=gathering.programme), transaction.atomic():
            hold_seats(gathering)
            count += _expire_due(gathering, now)
            fill_freed_seats(gathering=gathering, now=now)
    return count


def _offer(
    actor: models.Model | None, admission: Admission, choice: Choice, now: datetime.datetime
) -> SeatOffer:
    registration = choice.waiting.registration
    # Hours that really pass: summer time neither gives nor takes one.
    ends = now.astimezone(datetime.UTC) + datetime.timedelta(hours=admission.offer_hours)
    offer = SeatOffer.objects.create(
        programme_id=registration.programme_id,
        registration=registration,
        world=choice.place.world,
        reason=choice.reason,
        figures=choice.figures,
        # Never before they began to wait: an offer that ran out is told by comparing the two.
        offered_at=max(now, registration.waiting_since or now),
        expires_at=min(ends, begins_at(registration.gathering)),
    )
    record(actor=actor, event="seat.offered", subject=registration, reason=str(choice.reason))
    tell_offer(actor=actor, offer=offer)
    return offer


def _expire_due(gathering: Gathering, now: datetime.datetime) -> int:
    due = list(
        SeatOffer.objects.filter(
            registration__gathering=gathering, state=SeatOffer.State.OPEN, expires_at__lte=now
        )
        .select_related("registration__person", "registration__gathering")
        .order_by("expires_at", "pk")
    )
    for offer in due:
        offer.state = SeatOffer.State.EXPIRED
        offer.save(update_fields=["state"])
        record(actor=None, event="seat.expired", subject=offer.registration)
        if offer.registration.person_id is not None:
            tell_seat_lost(offer=offer)
    return len(due)


def _settle(
    actor: models.Model | None,
    offer: SeatOffer,
    state: SeatOffer.State,
    now: datetime.datetime,
) -> None:
    offer.state = state
    offer.answered_at = now
    offer.save(update_fields=["state", "answered_at"])
    record(actor=actor, event=f"seat.{state}", subject=offer.registration)
