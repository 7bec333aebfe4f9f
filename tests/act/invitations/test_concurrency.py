"""The button that adds someone is pressed several times at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django_scopes import scope

from entrelacs.commons.people.models import Person
from tests.conftest import StrictClient
from tests.factories import GatheringFactory, MemberFactory, ProgrammeFactory

PRESSES = 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mail", ["ana@exemple.fr", ""])
def test_person_added_several_times_at_once_is_added_once(mail: str) -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        account = MemberFactory().account
        address = reverse("act:invite_person_new", args=[GatheringFactory().slug])
    start = Barrier(PRESSES)

    def press(_number: int) -> int:
        try:
            client = StrictClient()
            client.force_login(account)
            start.wait(timeout=30)
            sent = {"given_name": "Ana", "family_name": "Lopez", "email": mail}
            return client.post(address, {**sent, "organization": "Aux Pains"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        answers = sorted(pool.map(press, range(PRESSES)))

    with scope(programme=programme):
        assert Person.objects.exclude(account=account).count() == 1
    # The others read that this person is there already.
    assert answers == [200] * (PRESSES - 1) + [302]
