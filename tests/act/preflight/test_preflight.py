"""The page, what its buttons keep, and the address a phone opens to try."""

import datetime
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from entrelacs.act.checkin.models import DoorDevice
from entrelacs.act.preflight.actions import preflight_of
from entrelacs.act.preflight.checks import CHECKS
from entrelacs.act.preflight.models import Preflight
from entrelacs.act.preflight.queries import TRIAL
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.mail.models import Mail
from tests.act.preflight.facts import ready_meeting
from tests.factories import GatheringFactory, MemberFactory, TableFactory
from tests.web.signing_in import pass_second_factor


@pytest.fixture
def gathering(programme):
    return ready_meeting(programme, now=timezone.now())


def at(gathering, name="run_preflight"):
    return reverse(f"act:{name}", args=[gathering.slug])


def probe_of(gathering, name="preflight_probe"):
    return reverse(f"act:{name}", args=[preflight_of(gathering).probe])


def test_page_shows_every_check_in_one_of_three_groups(organizer_client, gathering):
    response = organizer_client.get(at(gathering))

    groups = [response.context[name] for name in ("to_do", "to_watch", "in_order")]
    shown = [each.looked.check.code for group in groups for each in group]
    assert sorted(shown) == sorted(check.code for check in CHECKS)
    content = response.content.decode()
    assert [code for code in shown if f'id="{code}"' not in content] == []


@pytest.mark.parametrize("count", [1, 12])
def test_page_asks_few_queries_whatever_the_size_of_the_room(
    client, gathering, programme, count, django_assert_max_num_queries
):
    owner = MemberFactory(role=RoleCode.OWNER)
    client.force_login(owner.account)
    pass_second_factor(client, owner.account)
    for number in range(10, 10 + count):
        TableFactory(gathering=gathering, number=number, scribe=owner)
        DoorDevice.objects.create(programme=programme, gathering=gathering, device=str(number))
    client.get(at(gathering))

    with django_assert_max_num_queries(15):
        response = client.get(at(gathering))

    assert response.status_code == 200


def test_facilitator_sees_no_button_of_the_organisers(client, gathering):
    client.force_login(MemberFactory(role=RoleCode.FACILITATOR).account)

    content = client.get(at(gathering)).content.decode()

    for name in ("compose", "invite", "invite_messages", "run_rehearsal"):
        assert at(gathering, name) + '"' not in content.split("<main")[1].split("preflight-top")[1]
    assert at(gathering, "run_codes") in content


def test_scribe_does_not_come_here(client, gathering):
    client.force_login(MemberFactory(role=RoleCode.SCRIBE).account)

    assert client.get(at(gathering)).status_code == 403


def test_trial_message_goes_to_whoever_asks_once_a_minute(
    organizer_client, organizer, gathering, time_machine
):
    time_machine.move_to(timezone.now().replace(second=1), tick=False)
    for _n in range(2):
        organizer_client.post(at(gathering, "run_preflight_mail"))

    mail = Mail.objects.get(kind=TRIAL)
    assert (mail.to, mail.person) == (organizer.email, organizer)
    assert at(gathering) in mail.text
    assert (mail.subject_type, mail.subject_id) == ("act.gathering", str(gathering.pk))


def test_printed_codes_are_those_of_the_tables_in_use(organizer_client, organizer, gathering):
    TableFactory(gathering=gathering, number=9, is_open=False)

    organizer_client.post(at(gathering, "run_preflight_codes"))

    preflight = Preflight.objects.get(gathering=gathering)
    assert preflight.codes_printed == [1, 2]
    assert timezone.now() - preflight.codes_printed_at < datetime.timedelta(minutes=1)
    entry = JournalEntry.objects.get(event="preflight.codes-printed")
    assert (entry.actor, entry.subject_id) == (organizer, str(gathering.pk))


@pytest.mark.parametrize(("sent", "kept"), [("0.4", 0), ("-61.7", -62), ("12", 12)])
def test_clock_keeps_whole_seconds(organizer_client, gathering, sent, kept):
    organizer_client.post(at(gathering, "run_preflight_clock"), {"offset": sent})

    preflight = Preflight.objects.get(gathering=gathering)
    assert preflight.clock_offset_seconds == kept
    assert timezone.now() - preflight.clock_checked_at < datetime.timedelta(minutes=1)


@pytest.mark.parametrize("sent", ["", "midi", "inf", "nan", "1e300"])
def test_clock_that_makes_no_sense_is_refused(organizer_client, gathering, sent):
    response = organizer_client.post(at(gathering, "run_preflight_clock"), {"offset": sent})

    assert response.status_code == 400
    assert Preflight.objects.get(gathering=gathering).clock_offset_seconds == 1


def test_server_tells_its_time_and_no_cache_keeps_it(client, db):
    before = timezone.now().timestamp() * 1000

    response = client.get(reverse("act:preflight_time"))

    assert (
        before - 1 <= json.loads(response.content)["now"] <= timezone.now().timestamp() * 1000 + 1
    )
    assert "no-store" in response["Cache-Control"]


def test_opening_the_probe_changes_nothing(client, gathering):
    Preflight.objects.update(phone_reached_at=None)

    response = client.get(probe_of(gathering))

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert Preflight.objects.get(gathering=gathering).phone_reached_at is None
    assert JournalEntry.objects.count() == 0


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_pressing_the_button_tells_that_a_phone_reached_the_site(client, gathering, accept):
    Preflight.objects.update(phone_reached_at=None)

    response = client.post(probe_of(gathering, "preflight_reached"), headers={"accept": accept})

    assert response.status_code == (302 if accept == "text/html" else 200)
    assert Preflight.objects.get(gathering=gathering).phone_reached_at is not None
    assert JournalEntry.objects.get().event == "preflight.phone-reached"


def test_button_pressed_again_and_again_is_noted_once_a_minute(client, gathering, time_machine):
    now = timezone.now()
    Preflight.objects.update(phone_reached_at=None)
    for seconds in (0, 10, 59, 61):
        time_machine.move_to(now + datetime.timedelta(seconds=seconds), tick=False)
        client.post(probe_of(gathering, "preflight_reached"))

    assert JournalEntry.objects.count() == 2


@pytest.mark.parametrize("name", ["preflight_probe", "preflight_reached"])
def test_probe_that_nobody_gave_does_not_exist(client, gathering, name):
    Preflight.objects.update(phone_reached_at=None)
    address = reverse(f"act:{name}", args=["AAAABBBBCCCC"])

    response = client.post(address) if name == "preflight_reached" else client.get(address)

    assert response.status_code == 404
    assert Preflight.objects.get(gathering=gathering).phone_reached_at is None


def test_probe_wants_the_token_of_its_own_form(gathering):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(probe_of(gathering, "preflight_reached")).status_code == 403


def test_probes_of_two_meetings_differ(programme):
    probes = {preflight_of(GatheringFactory()).probe for _n in range(20)}

    assert len(probes) == 20
    assert {bool(re.fullmatch(r"[\w-]{12}", probe)) for probe in probes} == {True}
