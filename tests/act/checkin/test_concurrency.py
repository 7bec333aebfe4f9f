"""The same batch arrives 32 times at the same moment, and two phones act on the same people."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.checkin.models import Arrival
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.people.models import Person
from tests.conftest import StrictClient
from tests.factories import GatheringFactory, MemberFactory, ProgrammeFactory, RegistrationFactory

SENDS = 32


def at_once(count, work):
    """Call `work` that many times at the same moment, each on a connection of its own."""
    start = Barrier(count)

    def one(number):
        try:
            start.wait(timeout=60)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.fixture
def door(transactional_db):
    """A meeting with three people, its address for arrivals, and who holds the phones."""
    programme = ProgrammeFactory()
    with scope(programme=programme):
        account = MemberFactory().account
        gathering = GatheringFactory()
        guests = [RegistrationFactory(gathering=gathering) for _n in range(3)]
    return programme, account, reverse("act:checkin_arrivals", args=[gathering.slug]), guests


def test_same_batch_sent_32_times_at_once_is_stored_once(door):
    programme, account, address, guests = door
    operations = [
        {"client_id": str(uuid.uuid4()), "kind": "in", "registration": guest.pk} for guest in guests
    ]
    newcomer = {"client_id": str(uuid.uuid4()), "kind": "walk-in", "given_name": "Ana"}
    batch = json.dumps({"device": "a", "operations": [*operations, newcomer]})

    def send(_number):
        client = StrictClient()
        client.force_login(account)
        response = client.post(address, batch, content_type="application/json")
        return [answer["answer"] for answer in response.json()["answers"]]

    answers = sorted(at_once(SENDS, send))

    assert answers == [["duplicate"] * 4] * (SENDS - 1) + [["stored"] * 4]
    with scope(programme=programme):
        assert Arrival.objects.count() == 4
        assert Registration.objects.filter(presence="present").count() == 4
        assert Person.objects.filter(given_name="Ana").count() == 1
        assert JournalEntry.objects.filter(event="arrivals.recorded").count() == 1
        assert JournalEntry.objects.filter(event="registration.presence").count() == 4


def test_phones_at_once_neither_lose_nor_double_anyone(door):
    programme, account, address, guests = door

    def send(number):
        """Each phone marks everyone as arrived; the even ones then take the first back."""
        client = StrictClient()
        client.force_login(account)
        operations = [
            {"client_id": str(uuid.uuid4()), "kind": "in", "registration": guest.pk}
            for guest in guests
        ]
        if number % 2 == 0:
            operations.append(
                {"client_id": str(uuid.uuid4()), "kind": "undo", "registration": guests[0].pk}
            )
        batch = {"device": str(number), "operations": operations}
        response = client.post(address, json.dumps(batch), content_type="application/json")
        return [answer["answer"] for answer in response.json()["answers"]]

    answers = at_once(8, send)

    with scope(programme=programme):
        assert Arrival.objects.count() == 8 * 3 + 4
        present = Registration.objects.filter(presence="present").exclude(pk=guests[0].pk)
        assert present.count() == 2
        # The first one stands as the last gesture of all left them.
        last = Arrival.objects.filter(registration=guests[0]).order_by("-at", "-pk").first()
        first = Registration.objects.get(pk=guests[0].pk)
        assert first.presence == ("unknown" if last.kind == "undo" else "present")
    # Of all who marked the second person, one was first and the others were told so.
    assert sorted(each[1] for each in answers) == ["already"] * 7 + ["stored"]


def test_same_arrival_pressed_at_once_on_pages_without_script_is_first_for_one_only(door):
    programme, account, _address, guests = door
    gathering = guests[0].gathering
    page = reverse("act:checkin_person", args=[gathering.slug])

    def press(_number):
        client = StrictClient()
        client.force_login(account)
        return client.post(page, {"registration": guests[0].pk, "kind": "in"}).status_code

    assert at_once(8, press) == [302] * 8

    with scope(programme=programme):
        arrivals = list(Arrival.objects.filter(registration=guests[0]).order_by("pk"))
        moments = [each.at for each in arrivals]
        assert len(moments) == 8
        # In the order in which they were stored: the first that was stored is the one that counts.
        assert moments == sorted(set(moments))
        assert Registration.objects.get(pk=guests[0].pk).arrived_at == moments[0]
