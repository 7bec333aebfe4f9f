import datetime
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.mailings.errors import (
    MailingAlreadySent,
    MailingChanged,
    MailingGrew,
    MailingInRehearsal,
    MailingToNobody,
    MailingTooLate,
)
from entrelacs.act.mailings.kinds import Kind, kind_of
from entrelacs.act.mailings.models import Audience, Mailing
from entrelacs.act.mailings.placeholders import refuse_unknown
from entrelacs.act.mailings.recipients import recipients_of
from entrelacs.act.mailings.telling import note_told
from entrelacs.act.mailings.writing import Words, write_letter
from entrelacs.commons.journal.actions import record
from entrelacs.commons.mail.actions import queue_mail
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World


@transaction.atomic
def write_to(
    *,
    actor: models.Model | None,
    registration: Registration,
    kind: str,
    key_suffix: str = "",
    **details: Any,
) -> Mail | None:
    """Write to one person; None when nobody can be: no mail address, erased, or in a rehearsal.

    The same kind is written once to one registration, or once for each `key_suffix`. Some
    kinds want `details`: "offer" and "seat-lost" are told `expires_at`.
    """
    person = registration.person
    if person is None or not person.email or registration.gathering.is_rehearsal:
        return None
    found = kind_of(kind)
    missing = set(found.details) - set(details)
    if missing:
        raise TypeError(f"the message {kind} wants {', '.join(sorted(missing))}")
    letter = write_letter(
        kind=found,
        registration=registration,
        key=":".join(filter(None, (kind, str(registration.pk), key_suffix))),
        gathered=found.gather(registration.gathering),
        details=details,
    )
    mail = queue_mail(actor=actor, programme=registration.gathering.programme, letter=letter)
    note_told(
        gathering=registration.gathering,
        registrations=[registration],
        is_change=found.tells_change,
    )
    return mail


@transaction.atomic
def draft_mailing(
    *,
    actor: Person | None,
    gathering: Gathering,
    kind: str,
    audience: Audience = Audience.EXPECTED,
    world: World | None = None,
    chosen: Iterable[Registration] = (),
    again: bool = False,
    subject: str = "",
    text: str = "",
) -> Mailing:
    """Begin a message to several people; nothing leaves before it is sent."""
    found = kind_of(kind)
    _refuse_late(found, gathering)
    _refuse_words(subject, text)
    mailing = Mailing.objects.create(
        programme_id=gathering.programme_id,
        gathering=gathering,
        kind=kind,
        audience=audience,
        world=world,
        again=again,
        subject=subject,
        text=text,
        actor=actor,
    )
    mailing.chosen.set(chosen)
    record(actor=actor, event="mailing.drafted", subject=mailing, kind=kind)
    return mailing


@transaction.atomic
def edit_mailing(
    *,
    actor: models.Model | None,
    mailing: Mailing,
    chosen: Iterable[Registration] = (),
    **changes: Any,
) -> Mailing:
    """Change the words or the audience of a draft."""
    held = _held(mailing)
    _refuse_words(changes.get("subject", ""), changes.get("text", ""))
    for name, value in changes.items():
        setattr(held, name, value)
    held.save()
    held.chosen.set(chosen)
    record(actor=actor, event="mailing.edited", subject=held)
    return held


@transaction.atomic
def drop_mailing(*, actor: models.Model | None, mailing: Mailing) -> None:
    """Throw a draft away."""
    held = _held(mailing)
    record(actor=actor, event="mailing.dropped", subject=held)
    held.delete()


@transaction.atomic
def send_mailing(
    *,
    actor: models.Model | None,
    mailing: Mailing,
    read_at: datetime.datetime | None = None,
    announced: int | None = None,
) -> int:
    """Put one mail for each recipient in the outbox; returns how many.

    `read_at` and `announced` are what the preview showed: when the message was last changed, and to
    how many people it would go. A message changed since, or that would reach more, is refused; those
    who left since are simply not written to.
    """
    held = _held(mailing)
    kind, gathering = kind_of(held.kind), held.gathering
    _refuse_late(kind, gathering)
    if gathering.is_rehearsal:
        raise MailingInRehearsal
    if read_at is not None and held.changed_at != read_at:
        raise MailingChanged
    people = recipients_of(held).people
    if not people:
        raise MailingToNobody
    if announced is not None and len(people) > announced:
        raise MailingGrew(announced=announced, now=len(people))
    gathered = kind.gather(gathering)
    words = Words(subject=held.subject, text=held.text)
    for registration in people:
        key = kind.key(registration, gathered, held.pk)
        letter = write_letter(
            kind=kind, registration=registration, key=key, words=words, gathered=gathered
        )
        queue_mail(actor=actor, programme=gathering.programme, letter=letter)
    note_told(gathering=gathering, registrations=people, is_change=kind.tells_change)
    held.state = Mailing.State.SENT
    held.sent_at = timezone.now()
    held.people_count = len(people)
    held.save()
    record(actor=actor, event="mailing.sent", subject=held, kind=held.kind, people=len(people))
    return len(people)


def _held(mailing: Mailing) -> Mailing:
    """The draft as it is now, kept from whoever presses at the same moment."""
    held = (
        Mailing.objects.select_for_update(of=("self",))
        .select_related("gathering__programme")
        .get(pk=mailing.pk)
    )
    if held.state == Mailing.State.SENT:
        raise MailingAlreadySent(people=held.people_count)
    return held


def _refuse_late(kind: Kind, gathering: Gathering) -> None:
    if kind.is_for_before and (gathering.is_closed or gathering.is_past):
        raise MailingTooLate


def _refuse_words(subject: str, text: str) -> None:
    refuse_unknown(subject)
    refuse_unknown(text)
