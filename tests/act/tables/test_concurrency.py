"""Two organisers press at the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_scopes import scope

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.actions import compose_gathering
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import SeatingChanged
from entrelacs.act.tables.models import Seating
from entrelacs.act.tables.seats import lock_seat
from tests.act.tables.rooms import fill_room
from tests.factories import MemberFactory, ProgrammeFactory

ORGANISERS = 4


@pytest.mark.django_db(transaction=True)
def test_of_organisers_saving_together_one_is_kept_and_the_others_are_told() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        gathering, registrations = fill_room(16)
        actors = [MemberFactory() for _ in range(ORGANISERS)]
        compose_gathering(
            actor=actors[0], gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
        )
    start = Barrier(ORGANISERS)

    def lock(number: int) -> str:
        with scope(programme=programme):
            return outcome(
                lambda: (
                    start.wait(timeout=30),
                    lock_seat(
                        actor=actors[number],
                        gathering=Gathering.objects.get(pk=gathering.pk),
                        registration=Registration.objects.get(pk=registrations[number].pk),
                        is_locked=True,
                        expected_version=1,
                    ),
                )
            )

    with ThreadPoolExecutor(ORGANISERS) as pool:
        outcomes = sorted(pool.map(lock, range(ORGANISERS)))

    with scope(programme=programme):
        versions = list(Seating.objects.order_by("version").values_list("version", flat=True))
        locked = Seating.objects.get(version=2).seats.filter(is_locked=True).count()
    assert outcomes == ["refused, 1 change"] * (ORGANISERS - 1) + ["saved"]
    assert versions == [1, 2]
    assert locked == 1


def outcome(change: Callable[[], object]) -> str:
    try:
        change()
    except SeatingChanged as refused:
        return f"refused, {len(refused.details['changes'])} change"
    finally:
        connection.close()
    return "saved"
