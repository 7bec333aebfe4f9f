from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from entrelacs.commons.background.queries import last_beat
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.models import Person

# Cron calls every minute at most: what waits for longer waits for nobody.
SILENCE = timedelta(minutes=3)


def outbox() -> QuerySet[Mail]:
    """Every mail of the programme in scope, the newest first."""
    return Mail.objects.select_related("person")


def mails_about(subject: models.Model) -> QuerySet[Mail]:
    """What was written about one thing, such as a meeting, the newest first."""
    return outbox().filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


def mails_of(person: Person) -> QuerySet[Mail]:
    """What was written to someone, the newest first."""
    return outbox().filter(person=person)


def counts_by_state(mails: QuerySet[Mail] | None = None) -> dict[Mail.State, int]:
    """How many of these mails, or of all, are in each state; states without a mail say 0."""
    rows = (outbox() if mails is None else mails).order_by().values_list("state")
    counted = dict(rows.annotate(number=Count("pk")).values_list("state", "number"))
    return {state: counted.get(state.value, 0) for state in Mail.State}


def due(now: datetime) -> QuerySet[Mail]:
    """Mails to be sent, and whose time has come."""
    is_time = Q(not_before__isnull=True) | Q(not_before__lte=now)
    return Mail.objects.filter(is_time, state=Mail.State.QUEUED)


def unsent_since(now: datetime) -> datetime | None:
    """Since when mails wait and nobody sends them; None when somebody does, or none waits.

    Within a scope, only that programme's mails count.
    """
    since = now - SILENCE
    asked = Coalesce("not_before", "created_at")
    oldest = due(now).aggregate(oldest=Min(asked))["oldest"]
    beat = last_beat()
    if oldest is None or oldest > since or (beat is not None and beat > since):
        return None
    return max(oldest, beat) if beat is not None else oldest
