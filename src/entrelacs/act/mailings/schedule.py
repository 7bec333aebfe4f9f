"""When reminders leave: so many days before the meeting, by the clocks of the place."""

import datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.calendar import begins_at
from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.mailings.models import Reminder

# J-7 and J-1, unless the organiser turns them off.
USUAL_DAYS = (7, 1)
# A server that was down may still send what is a day late, no more: it would be another message.
LATEST = datetime.timedelta(hours=24)


class Standing(TextChoices):
    """Where one reminder stands."""

    OFF = "off", _("Off")
    PLANNED = "planned", _("Planned")
    DUE = "due", _("About to leave")
    SENT = "sent", _("Sent")
    TOO_LATE = "too-late", _("Not sent: too late")


def due_at(reminder: Reminder, gathering: Gathering) -> datetime.datetime:
    """When it leaves; an hour that the change of clocks skips is the one after."""
    day = gathering.day - datetime.timedelta(days=reminder.days_before)
    local = datetime.datetime.combine(day, reminder.at, tzinfo=timezone.get_default_timezone())
    # Two local times of one zone would be compared by their clocks, not by the time that passes.
    return local.astimezone(datetime.UTC)


def standing_of(reminder: Reminder, gathering: Gathering, now: datetime.datetime) -> Standing:
    """Whether it is to leave, left, or will not leave for this date."""
    if reminder.sent_for == gathering.day:
        return Standing.SENT
    if not reminder.is_on:
        return Standing.OFF
    due, begins = due_at(reminder, gathering), begins_at(gathering).astimezone(datetime.UTC)
    set_since = now if has_moved(reminder, gathering) else reminder.since
    if due < set_since or now >= begins or now - due > LATEST:
        return Standing.TOO_LATE
    return Standing.DUE if now >= due else Standing.PLANNED


def has_moved(reminder: Reminder, gathering: Gathering) -> bool:
    """Whether the day changed since this reminder was last set for it."""
    return reminder.for_day is not None and reminder.for_day != gathering.day
