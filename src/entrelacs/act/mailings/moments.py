"""When and where, as one writes it in a letter."""

import datetime
from typing import Protocol

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class Held(Protocol):
    """A meeting, or what was once announced of it."""

    day: datetime.date
    starts_at: datetime.time
    ends_at: datetime.time
    place: str
    address: str


def when_in_words(held: Held) -> str:
    """Friday 12 March 2027, from 14:00 to 18:00."""
    return _("%(day)s, from %(start)s to %(end)s") % {
        "day": day_in_words(held.day),
        "start": f"{held.starts_at:%H:%M}",
        "end": f"{held.ends_at:%H:%M}",
    }


def where_in_words(held: Held) -> str:
    """The place and its postal address, or nothing while nobody knows."""
    return ", ".join(filter(None, (held.place, held.address)))


def day_in_words(day: datetime.date) -> str:
    return str(date_format(day, "l j F Y"))


def moment_in_words(moment: datetime.datetime) -> str:
    """Friday 5 March at 10:00, by the clocks of the place."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return _("%(day)s at %(time)s") % {
        "day": date_format(local, "l j F"),
        "time": f"{local:%H:%M}",
    }
