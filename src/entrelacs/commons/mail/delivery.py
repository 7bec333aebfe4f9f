"""One mail of the outbox, tried once: what the server said becomes the state of the row.

    QUEUED -> the server takes our name and theirs -> SENDING, committed -> the words -> SENT

Whoever dies before SENDING leaves a mail that is simply still to be sent; whoever dies after leaves one of
which nobody knows, and `upkeep.py` says so (docs/decisions/0009-mail-outbox.md). No transaction is open
while the server is spoken to.
"""

import logging
from datetime import datetime, timedelta

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from entrelacs.commons.mail.carrier import Fate, Verdict, carrier_at_hand
from entrelacs.commons.mail.envelopes import message_of
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.queries import due

logger = logging.getLogger(__name__)

# Longer than a server may take to answer; a sender still silent after that is dead.
LEASE = timedelta(minutes=5)
# Minutes before the second try, the third… and then always as the last.
WAITS = (1, 2, 4, 8, 16, 30)
PATIENCE = timedelta(hours=48)
# When the server fails everybody, those that wait behind let one of them find out.
BREATHER = timedelta(minutes=1)


def deliver(mail_id: int) -> None:
    """Try one mail, if it is still to be sent now; safe to call twice, or from two processes."""
    with scopes_disabled():
        mail = due(timezone.now()).select_related("programme").filter(pk=mail_id).first()
    if mail is None:
        return
    with scope(programme=mail.programme):
        lease: list[datetime] = []

        def take() -> bool:
            until = timezone.now() + LEASE
            taken = due(timezone.now()).filter(pk=mail.pk)
            if not taken.update(state=Mail.State.SENDING, leased_until=until):
                return False
            lease.append(until)
            return True

        try:
            message = message_of(mail)
            with carrier_at_hand() as carrier:
                verdict = carrier.carry(message, take=take)
        except ValueError as error:
            # A header that is none, an address that only looked like one.
            verdict = Verdict(Fate.REFUSED, "message-invalid", type(error).__name__)
        _settle(mail, verdict, lease[0] if lease else None)


def _settle(mail: Mail, verdict: Verdict, lease: datetime | None) -> None:
    """Write down what became of it, unless the mail is somebody else's by now."""
    now = timezone.now()
    if lease is None:
        ours = Mail.objects.filter(pk=mail.pk, state=Mail.State.QUEUED)
    else:
        # Found silent for too long, and declared doubtful: we know better.
        is_ours = [Mail.State.SENDING, Mail.State.DOUBTFUL]
        ours = Mail.objects.filter(pk=mail.pk, state__in=is_ours, leased_until=lease)
    said = {"reason": verdict.reason, "answer": verdict.answer, "tries": models.F("tries") + 1}
    if verdict.fate is Fate.ACCEPTED:
        ours.update(state=Mail.State.SENT, sent_at=now, not_before=None, **said)
    elif verdict.fate is Fate.REFUSED:
        ours.update(state=Mail.State.FAILED, **said)
    elif verdict.fate is Fate.UNKNOWN:
        ours.update(state=Mail.State.DOUBTFUL, **said)
    elif verdict.fate is Fate.LATER:
        _put_off(mail, verdict, ours, now)
    if verdict.fate not in {Fate.ACCEPTED, Fate.LEFT}:
        logger.warning(
            "mail %s: %s %s %s", mail.pk, verdict.fate.name, verdict.reason, verdict.answer
        )


def _put_off(mail: Mail, verdict: Verdict, ours: "models.QuerySet[Mail]", now: datetime) -> None:
    since = mail.tried_since or now
    wait = timedelta(minutes=WAITS[min(mail.tries, len(WAITS) - 1)])
    gives_up = now - since >= PATIENCE
    ours.update(
        state=Mail.State.FAILED if gives_up else Mail.State.QUEUED,
        reason=verdict.reason,
        answer=verdict.answer,
        tries=models.F("tries") + 1,
        tried_since=since,
        not_before=now + wait,
        leased_until=None,
    )
    if not verdict.is_for_all:
        return
    with scopes_disabled():
        # All programmes write through the one server.
        due(now).update(
            reason=verdict.reason,
            answer=verdict.answer,
            tried_since=Coalesce("tried_since", models.Value(now)),
            not_before=now + BREATHER,
        )
