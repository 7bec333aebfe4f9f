"""Each check in each of its states, on real rows."""

import datetime

import pytest
from django.utils import timezone

from entrelacs.act.checkin.models import DoorDevice
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.preflight.checks import CHECKS, State, look_at
from entrelacs.act.preflight.models import Preflight
from entrelacs.act.preflight.queries import TRIAL
from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.consent.models import ConsentText
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.models import Person
from entrelacs.commons.site.last_backup import LastBackup
from tests.act.preflight.facts import HOUR, facts_of, finding, ready_meeting
from tests.factories import (
    GatheringFactory,
    MailFactory,
    PersonFactory,
    RegistrationFactory,
    SeatingFactory,
    TableFactory,
)

NOW = timezone.make_aware(datetime.datetime(2027, 3, 11, 18, 0))  # noqa: DTZ001 -- made aware
DAY = datetime.timedelta(days=1)
GOOD, WARN, BAD, UNKNOWN = State


@pytest.fixture(autouse=True)
def _eve_of_the_meeting(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def meeting(programme):
    return ready_meeting(programme, now=NOW)


@pytest.fixture
def look(meeting, organizer):
    """`look("mail", free_bytes=0)`: the state of one check, on a machine changed so."""

    def state(code, *, now=NOW, **machine):
        return finding(facts_of(meeting, organizer, now, **machine), code).state

    return state


def change(meeting, **values):
    Preflight.objects.filter(gathering=meeting).update(**values)


def test_meeting_in_order_leaves_nothing_to_do(meeting, organizer):
    states = {
        each.check.code: each.finding.state for each in look_at(facts_of(meeting, organizer, NOW))
    }

    assert {code for code, state in states.items() if state is not GOOD} == set()
    assert len(states) == len(CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
@pytest.mark.parametrize("is_ready", [True, False], ids=["ready", "bare"])
def test_check_says_what_it_saw_and_what_to_do(programme, organizer, check, is_ready):
    gathering = ready_meeting(programme, now=NOW) if is_ready else GatheringFactory()

    found = check.look(facts_of(gathering, organizer, NOW))

    assert str(check.title)
    assert found.state in State
    assert found.seen
    assert all(line.strip() for line in found.seen)
    assert bool(found.todo) is (found.state is not GOOD)
    assert all(way.words and way.url.startswith("/") for way in found.ways)


def test_codes_of_checks_are_all_different():
    codes = [check.code for check in CHECKS]

    assert len(codes) == len(set(codes))


def test_tables_without_scribe_are_named(meeting, organizer):
    meeting.tables.filter(number=2).update(scribe=None)

    found = finding(facts_of(meeting, organizer, NOW), "hosts")

    assert found.state is BAD
    assert "2" in found.todo
    assert "1" not in found.todo


def test_table_without_host_is_to_be_watched(meeting, look):
    meeting.tables.filter(number=2).update(facilitator=None)

    assert look("hosts") is WARN


def test_tables_put_away_ask_for_nobody(meeting, look):
    TableFactory(gathering=meeting, number=3, is_open=False)

    assert look("hosts") is GOOD


@pytest.mark.parametrize("code", ["hosts", "codes", "notebooks"])
def test_without_tables_one_check_alone_is_to_be_done(meeting, look, code):
    meeting.tables.update(is_open=False)

    assert (look("places"), look(code)) == (BAD, WARN)


def test_missing_places_are_counted(meeting, organizer):
    for _n in range(6):
        RegistrationFactory(gathering=meeting)

    found = finding(facts_of(meeting, organizer, NOW), "places")

    assert found.state is BAD
    assert found.todo.split()[0] == "2"


def test_those_who_do_not_come_need_no_place(meeting, look):
    for status in Registration.NOT_EXPECTED:
        for _n in range(5):
            RegistrationFactory(gathering=meeting, status=status)

    assert look("places") is GOOD


def test_pole_that_is_short_is_to_be_watched(meeting, look):
    world = meeting.registrations.order_by("pk")[0].person.worlds.get()
    for _n in range(3):
        RegistrationFactory(gathering=meeting, person=PersonFactory(worlds=[world]))

    assert look("places") is WARN


def test_people_without_mail_are_counted(meeting, organizer):
    RegistrationFactory(gathering=meeting, person=PersonFactory(email=""))

    found = finding(facts_of(meeting, organizer, NOW), "reach")

    assert (found.state, found.seen[1].split()[0]) == (WARN, "1")


def test_empty_list_is_to_be_filled(meeting, look):
    meeting.registrations.order_by("pk").delete()

    assert look("reach") is BAD


def test_invented_people_need_no_mail(meeting, look):
    Person.objects.filter(pk__in=meeting.registrations.values("person")).update(email="")
    Gathering.objects.filter(pk=meeting.pk).update(is_rehearsal=True)

    assert look("reach") is GOOD


def test_consent_texts_are_missing_in_part_or_altogether(meeting, look):
    ConsentText.objects.filter(use="news").delete()
    in_part = look("consents")
    ConsentText.objects.order_by("pk").delete()

    assert (in_part, look("consents")) == (WARN, BAD)


def test_programme_without_contact_is_to_be_watched(meeting, look, programme):
    programme.contact = ""
    programme.save()

    assert look("consents") is WARN


@pytest.mark.parametrize(("is_demo", "state"), [(True, WARN), (False, BAD)])
def test_without_mail_server_nothing_leaves(look, is_demo, state):
    assert look("mail", mail_server="", is_demo=is_demo) is state


def test_worker_that_is_silent_sends_nothing(look):
    WorkerBeat.objects.update(beaten_at=NOW - datetime.timedelta(minutes=4))
    assert look("mail") is BAD

    WorkerBeat.objects.all().delete()
    assert look("mail") is BAD
    assert look("mail", has_worker=False) is GOOD


def test_mail_that_waits_too_long_or_failed_is_to_be_watched(look):
    mail = MailFactory(state=Mail.State.QUEUED)
    assert look("mail") is GOOD

    Mail.objects.filter(pk=mail.pk).update(created_at=NOW - HOUR)
    assert look("mail") is WARN

    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.BOUNCED)
    assert look("mail") is WARN


def test_mail_never_tried_is_unknown_and_old_failures_are_forgotten(look):
    Mail.objects.update(state=Mail.State.FAILED, sent_at=None, created_at=NOW - 8 * DAY)

    assert look("mail") is UNKNOWN


@pytest.mark.parametrize(
    ("state", "reason"),
    [("sent", ""), ("queued", ""), ("queued", "server-away"), ("failed", "recipient-refused")],
)
def test_trial_message_says_what_became_of_it(meeting, organizer, state, reason):
    MailFactory(
        kind=TRIAL, person=organizer, to="moi@exemple.fr", state=state, reason=reason, about=meeting
    )
    MailFactory(kind=TRIAL, to="autre@exemple.fr", about=meeting)

    told = [line for line in finding(facts_of(meeting, organizer, NOW), "mail").seen if "@" in line]

    assert len(told) == 1
    assert "moi@exemple.fr" in told[0]


def test_address_of_this_machine_reaches_nobody(look):
    assert look("address", is_own_name=True) is BAD


def test_phone_that_never_tried_is_unknown(meeting, look):
    change(meeting, phone_reached_at=None)

    assert look("address") is UNKNOWN


def test_phone_tries_again_on_the_day(look):
    assert look("address", now=NOW + DAY) is WARN


def test_address_without_https_is_to_be_watched(look):
    assert look("address", is_secure=False) is WARN


@pytest.mark.parametrize(
    ("offset", "state"),
    [(0, GOOD), (4, GOOD), (-4, GOOD), (5, WARN), (-59, WARN), (60, BAD), (-3600, BAD)],
)
def test_clock_is_judged_by_its_offset(meeting, look, offset, state):
    change(meeting, clock_offset_seconds=offset)

    assert look("clock") is state


def test_clock_never_compared_is_unknown_and_one_compared_long_ago_is_watched(meeting, look):
    assert look("clock", now=NOW + DAY) is WARN
    change(meeting, clock_checked_at=None, clock_offset_seconds=None)
    assert look("clock") is UNKNOWN


def test_codes_not_printed_are_unknown(meeting, look):
    change(meeting, codes_printed_at=None)

    assert look("codes") is UNKNOWN


def test_tables_laid_since_the_codes_were_printed_are_named(meeting, organizer):
    TableFactory(gathering=meeting, number=7)

    found = finding(facts_of(meeting, organizer, NOW), "codes")

    assert found.state is BAD
    assert "7" in found.seen[-1]


def test_kit_not_downloaded_is_unknown(meeting, look):
    change(meeting, kit_downloaded_at=None)

    assert look("kit") is UNKNOWN


def test_kit_older_than_the_plan_is_to_be_made_again(meeting, look):
    SeatingFactory(gathering=meeting, version=4)

    assert look("kit") is BAD


def test_kit_older_than_the_list_is_to_be_watched(meeting, look):
    row = RegistrationFactory(gathering=meeting)
    Registration.objects.filter(pk=row.pk).update(created_at=NOW)

    assert look("kit") is WARN


def test_kit_without_any_plan_is_good_while_there_is_none(meeting, look):
    meeting.seatings.order_by("pk").delete()
    change(meeting, kit_version=None)

    assert look("kit") is GOOD


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ([], UNKNOWN),
        ([(3 * HOUR, 0), (3 * HOUR, 0)], UNKNOWN),
        ([(HOUR, 0)], WARN),
        ([(HOUR, 0), (HOUR, 2)], WARN),
        ([(HOUR, 0), (HOUR, 0)], GOOD),
    ],
)
def test_phones_at_the_door_are_seen_and_hold_nothing(programme, meeting, look, values, state):
    DoorDevice.objects.all().delete()
    for number, (since, waiting) in enumerate(values):
        DoorDevice.objects.create(
            programme=programme, gathering=meeting, device=str(number),
            last_seen_at=NOW - since, waiting=waiting,
        )  # fmt: skip

    assert look("doors") is state


def test_notebooks_of_a_closed_meeting_take_nothing(meeting, look):
    Gathering.objects.filter(pk=meeting.pk).update(is_closed=True)

    assert look("notebooks") is BAD


@pytest.mark.parametrize(
    ("age", "state"), [(25 * HOUR, GOOD), (27 * HOUR, WARN), (6 * DAY, WARN), (7 * DAY, BAD)]
)
def test_backup_is_judged_by_its_age(look, age, state):
    assert look("backup", backup=LastBackup(made_at=NOW - age, rows=1)) is state


def test_backup_never_made_is_to_be_made(look):
    assert look("backup", backup=None) is BAD


@pytest.mark.parametrize(
    ("machine", "state"),
    [
        ({"free_bytes": 999_999_999}, WARN),
        ({"free_bytes": 199_999_999}, BAD),
        ({"is_writable": False}, BAD),
        ({"has_good_journal": False}, WARN),
    ],
)
def test_storage_is_judged_by_disk_and_database(look, machine, state):
    assert look("storage", **machine) is state
