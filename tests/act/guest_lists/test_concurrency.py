"""The button that adds a list is pressed several times at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.imports.models import ImportBatch
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
    page = clients[0].post(address, {"text": LIST})["Location"]
    digest = clients[0].get(page).context["difference"].digest
    start = Barrier(PRESSES)

    def press(client: StrictClient) -> str:
        try:
            start.wait(timeout=30)
            answer = client.post(page, {"step": "add", "digest": digest})
            return str(answer["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        answers = sorted(pool.map(press, clients))

    with scope(programme=programme):
        names = Person.objects.exclude(account=account).order_by("pk")
        assert [person.full_name for person in names] == ["Ana Lopez", "Bo Li"]
        assert Registration.objects.count() == 2
        batch = ImportBatch.objects.get()
    # The others are told that the list was added already.
    assert [answer.endswith(f"?import={batch.pk}") for answer in answers].count(True) == 1
    assert answers.count(page) == PRESSES - 1
