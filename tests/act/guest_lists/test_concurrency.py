"""The button that adds a list is pressed several times at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.people.models import Person
from tests.conftest import StrictClient
from tests.factories import GatheringFactory, MemberFactory, ProgrammeFactory

PRESSES = 4
LIST = "Ana Lopez\tAux Pains\nBo Li\tLe Fil Vert\n"


@pytest.mark.django_db(transaction=True)
def test_list_added_several_times_at_once_adds_each_person_once() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        account = MemberFactory().account
        address = reverse("act:invite_paste", args=[GatheringFactory().slug])
    clients = [StrictClient() for _ in range(PRESSES)]
    for client in clients:
        client.force_login(account)
    digest = clients[0].post(address, {"text": LIST}).context["difference"].digest
    start = Barrier(PRESSES)

    def press(client: StrictClient) -> int:
        try:
            start.wait(timeout=30)
            answer = client.post(address, {"text": LIST, "step": "add", "digest": digest})
            return answer.status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        answers = sorted(pool.map(press, clients))

    with scope(programme=programme):
        names = Person.objects.exclude(account=account).order_by("pk")
        assert [person.full_name for person in names] == ["Ana Lopez", "Bo Li"]
        assert Registration.objects.count() == 2
    # The others are shown the list again: everyone on it is there.
    assert answers == [200] * (PRESSES - 1) + [302]
