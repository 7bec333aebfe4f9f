"""Where the day stands, and which table waits for someone to go and see it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelacs.act.gatherings.models import Gathering, Segment, SegmentKind

# Minutes without a line at work time before a table turns amber, then red.
AMBER_AFTER, RED_AFTER = 3, 6


@dataclass(frozen=True, slots=True)
class Moment:
    segment: Segment
    state: str  # "done", "now" or "next"


@dataclass(frozen=True, slots=True)
class Day:
    moments: tuple[Moment, ...]
    now: Segment | None
    following: Segment | None
    # When the tables began to work, if they work now.
    working_since: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    kind: str  # "good", "warn", "bad" or "" when there is nothing to do
    words: str
    # The table works and has written nothing for too long: go and see it.
    is_silent: bool = False


def day_of(gathering: Gathering, segments: Sequence[Segment], now: datetime.datetime) -> Day:
    """Each moment done, now or next; a meeting of another day is all done, or all to come."""
    moments = tuple(Moment(each, _state(gathering, each, now)) for each in segments)
    current = next((each.segment for each in moments if each.state == "now"), None)
    following = next((each.segment for each in moments if each.state == "next"), None)
    is_work = current is not None and current.kind == SegmentKind.TABLES
    since = _at(gathering, current.starts_at) if current is not None and is_work else None
    return Day(moments=moments, now=current, following=following, working_since=since)


def pace_of(
    *,
    note_count: int,
    last_at: datetime.datetime | None,
    has_scribe: bool,
    day: Day,
    now: datetime.datetime,
    is_over: bool,
) -> Pace:
    """What to say of a table: its silence while tables work, else whether it is ready."""
    if day.working_since is not None and not is_over:
        quiet_since = max(filter(None, (day.working_since, last_at)))
        minutes = int((now - quiet_since).total_seconds() // 60)
        if minutes >= AMBER_AFTER:
            return _silence(minutes, has_begun=bool(note_count), has_scribe=has_scribe)
    if note_count:
        return Pace("good", _("Notes are coming in.") if not is_over else _("Notes taken."))
    if is_over:
        return Pace("", _("This table left no note."))
    if not has_scribe:
        return Pace("bad", _("Nobody is named to take notes yet."))
    return Pace("", _("Ready, no note yet."))


def _silence(minutes: int, *, has_begun: bool, has_scribe: bool) -> Pace:
    if has_begun:
        text = ngettext(
            "Nothing noted for %(count)d minute.", "Nothing noted for %(count)d minutes.", minutes
        )
    else:
        text = ngettext(
            "No note after %(count)d minute of work.",
            "No note after %(count)d minutes of work.",
            minutes,
        )
    words = text % {"count": minutes}
    if minutes >= RED_AFTER:
        return Pace("bad", words + " " + _("Go and see this table."), is_silent=True)
    # A table nobody holds was red before its work began.
    return Pace("warn" if has_begun or has_scribe else "bad", words)


def _state(gathering: Gathering, segment: Segment, now: datetime.datetime) -> str:
    begins = _at(gathering, segment.starts_at)
    if now < begins:
        return "next"
    return "now" if now < begins + datetime.timedelta(minutes=segment.minutes) else "done"


def _at(gathering: Gathering, time: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(gathering.day, time))
