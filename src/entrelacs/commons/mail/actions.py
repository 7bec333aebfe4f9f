from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from entrelacs.commons.journal.actions import record
from entrelacs.commons.mail.delivery import LEASE
from entrelacs.commons.mail.envelopes import LONGEST_ADDRESS, is_address, on_one_line
from entrelacs.commons.mail.errors import (
    MailEmptied,
    MailGone,
    MailNeverLeft,
    MailNotDoubtful,
    MailNotToResend,
    NotAnAddress,
)
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.tasks import hand_out
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import Programme


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What is written, to whom and about what; the same `key` is written once per programme."""

    key: str
    kind: str
    to: str
    subject: str
    text: str
    html: str = ""
    # An iCalendar text that goes with it, or nothing.
    calendar: str = ""
    person: Person | None = None
    about: models.Model | None = None


@transaction.atomic
def queue_mail(
    *,
    actor: models.Model | None,
    programme: Programme,
    letter: Letter,
    state: Mail.State = Mail.State.QUEUED,
) -> Mail:
    """Put a letter in the outbox; one already written under this key stays as it is.

    An address that is none makes a mail that failed, for someone to see.
    """
    about = letter.about
    written = {
        "kind": letter.kind,
        "person": letter.person,
        "subject_type": about._meta.label_lower if about is not None else "",
        "subject_id": str(about.pk) if about is not None else "",
        "to": letter.to.strip(),
        "subject": on_one_line(letter.subject)[:200],
        "text": letter.text,
        "html": letter.html,
        "calendar": letter.calendar,
        "state": state,
        "not_before": timezone.now() if state == Mail.State.QUEUED else None,
    }
    if not is_address(letter.to.strip()):
        to = letter.to.strip()[:LONGEST_ADDRESS]
        written |= {"to": to, "state": Mail.State.FAILED, "reason": "address-invalid"}
    mail, added = Mail.objects.get_or_create(programme=programme, key=letter.key, defaults=written)
    if added:
        record(actor=actor, event="mail.queued", subject=mail, kind=letter.kind)
        if mail.state == Mail.State.QUEUED:
            hand_out([mail.pk])
    return mail


@transaction.atomic
def release_drafts(*, actor: models.Model, mails: Iterable[Mail]) -> int:
    """Send what was only written; returns how many, those that were drafts no more left aside."""
    wanted = [mail.pk for mail in mails]
    drafts = Mail.objects.select_for_update().filter(pk__in=wanted, state=Mail.State.DRAFT)
    released = list(drafts.order_by("pk"))
    now = timezone.now()
    Mail.objects.filter(pk__in=[mail.pk for mail in released]).update(
        state=Mail.State.QUEUED, not_before=now
    )
    if released:
        programme = released[0].programme
        record(actor=actor, event="mail.released", subject=programme, mails=len(released))
        hand_out(mail.pk for mail in released)
    return len(released)


@transaction.atomic
def cancel_mail(*, actor: models.Model, mail: Mail) -> Mail:
    """Call off a mail that has not left. Raises MailGone."""
    now = _hold(mail)
    if not now.can_be_cancelled:
        raise MailGone(mail=mail.pk)
    return _change(actor, now, "mail.cancelled", state=Mail.State.CANCELLED)


@transaction.atomic
def resend_mail(*, actor: models.Model, mail: Mail, to: str = "") -> Mail:
    """Send again what did not arrive, or perhaps not, to the same address or to a corrected one.

    A mail that was sent is not sent again: the mailbox would take it for the one it has.
    Raises MailNotToResend, MailEmptied or NotAnAddress.
    """
    now = _hold(mail)
    if not now.can_be_resent:
        raise MailNotToResend(mail=mail.pk)
    if not now.text:
        raise MailEmptied(mail=mail.pk)
    address = to.strip() or now.to
    if not is_address(address):
        raise NotAnAddress(value=address)
    _change(
        actor,
        now,
        "mail.resent",
        state=Mail.State.QUEUED,
        to=address,
        tries=0,
        tried_since=None,
        reason="",
        answer="",
        not_before=timezone.now(),
        leased_until=None,
    )
    hand_out([now.pk])
    return now


@transaction.atomic
def confirm_sent(*, actor: models.Model, mail: Mail) -> Mail:
    """Someone checked: the doubtful mail did arrive. Raises MailNotDoubtful."""
    now = _hold(mail)
    if now.state != Mail.State.DOUBTFUL:
        raise MailNotDoubtful(mail=mail.pk)
    return _change(
        actor,
        now,
        "mail.confirmed",
        state=Mail.State.SENT,
        sent_at=_handed_over_at(now),
        reason="",
        answer="",
    )


@transaction.atomic
def mark_bounced(*, actor: models.Model, mail: Mail, answer: str = "") -> Mail:
    """Someone found the mail returned in the contact's mailbox. Raises MailNeverLeft."""
    now = _hold(mail)
    if now.state not in {Mail.State.SENT, Mail.State.DOUBTFUL}:
        raise MailNeverLeft(mail=mail.pk)
    return _change(
        actor,
        now,
        "mail.bounced",
        state=Mail.State.BOUNCED,
        reason="came-back",
        answer=on_one_line(answer)[:300],
    )


def _hold(mail: Mail) -> Mail:
    """The row as it is now, held until the end of the action."""
    return Mail.objects.select_for_update().get(pk=mail.pk)


def _change(actor: models.Model, mail: Mail, event: str, **values: object) -> Mail:
    for name, value in values.items():
        setattr(mail, name, value)
    mail.save(update_fields=list(values))
    record(actor=actor, event=event, subject=mail, kind=mail.kind)
    return mail


def _handed_over_at(mail: Mail) -> datetime:
    return timezone.now() if mail.leased_until is None else mail.leased_until - LEASE
