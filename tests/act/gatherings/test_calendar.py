import datetime

import pytest
from icalendar import Calendar

from entrelacs.act.gatherings.actions import edit_gathering
from entrelacs.act.gatherings.calendar import calendar_of, event_of
from tests.factories import GatheringFactory


def read(*gatherings, **options):
    """The events, once written and parsed back."""
    events = [event_of(each, **options) for each in gatherings]
    parsed = Calendar.from_ical(calendar_of(events, name="Programme; d’ici, de là"))
    return parsed, list(parsed.walk("VEVENT"))


def test_event_says_when_where_and_which(programme):
    gathering = GatheringFactory(
        name="Rencontre; été, d’ici",
        day=datetime.date(2027, 3, 12),
        place="Halle",
        address="1, rue du Port",
    )

    calendar, [event] = read(gathering, url="https://entrelacs.example.org/p/x/")

    assert str(calendar["X-WR-CALNAME"]) == "Programme; d’ici, de là"
    assert event["UID"] == f"gathering-{gathering.pk}@entrelacs.example.org"
    assert (event["SUMMARY"], event["LOCATION"]) == (
        "Rencontre; été, d’ici",
        "Halle, 1, rue du Port",
    )
    assert (event["STATUS"], event["URL"]) == ("CONFIRMED", "https://entrelacs.example.org/p/x/")
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event.end - event.start == datetime.timedelta(hours=4)


@pytest.mark.parametrize(
    ("day", "starts_utc"),
    [
        ("2027-03-27", "13:00"),
        # Summer time begins, then ends: two in the afternoon is not the same moment.
        ("2027-03-28", "12:00"),
        ("2027-10-30", "12:00"),
        ("2027-10-31", "13:00"),
    ],
)
def test_hours_are_those_of_the_place_around_a_change_of_time(programme, day, starts_utc):
    calendar, [event] = read(GatheringFactory(day=datetime.date.fromisoformat(day)))

    assert event.start.astimezone(datetime.UTC).strftime("%H:%M") == starts_utc
    [zone] = calendar.walk("VTIMEZONE")
    # What a calendar that trusts the file, and not its own tables, would read.
    ours = zone.to_tz(lookup_tzid=False)
    local = datetime.datetime.combine(event.start.date(), datetime.time(14), tzinfo=ours)
    assert local.astimezone(datetime.UTC).strftime("%H:%M") == starts_utc


def test_event_keeps_its_name_and_counts_the_changes_people_must_hear_of(programme, organizer):
    gathering = GatheringFactory()
    _calendar, [before] = read(gathering)

    edit_gathering(actor=organizer, gathering=gathering, place="Ailleurs")
    edit_gathering(actor=organizer, gathering=gathering, place="Ailleurs", typology=None)
    edit_gathering(actor=organizer, gathering=gathering, day=datetime.date(2027, 4, 2))

    _calendar, [after] = read(gathering)
    assert (after["UID"], before["SEQUENCE"], after["SEQUENCE"]) == (before["UID"], 0, 2)


def test_coming_called_off_is_told_to_the_calendar(programme):
    _calendar, [event] = read(GatheringFactory(), is_cancelled=True)

    assert event["STATUS"] == "CANCELLED"


def test_calendar_without_any_event_is_one_all_the_same(programme):
    calendar, events = read()

    assert (calendar["VERSION"], events) == ("2.0", [])
