"""Two people press the button at the same moment for the last seat, each with a connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_scopes import scope

from entrelacs.act.admission.actions import answer_for, expire_offers
from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.admission.queries import room_of
from entrelacs.act.admission.registering import Newly, register_publicly
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.people.models import Person
from tests.act.admission.lines import meeting
from tests.factories import ProgrammeFactory

ROUNDS = 200
REGISTERED, WAITING = Registration.Status.REGISTERED, Registration.Status.WAITING
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*gestures) -> list:
    """Run each in a thread of its own, all released together; what each returned."""
    start = Barrier(len(gestures))

    def run(gesture):
        try:
            start.wait(timeout=30)
            return gesture()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(gestures)) as pool:
        return list(pool.map(run, gestures))


def test_last_seat_goes_to_exactly_one_of_two_at_once() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        made = meeting(ts=0)
    start = [Barrier(2) for _ in range(ROUNDS)]

    def register(side: int) -> list[str]:
        """One of two people, round after round, over one connection."""
        statuses = []
        try:
            with scope(programme=programme):
                for number, together in enumerate(start):
                    newly = Newly(
                        given_name=f"Ana{side}",
                        family_name=f"N{number}",
                        email=f"p{side}-{number}@exemple.fr",
                        worlds=[made.ts],
                    )
                    if together.wait(timeout=60) == 0:
                        # One seat more than those held, and nobody left waiting for it.
                        Registration.objects.filter(status=WAITING).update(
                            status=Registration.Status.DECLINED, waiting_since=None
                        )
                        made.gathering.quotas.update(seats=number + 1)
                    together.wait(timeout=60)
                    found = register_publicly(gathering=made.gathering, newly=newly)
                    statuses.append(str(found.status))
        finally:
            connection.close()
        return statuses

    with ThreadPoolExecutor(2) as pool:
        sides = list(pool.map(register, range(2)))

    rounds = [sorted(pair) for pair in zip(*sides, strict=True)]
    assert rounds == [[REGISTERED, WAITING]] * ROUNDS
    with scope(programme=programme):
        assert room_of(made.gathering).held == ROUNDS


def test_freed_seat_asked_for_while_it_is_offered_is_held_once() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        made = meeting(capacity=1)
        leaving = made.guest(made.ts)
        made.newcomer("Ana", made.ts)

    def leave():
        with scope(programme=programme):
            return answer_for(actor=None, registration=fresh(leaving), is_coming=False).status

    def arrive():
        with scope(programme=programme):
            return made.newcomer("Bo", made.ts).status

    answers = at_once(leave, arrive)

    with scope(programme=programme):
        assert answers == [Registration.Status.DECLINED, WAITING]
        assert room_of(made.gathering).held == 1
        assert SeatOffer.objects.get().registration.person.given_name == "Ana"


def test_sweep_and_yes_at_the_same_moment_give_the_seat_once() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        made = meeting(capacity=1, offer_hours=1)
        leaving = made.guest(made.ts)
        ana, _bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)
        answer_for(actor=None, registration=leaving, is_coming=False)
        ends = SeatOffer.objects.get().expires_at

    def accept():
        with scope(programme=programme):
            return answer_for(actor=None, registration=fresh(ana), is_coming=True).status

    at_once(accept, lambda: expire_offers(now=ends), lambda: expire_offers(now=ends))

    with scope(programme=programme):
        assert room_of(made.gathering).held == 1


def test_same_mail_sent_twice_at_once_is_one_person() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        made = meeting()

    def press():
        with scope(programme=programme):
            return made.newcomer("Ana", made.ts).pk

    first, second = at_once(press, press)

    with scope(programme=programme):
        assert first == second
        assert Person.objects.count() == 1


def fresh(registration: Registration) -> Registration:
    return Registration.objects.select_related("person", "gathering").get(pk=registration.pk)
