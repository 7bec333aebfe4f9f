"""Times and lengths as people say them."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _


def moment(at: datetime.datetime, now: datetime.datetime) -> str:
    """When it was: the hour alone for today."""
    local = timezone.localtime(at)
    hour = f"{local:%H:%M}"
    if local.date() == timezone.localdate(now):
        return _("today at %(hour)s") % {"hour": hour}
    day = date_format(local, "j F")
    return _("on %(day)s at %(hour)s") % {"day": day, "hour": hour}


def day_from_now(days: int) -> str:
    """How far the meeting is."""
    near = {
        -1: _("The meeting was yesterday."),
        0: _("The meeting is today."),
        1: _("The meeting is tomorrow."),
    }
    if days in near:
        return near[days]
    text = (
        _("The meeting is in %(count)d days.")
        if days > 0
        else _("The meeting was %(count)d days ago.")
    )
    return text % {"count": abs(days)}


def gigabytes(count: int) -> str:
    """A size of disk, in the language spoken; nobody decides on a tenth of a hundred gigabytes."""
    size = count / 1e9
    return number_format(size, decimal_pos=0 if size >= 10 else 1)
