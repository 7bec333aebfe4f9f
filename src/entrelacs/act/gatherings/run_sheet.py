"""The run sheet a new gathering begins with; everything in it may then be changed."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import SegmentKind

ROUNDED_TO = 5


@dataclass(frozen=True, kw_only=True)
class Moment:
    kind: SegmentKind
    minutes: int
    title: Any


# Four hours: 14:00 to 18:00.
MOMENTS = (
    Moment(kind=SegmentKind.WELCOME, minutes=30, title=_("Welcome and coffee")),
    Moment(kind=SegmentKind.OPENING, minutes=15, title=_("Opening and presentation of the place")),
    Moment(kind=SegmentKind.SHARING, minutes=15, title=_("What each strand thinks of the other")),
    Moment(kind=SegmentKind.PANEL, minutes=35, title=_("Round table: they already work together")),
    Moment(
        kind=SegmentKind.TABLES, minutes=65, title=_("Mixed tables: objectives, examples, leads")
    ),
    Moment(kind=SegmentKind.BREAK, minutes=15, title=_("Break")),
    Moment(kind=SegmentKind.PLENARY, minutes=25, title=_("Report-back of the tables")),
    Moment(kind=SegmentKind.PLENARY, minutes=10, title=_("Vote on the leads")),
    Moment(kind=SegmentKind.CLOSING, minutes=15, title=_("Commitments and working groups")),
    Moment(kind=SegmentKind.CLOSING, minutes=15, title=_("Closing words")),
)


def default_moments(
    *, starts_at: datetime.time, ends_at: datetime.time
) -> list[tuple[datetime.time, Moment, int]]:
    """When each moment begins and how long it lasts, fitted between the two hours."""
    planned = sum(moment.minutes for moment in MOMENTS)
    ratio = (_minutes(ends_at) - _minutes(starts_at)) / planned
    sheet, elapsed = [], 0
    for moment in MOMENTS:
        begins = _minutes(starts_at) + _rounded(elapsed * ratio)
        elapsed += moment.minutes
        ends = _minutes(starts_at) + _rounded(elapsed * ratio)
        if ends > begins:
            sheet.append((datetime.time(*divmod(begins, 60)), moment, ends - begins))
    return sheet


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


def _rounded(minutes: float) -> int:
    return round(minutes / ROUNDED_TO) * ROUNDED_TO
