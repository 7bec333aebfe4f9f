"""Gatherings as calendars read them (iCalendar, RFC 5545)."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils import timezone

from entrelacs.act.gatherings.models import Gathering
from entrelacs.commons.site.address import absolute

if TYPE_CHECKING:
    from icalendar import Event

MAKER = "-//Entrelacs//Grandes Rencontres//FR"
# How often a calendar that follows the feed comes back.
ASKED_AGAIN = datetime.timedelta(hours=6)
A_YEAR = datetime.timedelta(days=366)


def begins_at(gathering: Gathering) -> datetime.datetime:
    """When it begins, in the time of the place."""
    return _local(gathering.day, gathering.starts_at)


def event_of(gathering: Gathering, *, url: str = "", is_cancelled: bool = False) -> "Event":
    """One gathering, or someone's coming to it that is called off.

    Its UID never changes and its SEQUENCE counts the changes people must hear of: a calendar that
    holds it already replaces what it holds.
    """
    from icalendar import Event  # noqa: PLC0415 -- slow import

    event = Event()
    event.add("uid", f"gathering-{gathering.pk}@{urlsplit(absolute('/')).hostname}")
    event.add("dtstamp", timezone.now().astimezone(datetime.UTC))
    event.add("sequence", gathering.revision)
    event.add("summary", gathering.name)
    event.add("dtstart", begins_at(gathering))
    event.add("dtend", _local(gathering.day, gathering.ends_at))
    where = ", ".join(filter(None, (gathering.place, gathering.address)))
    if where:
        event.add("location", where)
    if url:
        event.add("url", url)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return event


def calendar_of(events: "Iterable[Event]", *, name: str) -> str:
    """A whole calendar, with the rules of the clocks its events need."""
    from icalendar import Calendar  # noqa: PLC0415 -- slow import

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    days = []
    for event in events:
        calendar.add_component(event)
        days.append(event.start.date())
    if days:
        calendar.add_missing_timezones(min(days) - A_YEAR, max(days) + A_YEAR)
    return calendar.to_ical().decode()


def _local(day: datetime.date, time: datetime.time) -> datetime.datetime:
    zone = timezone.get_default_timezone()
    return datetime.datetime.combine(day, time, tzinfo=zone)
