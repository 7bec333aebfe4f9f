"""Two organisers press "Send" at the same moment, and two clocks tick together."""

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_scopes import scope
from django_scopes.state import state

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.actions import send_mailing
from entrelacs.act.mailings.errors import MailingAlreadySent
from entrelacs.act.mailings.models import Mailing
from entrelacs.act.mailings.reminding import queue_due_reminders
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.programmes.models import Programme
from tests.factories import GatheringFactory, MailingFactory, ProgrammeFactory, RegistrationFactory

PRESSES = 4
PEOPLE = 6
NOW = datetime.datetime(2027, 3, 5, 10, tzinfo=datetime.UTC)
LONG_BEFORE = datetime.datetime(2027, 1, 5, tzinfo=datetime.UTC)


def at_once(act: Callable[[], int]) -> list[int]:
    """The act, in several threads that begin together; -1 for whoever comes too late."""
    start = Barrier(PRESSES)

    def press(_number: int) -> int:
        token = state.set(None)
        try:
            start.wait(timeout=30)
            return act()
        except MailingAlreadySent:
            return -1
        finally:
            state.reset(token)
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        return sorted(pool.map(press, range(PRESSES)))


def fill(programme: Programme) -> int:
    with scope(programme=programme):
        gathering = GatheringFactory(created_at=LONG_BEFORE)
        gathering.created_at = LONG_BEFORE
        gathering.save()
        for _n in range(PEOPLE):
            RegistrationFactory(gathering=gathering)
        Registration.objects.update(created_at=LONG_BEFORE)
        return MailingFactory(gathering=gathering).pk


@pytest.mark.django_db(transaction=True)
def test_of_those_who_press_send_together_one_sends_and_the_others_are_told() -> None:
    programme = ProgrammeFactory()
    mailing = fill(programme)

    def press() -> int:
        with scope(programme=programme):
            return send_mailing(actor=None, mailing=Mailing.objects.get(pk=mailing))

    answers = at_once(press)

    with scope(programme=programme):
        assert (answers, Mail.objects.count()) == ([-1] * (PRESSES - 1) + [PEOPLE], PEOPLE)


@pytest.mark.django_db(transaction=True)
def test_clocks_that_tick_together_write_each_reminder_once() -> None:
    programme = ProgrammeFactory()
    fill(programme)

    counts = at_once(lambda: queue_due_reminders(NOW))

    with scope(programme=programme):
        assert (sum(counts), Mail.objects.count()) == (PEOPLE, PEOPLE)
