"""What people of the list are told by mail, written by `act.mailings`."""

import datetime

from django.db import models
from django.utils import timezone

from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.actions import write_to


def tell_answer(*, actor: models.Model | None, registration: Registration, rank: int = 0) -> None:
    """A seat is theirs, or they wait; once a day at most, however often they change their mind."""
    if registration.status == Registration.Status.WAITING:
        write_to(
            actor=actor, registration=registration, kind="waiting", key_suffix=_today(), rank=rank
        )
    else:
        write_to(actor=actor, registration=registration, kind="confirmation", key_suffix=_today())


def tell_already(*, actor: models.Model | None, registration: Registration) -> None:
    """Someone registered with an address known already: only that address learns it."""
    write_to(actor=actor, registration=registration, kind="already", key_suffix=_today())


def tell_offer(*, actor: models.Model | None, offer: SeatOffer) -> None:
    """A seat is held for them until a moment."""
    write_to(
        actor=actor,
        registration=offer.registration,
        kind="offer",
        key_suffix=str(offer.pk),
        expires_at=offer.expires_at,
    )


def tell_seat_lost(*, offer: SeatOffer) -> None:
    """The time to answer ran out."""
    write_to(
        actor=None,
        registration=offer.registration,
        kind="seat-lost",
        key_suffix=str(offer.pk),
        expires_at=offer.expires_at,
    )


def _today() -> str:
    today: datetime.date = timezone.localdate()
    return today.isoformat()
