"""What the script of the page asks and sends."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from entrelacs.act.checkin.models import Arrival, DoorDevice
from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.messages import SENTENCES
from tests.conftest import StrictClient
from tests.factories import (
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
    WorldFactory,
)

LIST_QUERIES = 11


@pytest.fixture
def guest(programme):
    person = PersonFactory(
        given_name="Ana",
        family_name="Lopez",
        organization=OrganizationFactory(name="Aux Pains"),
        worlds=[WorldFactory(code="ts")],
    )
    return RegistrationFactory(person=person, link_salt="0123456789abcdef", needs="near the door")


def address(name, registration):
    return reverse(f"act:checkin_{name}", args=[registration.gathering.slug])


def post(client, registration, batch):
    body = batch if isinstance(batch, str | bytes) else json.dumps(batch)
    return client.post(address("arrivals", registration), body, content_type="application/json")


def arrival(registration, **changes):
    return {
        "client_id": str(uuid.uuid4()),
        "kind": "in",
        "registration": registration.pk,
        **changes,
    }


def test_list_holds_what_the_door_needs_and_no_more(organizer_client, guest):
    response = organizer_client.get(address("list", guest))

    listed = response.json()
    assert listed["people"] == [
        {
            "id": guest.pk,
            "key": f"{guest.pk}-0123456789abcdef",
            "given": "Ana",
            "family": "Lopez",
            "structure": "Aux Pains",
            "worlds": ["ts"],
            "needs": "near the door",
        }
    ]
    assert sorted(listed) == ["closed", "csrf", "day", "devices", "origins", "people"]
    assert listed["origins"] == ["http://testserver", "https://entrelacs.example.org"]
    assert guest.person.email not in response.content.decode()
    assert personal_token(guest) not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_needs_are_for_organisers(client, make_member, guest):
    client.force_login(make_member(RoleCode.SCRIBE).account)

    response = client.get(address("list", guest))

    assert "needs" not in response.json()["people"][0]
    assert "near the door" not in response.content.decode()


def test_list_unchanged_is_told_in_no_byte_and_with_the_time(organizer_client, guest):
    url = address("list", guest)
    etag = organizer_client.get(url)["ETag"]
    before = timezone.now().timestamp() * 1000

    same = organizer_client.get(url, headers={"If-None-Match": etag})
    Registration.objects.update(presence="present")
    changed = organizer_client.get(url, headers={"If-None-Match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert int(same["X-Now"]) >= before - 1
    assert (changed.status_code, changed.json()["people"][0]["present"]) == (200, True)


def test_answer_comes_gesture_by_gesture_with_people_as_they_stand(organizer_client, guest):
    first, wrong = arrival(guest), arrival(guest, token="1-x.false")
    unreadable = {"client_id": "mine", "kind": "dance"}
    now = round(timezone.now().timestamp() * 1000)
    second = arrival(guest, at=now + 60_000)

    response = post(
        organizer_client, guest, {"operations": [{**first, "at": now}, wrong, unreadable, second]}
    )

    person = {
        "id": guest.pk,
        "key": f"{guest.pk}-0123456789abcdef",
        "given": "Ana",
        "family": "Lopez",
        "structure": "Aux Pains",
        "worlds": ["ts"],
        "present": True,
        "at": now,
        "seen": now + 60_000,
        "needs": "near the door",
    }
    assert response.json()["answers"] == [
        {"client_id": first["client_id"], "answer": "stored", "person": person},
        {
            "client_id": wrong["client_id"],
            "answer": "refused",
            "code": "arrival-token-false",
            "sentence": str(SENTENCES["arrival-token-false"]),
        },
        {
            "client_id": "mine",
            "answer": "refused",
            "code": "arrival-unreadable",
            "sentence": str(SENTENCES["arrival-unreadable"]),
        },
        {"client_id": second["client_id"], "answer": "already", "at": now, "person": person},
    ]
    assert Arrival.objects.count() == 2


def test_newcomer_who_is_listed_is_shown_to_choose(organizer_client, guest):
    newcomer = {
        "client_id": str(uuid.uuid4()),
        "kind": "walk-in",
        "given_name": "Ana",
        "family_name": "Lopez",
        "structure": "Aux Pains",
    }

    [answer] = post(organizer_client, guest, {"operations": [newcomer]}).json()["answers"]

    assert (answer["answer"], answer["code"]) == ("refused", "arrival-already-listed")
    assert answer["listed"]["id"] == guest.pk


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        "[]",
        "3",
        '{"operations": {}}',
        '{"operations": [], "device": 3}',
        json.dumps({"operations": [], "device": "d" * 37}),
        json.dumps({"operations": [], "device": "a\x00"}),
        json.dumps({"operations": [{}] * 101}),
    ],
)
def test_what_is_no_batch_is_refused_with_a_sentence(organizer_client, guest, body):
    response = post(organizer_client, guest, body)

    assert response.status_code == 400
    assert response.json() == {
        "code": "arrival-unreadable",
        "sentence": str(SENTENCES["arrival-unreadable"]),
    }


def test_phone_at_the_door_is_known_with_what_it_keeps(organizer_client, guest):
    for waiting in (3, 0):
        post(organizer_client, guest, {"device": "phone-1", "waiting": waiting, "operations": []})

    device = DoorDevice.objects.get()
    assert (device.device, device.waiting) == ("phone-1", 0)
    assert organizer_client.get(address("list", guest)).json()["devices"] == [["phone-1", 0]]


def test_gestures_want_the_token_of_the_page_that_comes_with_the_list(organizer, guest):
    client = Client(enforce_csrf_checks=True)
    client.force_login(organizer.account)
    batch = json.dumps({"operations": [arrival(guest)]})
    url = address("arrivals", guest)

    without = client.post(url, batch, content_type="application/json")
    token = client.get(address("list", guest)).json()["csrf"]
    answered = client.post(
        url, batch, content_type="application/json", headers={"X-CSRFToken": token}
    )

    assert without.status_code == 403
    assert [each["answer"] for each in answered.json()["answers"]] == ["stored"]


def test_person_of_another_programme_is_never_named(organizer_client, guest, other_programme):
    with scope(programme=other_programme):
        foreign = RegistrationFactory(gathering=GatheringFactory())

    [answer] = post(organizer_client, guest, {"operations": [arrival(foreign)]}).json()["answers"]

    assert answer["code"] == "arrival-person-gone"
    assert "person" not in answer


def test_worker_serves_this_page_alone(organizer_client, guest):
    door = reverse("act:checkin", args=[guest.gathering.slug])

    response = organizer_client.get(address("worker", guest))

    said = response.content.decode()
    shell = json.loads(said.splitlines()[0].removeprefix("self.SHELL = ").removesuffix(";"))
    assert response["Content-Type"] == "text/javascript"
    assert response["Service-Worker-Allowed"] == door
    assert shell["page"] == door
    assert "Lopez" not in said


def test_worker_changes_with_what_the_page_shows(organizer_client, guest):
    before = organizer_client.get(address("worker", guest)).content

    same = organizer_client.get(address("worker", guest)).content
    WorldFactory(code="new")

    assert same == before
    assert organizer_client.get(address("worker", guest)).content != before


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_many_queries_whatever_its_length(
    organizer_client, guest, django_assert_num_queries, count
):
    for _n in range(count - 1):
        RegistrationFactory(
            gathering=guest.gathering,
            person=PersonFactory(organization=OrganizationFactory(), worlds=[WorldFactory()]),
        )
    post(organizer_client, guest, {"operations": [arrival(guest)]})

    with django_assert_num_queries(LIST_QUERIES):
        organizer_client.get(address("list", guest))


def test_signed_out_phone_is_sent_to_sign_in(guest):
    response = StrictClient().get(address("list", guest))

    assert response.status_code == 302
