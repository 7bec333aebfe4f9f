"""The page of the door, without its script."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from entrelacs.act.checkin.models import Arrival
from entrelacs.act.gatherings.models import Registration
from tests.factories import GatheringFactory, PersonFactory, RegistrationFactory, WorldFactory


@pytest.fixture
def guest(programme):
    person = PersonFactory(given_name="Éloïse", family_name="Le Gall", worlds=[WorldFactory()])
    return RegistrationFactory(person=person, needs="near the door")


def door(registration, name="checkin"):
    return reverse(f"act:{name}", args=[registration.gathering.slug])


def press(client, registration, kind, client_id=None):
    return client.post(
        door(registration, "checkin_person"),
        {
            "registration": registration.pk,
            "kind": kind,
            "q": "eloise",
            "client_id": client_id or str(uuid.uuid4()),
        },
        follow=True,
    )


def rows(response):
    return re.findall(r'<li class="door-guest(.*?)</li>', response.content.decode(), re.DOTALL)


@pytest.mark.parametrize("text", ["elo", "ÉLO", "gall elo", "le gall"])
def test_three_letters_find_someone(organizer_client, guest, text):
    RegistrationFactory(gathering=guest.gathering)

    found = rows(organizer_client.get(door(guest), {"q": text}))

    assert len(found) == 1
    assert "Éloïse Le Gall" in found[0]


def test_nobody_is_named_before_a_search(organizer_client, guest):
    response = organizer_client.get(door(guest))

    assert "Le Gall" not in response.content.decode()


def test_button_marks_someone_as_arrived_and_takes_it_back(organizer_client, guest):
    arrived = press(organizer_client, guest, "in")
    here = Registration.objects.get().presence
    press(organizer_client, guest, "undo")

    assert [str(message) for message in arrived.context["messages"]] == [
        _("Welcome, %(name)s.") % {"name": "Éloïse Le Gall"}
    ]
    assert (here, Registration.objects.get().presence) == ("present", "unknown")


def test_button_pressed_twice_counts_once(organizer_client, guest):
    drawn = str(uuid.uuid4())

    for _n in range(2):
        press(organizer_client, guest, "in", drawn)

    assert Arrival.objects.count() == 1


def test_second_arrival_is_told_politely(organizer_client, guest):
    press(organizer_client, guest, "in")

    again = press(organizer_client, guest, "in")

    [message] = again.context["messages"]
    assert message.level_tag == "info"
    assert re.search(r"\d\d:\d\d", str(message))


def test_newcomer_is_added_and_welcomed(organizer_client, guest):
    world = WorldFactory(code="es")

    response = organizer_client.post(
        door(guest, "checkin_walk_in"),
        {"client_id": str(uuid.uuid4()), "given_name": "Ana", "structure": "", "worlds": ["es"]},
    )

    added = Registration.objects.exclude(pk=guest.pk).get()
    assert response.status_code == 302
    assert (added.person.full_name, added.presence) == ("Ana", "present")
    assert list(added.person.worlds.all()) == [world]


def test_newcomer_who_is_listed_is_refused_beside_what_was_typed(organizer_client, guest):
    response = organizer_client.post(
        door(guest, "checkin_walk_in"),
        {"client_id": str(uuid.uuid4()), "given_name": "Éloïse", "family_name": "Le Gall"},
    )

    assert response.status_code == 409
    assert len(response.context["form"].non_field_errors()) == 1
    assert 'value="Éloïse"' in response.content.decode()


def test_newcomer_form_with_a_world_of_nobody_is_shown_again(organizer_client, guest):
    response = organizer_client.post(
        door(guest, "checkin_walk_in"),
        {"client_id": str(uuid.uuid4()), "given_name": "Ana", "worlds": ["moon"]},
    )

    assert response.status_code == 400
    assert Registration.objects.count() == 1


def test_person_of_another_meeting_does_not_exist_here(organizer_client, guest):
    elsewhere = RegistrationFactory(gathering=GatheringFactory())

    response = organizer_client.post(
        door(guest, "checkin_person"), {"registration": elsewhere.pk, "kind": "in"}
    )

    assert response.status_code == 404


def test_counts_are_told_by_world(organizer_client, guest):
    RegistrationFactory(gathering=guest.gathering)
    RegistrationFactory(gathering=guest.gathering, status="declined")
    press(organizer_client, guest, "in")

    counts = organizer_client.get(door(guest)).context["counts"]

    assert (counts.present, counts.expected) == (1, 2)
    assert [(row.world.tone, row.present, row.expected) for row in counts.rows] == [
        (guest.person.worlds.get().tone, 1, 1),
        ("grey", 0, 1),
    ]


def test_policy_lets_compiled_code_run_on_this_page_only(organizer_client, guest):
    here = organizer_client.get(door(guest))["Content-Security-Policy"]
    elsewhere = organizer_client.get(reverse("act:gatherings"))["Content-Security-Policy"]

    assert "script-src 'self' 'wasm-unsafe-eval'" in here
    assert "wasm" not in elsewhere
