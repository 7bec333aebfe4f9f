"""Two owners act at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection, transaction
from django_scopes import scope

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.people.actions import LastOwner, take_role
from entrelacs.commons.people.models import Person, Role
from tests.factories import MemberFactory, ProgrammeFactory


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_leave_together_one_stays() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        keys = [MemberFactory(role=RoleCode.OWNER).pk for _ in range(2)]
    start, both_asked = Barrier(2), Barrier(2)

    def leave(key: int) -> str:
        try:
            with scope(programme=programme):
                person = Person.objects.get(pk=key)
                start.wait(timeout=30)
                with transaction.atomic():
                    take_role(actor=person, person=person, code=RoleCode.OWNER)
                    # On SQLite the other one waits for its turn before asking.
                    if connection.vendor == "postgresql":
                        wait_for(both_asked)
        except LastOwner:
            return "refused"
        finally:
            connection.close()
        return "left"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(leave, keys))

    with scope(programme=programme):
        assert Role.objects.filter(code=RoleCode.OWNER).count() == 1
    assert outcomes == ["left", "refused"]


def wait_for(barrier: Barrier) -> None:
    """Hold the transaction open until the other has asked too, or is seen to wait for us."""
    try:
        barrier.wait(timeout=1)
    except BrokenBarrierError:
        return
