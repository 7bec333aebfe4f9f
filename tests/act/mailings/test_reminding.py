"""Reminders leave so many days before, by the clocks of the place, once, and follow the date."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from entrelacs.act.gatherings.actions import close_gathering, edit_gathering
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.errors import UsualReminder
from entrelacs.act.mailings.models import Reminder
from entrelacs.act.mailings.queries import reminders_of
from entrelacs.act.mailings.reminding import queue_due_reminders, remove_reminder, set_reminder
from entrelacs.act.mailings.schedule import Standing, due_at, standing_of
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.actions import forget_person
from tests.factories import GatheringFactory, PersonFactory, RegistrationFactory

PARIS = ZoneInfo("Europe/Paris")
# Clocks move forward in the night before the last Sunday of March: 28 March 2027.
MONDAY_AFTER = datetime.date(2027, 3, 29)


def at(day: int, hour: int = 10, minute: int = 0, month: int = 3) -> datetime.datetime:
    """A moment by the clocks of Paris, as the server counts it."""
    return datetime.datetime(2027, month, day, hour, minute, tzinfo=PARIS).astimezone(datetime.UTC)


@pytest.fixture
def gathering(programme):
    """On Monday 29 March 2027 at 14:00, set up long before."""
    found = GatheringFactory(day=MONDAY_AFTER)
    found.created_at = at(1)
    found.save()
    return found


def listed(gathering, **details):
    registration = RegistrationFactory(gathering=gathering, **details)
    Registration.objects.filter(pk=registration.pk).update(created_at=at(1))
    return registration


def days_of(mails):
    return sorted(int(mail.key.split(":")[1]) for mail in mails.order_by("pk"))


def test_hour_is_that_of_the_place_on_either_side_of_the_change_of_clocks(gathering):
    week, eve = reminders_of(gathering)

    # 10:00 in winter is 09:00 UTC; 10:00 on the day clocks moved forward is 08:00 UTC.
    assert due_at(week, gathering) == datetime.datetime(2027, 3, 22, 9, tzinfo=datetime.UTC)
    assert due_at(eve, gathering) == datetime.datetime(2027, 3, 28, 8, tzinfo=datetime.UTC)


def test_hour_that_clocks_skip_is_the_one_after(gathering):
    eve = Reminder(gathering=gathering, days_before=1, at=datetime.time(2, 30))

    assert due_at(eve, gathering).astimezone(PARIS).hour == 3


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (at(22, 9, 59), []),
        (at(22, 10), [7]),
        (at(23, 10), [7]),
        (at(23, 10, 1), []),
        (at(28, 9, 59), []),
        (at(28, 10), [1]),
        (at(29, 9, 59), [1]),
        (at(29, 14), []),
    ],
)
def test_reminder_leaves_on_time_or_a_day_late_and_before_the_meeting(gathering, now, left):
    listed(gathering)

    queue_due_reminders(now)

    assert days_of(Mail.objects.all()) == left


def test_reminder_a_day_late_over_the_change_of_clocks_counts_hours_that_pass(gathering):
    """Between Saturday 10:00 and Sunday 10:00, only 23 hours pass that night."""
    gathering.day = datetime.date(2027, 3, 30)
    gathering.save()
    set_up = Reminder(gathering=gathering, days_before=3, since=at(1), for_day=gathering.day)

    assert standing_of(set_up, gathering, at(28, 11)) is Standing.DUE
    assert standing_of(set_up, gathering, at(28, 11, 1)) is Standing.TOO_LATE


def test_reminder_goes_once_to_those_expected_alone(gathering):
    coming = listed(gathering)
    invited = listed(gathering, status=Registration.Status.INVITED)
    listed(gathering, status=Registration.Status.DECLINED)
    listed(gathering, status=Registration.Status.WAITING)
    listed(gathering, person=PersonFactory(email=""))
    erased = listed(gathering)
    forget_person(actor=None, person=erased.person)

    first, second = queue_due_reminders(at(22)), queue_due_reminders(at(22, 10, 1))

    assert (first, second) == (2, 0)
    people = Mail.objects.order_by("pk").values_list("person", flat=True)
    assert set(people) == {coming.person_id, invited.person_id}


def test_whoever_registers_after_it_left_waits_for_the_next(gathering):
    listed(gathering)
    queue_due_reminders(at(22))
    late = RegistrationFactory(gathering=gathering)
    Registration.objects.filter(pk=late.pk).update(created_at=at(22, 12))

    assert queue_due_reminders(at(22, 12)) == 0
    assert queue_due_reminders(at(28)) == 2


def test_moved_date_is_followed(gathering):
    listed(gathering)
    queue_due_reminders(at(22))
    edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 4, 12))

    assert queue_due_reminders(at(28)) == 0
    assert queue_due_reminders(at(5, month=4)) == 1
    assert days_of(Mail.objects.all()) == [7, 7]


def test_moved_date_gives_no_reminder_whose_time_has_passed(gathering):
    listed(gathering)
    queue_due_reminders(at(22))
    # J-7 of the new date would have left two hours ago.
    edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 3, 30))

    assert queue_due_reminders(at(23, 12)) == 0
    reminder = Reminder.objects.get(days_before=7)
    assert standing_of(reminder, gathering, at(23, 12)) is Standing.TOO_LATE
    assert queue_due_reminders(at(29)) == 1


def test_date_that_comes_back_gives_no_second_reminder(gathering):
    listed(gathering)
    queue_due_reminders(at(22))
    edit_gathering(actor=None, gathering=gathering, day=datetime.date(2027, 4, 12))
    queue_due_reminders(at(22, 11))
    edit_gathering(actor=None, gathering=gathering, day=MONDAY_AFTER)

    assert queue_due_reminders(at(22, 12)) == 0


def test_closed_or_past_meeting_is_left_alone(gathering):
    listed(gathering)

    assert queue_due_reminders(at(30)) == 0
    close_gathering(actor=None, gathering=gathering)
    assert queue_due_reminders(at(22)) == 0


def test_rehearsal_is_not_recalled(gathering):
    gathering.is_rehearsal = True
    gathering.save()
    listed(gathering)

    assert queue_due_reminders(at(22)) == 0


def test_reminder_turned_off_does_not_leave(gathering):
    listed(gathering)
    set_reminder(actor=None, gathering=gathering, days_before=7, is_on=False)

    assert queue_due_reminders(at(22)) == 0
    assert [each.is_on for each in reminders_of(gathering)] == [False, True]


@pytest.mark.parametrize(("set_at", "left"), [(at(25, 9), 1), (at(26, 11), 0)])
def test_reminder_added_late_does_not_leave_at_once(gathering, time_machine, set_at, left):
    listed(gathering)
    time_machine.move_to(set_at, tick=False)
    set_reminder(actor=None, gathering=gathering, days_before=3)

    assert queue_due_reminders(at(26, 11, 30)) == left


def test_added_reminder_is_taken_away_and_usual_ones_are_not(gathering):
    added = set_reminder(actor=None, gathering=gathering, days_before=3)
    usual = set_reminder(actor=None, gathering=gathering, days_before=7, at=datetime.time(9))

    remove_reminder(actor=None, reminder=added)
    with pytest.raises(UsualReminder):
        remove_reminder(actor=None, reminder=usual)

    assert [each.days_before for each in reminders_of(gathering)] == [7, 1]
    assert reminders_of(gathering)[0].at == datetime.time(9)


def test_every_programme_is_served_within_its_own_walls(gathering, programme, other_programme):
    listed(gathering)
    with scope(programme=other_programme):
        theirs = GatheringFactory(day=MONDAY_AFTER)
        theirs.created_at = at(1)
        theirs.save()
        listed(theirs)

    with scopes_disabled():
        assert queue_due_reminders(at(22)) == 2

    assert Mail.objects.get().programme == programme
    with scope(programme=other_programme):
        assert Mail.objects.get().subject_id == str(theirs.pk)


def test_quiet_tick_asks_few_queries(gathering, django_assert_max_num_queries):
    for _n in range(5):
        listed(gathering)
    queue_due_reminders(at(22))

    with django_assert_max_num_queries(3):
        assert queue_due_reminders(timezone.now()) == 0


def test_page_foretells_that_a_moved_reminder_comes_too_late(gathering):
    """Before the clock ticks: the date has just moved, and its time has passed already."""
    gathering.day = datetime.date(2027, 3, 30)
    kept = Reminder(gathering=gathering, days_before=7, for_day=MONDAY_AFTER, since=at(1))

    assert standing_of(kept, gathering, at(23, 12)) is Standing.TOO_LATE
    assert standing_of(kept, gathering, at(23, 9)) is Standing.PLANNED
