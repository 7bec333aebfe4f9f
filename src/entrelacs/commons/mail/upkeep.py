"""What the outbox needs from time to time, whatever happened to those who were sending."""

import logging
from datetime import datetime, timedelta

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q
from django_scopes import scopes_disabled

from entrelacs.commons.mail.carrier import hang_up
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.queries import due
from entrelacs.commons.mail.tasks import hand_out, mails_with_a_task

logger = logging.getLogger(__name__)

# As `Mail.personal_data` declares.
KEPT = timedelta(days=365)


def doubt_abandoned_mails(now: datetime) -> None:
    """Who was sending died after the server was told to listen: only people can find out the rest."""
    with scopes_disabled():
        abandoned = Mail.objects.filter(state=Mail.State.SENDING, leased_until__lt=now)
        count = abandoned.update(state=Mail.State.DOUBTFUL, reason="sender-lost", answer="")
    if count:
        logger.warning("%s mail(s) perhaps sent: their sender died", count)


def hand_out_due_mails(now: datetime) -> None:
    """Mails whose time has come again, and those whose task was lost, get one."""
    with scopes_disabled():
        waiting = set(due(now).values_list("pk", flat=True))
        if waiting:
            hand_out(sorted(waiting - mails_with_a_task()))


def leave_the_server(_now: datetime) -> None:
    """A connection that served is not held idle for longer than a tick."""
    hang_up()


def empty_old_mails(now: datetime) -> None:
    """After a year nothing says whom a mail was for; its key stays, so that it is not written again."""
    with scopes_disabled():
        old = Mail.objects.filter(~Q(to=""), created_at__lt=now - KEPT)
        ended = old.exclude(state__in=[Mail.State.QUEUED, Mail.State.SENDING])
        ended.filter(state=Mail.State.DRAFT).update(state=Mail.State.CANCELLED)
        ended.update(person=None, to="", subject="", text="", html="", calendar="", answer="")


def doubt_restored_mails(alias: str = DEFAULT_DB_ALIAS) -> int:
    """A backup is older than what was sent since: what it says is still to be sent may have left."""
    with scopes_disabled():
        waiting = Mail.objects.using(alias).filter(
            state__in=[Mail.State.QUEUED, Mail.State.SENDING]
        )
        return waiting.update(state=Mail.State.DOUBTFUL, reason="restored", answer="")


TICKS = (doubt_abandoned_mails, hand_out_due_mails, leave_the_server, empty_old_mails)
