"""Reminders: when they leave by themselves, and what an organiser changes about it."""

import datetime

from django.db import models, transaction
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.mailings.errors import UsualReminder
from entrelacs.act.mailings.kinds import kind_of
from entrelacs.act.mailings.models import LAST_DAY, Reminder
from entrelacs.act.mailings.queries import addressees_of, with_usual_reminders
from entrelacs.act.mailings.schedule import (
    LATEST,
    USUAL_DAYS,
    Standing,
    due_at,
    has_moved,
    standing_of,
)
from entrelacs.act.mailings.telling import note_told
from entrelacs.act.mailings.writing import write_letter
from entrelacs.commons.journal.actions import record
from entrelacs.commons.mail.actions import queue_mail


@transaction.atomic
def set_reminder(
    *,
    actor: models.Model | None,
    gathering: Gathering,
    days_before: int,
    at: datetime.time | None = None,
    is_on: bool = True,
) -> Reminder:
    """Turn a reminder on or off, or change its hour; what was due before that does not leave."""
    reminder, added = Reminder.objects.select_for_update().get_or_create(
        gathering=gathering,
        days_before=days_before,
        defaults={"programme_id": gathering.programme_id},
    )
    hour = at or reminder.at
    if added or (reminder.at, reminder.is_on) != (hour, is_on):
        reminder.at, reminder.is_on = hour, is_on
        reminder.for_day, reminder.since = gathering.day, timezone.now()
        reminder.save()
        record(actor=actor, event="reminder.set", subject=reminder, days=days_before, is_on=is_on)
    return reminder


@transaction.atomic
def remove_reminder(*, actor: models.Model | None, reminder: Reminder) -> None:
    """Take away a reminder that was added; the usual ones can only be turned off."""
    if reminder.days_before in USUAL_DAYS:
        raise UsualReminder(days=reminder.days_before)
    record(actor=actor, event="reminder.removed", subject=reminder, days=reminder.days_before)
    reminder.delete()


def queue_due_reminders(now: datetime.datetime | None = None) -> int:
    """Write the reminders whose time has come, in every programme; returns how many mails that makes.

    Twice at once makes each mail once. A reminder follows the day of the meeting: when it moves, it
    leaves again for the new day, if its new time is still to come.
    """
    now = now or timezone.now()
    count = 0
    for gathering in _gatherings_to_recall(now):
        with scope(programme=gathering.programme):
            for reminder in with_usual_reminders(gathering, gathering.reminders.all()):
                if reminder.pk is None or has_moved(reminder, gathering):
                    _follow(reminder, gathering, now)
                if standing_of(reminder, gathering, now) is Standing.DUE:
                    count += _send(gathering.pk, reminder.days_before, now)
    return count


def _gatherings_to_recall(now: datetime.datetime) -> list[Gathering]:
    today = timezone.localdate(now)
    with scopes_disabled():
        return list(
            Gathering.objects.filter(
                is_closed=False,
                is_rehearsal=False,
                day__gte=today,
                day__lte=today + datetime.timedelta(days=LAST_DAY) + LATEST,
            )
            .select_related("programme")
            .prefetch_related("reminders")
            .order_by("pk")
        )


@transaction.atomic
def _follow(reminder: Reminder, gathering: Gathering, now: datetime.datetime) -> None:
    """Set a reminder for the day the meeting now has."""
    kept, added = Reminder.objects.select_for_update().get_or_create(
        gathering=gathering,
        days_before=reminder.days_before,
        defaults={
            "programme_id": gathering.programme_id,
            "for_day": gathering.day,
            "since": reminder.since,
        },
    )
    if not added and kept.for_day != gathering.day:
        kept.for_day, kept.since = gathering.day, now
        kept.save(update_fields=["for_day", "since"])
    reminder.for_day, reminder.since = kept.for_day, kept.since


@transaction.atomic
def _send(gathering_id: int, days_before: int, now: datetime.datetime) -> int:
    """Write to everyone expected who was on the list when it came due, once for this day."""
    reminder = Reminder.objects.select_for_update().get(
        gathering=gathering_id, days_before=days_before
    )
    gathering = Gathering.objects.select_related("programme").get(pk=gathering_id)
    # Another process may have sent it meanwhile, or an organiser have closed the meeting.
    if gathering.is_closed or standing_of(reminder, gathering, now) is not Standing.DUE:
        return 0
    kind = kind_of("reminder")
    people = list(
        addressees_of(gathering)
        .filter(status__in=kind.statuses, created_at__lte=due_at(reminder, gathering))
        .exclude(person__email="")
    )
    for registration in people:
        key = f"reminder:{days_before}:{gathering.day.isoformat()}:{registration.pk}"
        letter = write_letter(kind=kind, registration=registration, key=key)
        queue_mail(actor=None, programme=gathering.programme, letter=letter)
    note_told(gathering=gathering, registrations=people)
    reminder.sent_for = gathering.day
    reminder.save(update_fields=["sent_for"])
    record(
        actor=None, event="reminder.sent", subject=reminder, days=days_before, people=len(people)
    )
    return len(people)
