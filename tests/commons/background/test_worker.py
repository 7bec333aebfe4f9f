"""The worker's loop, in this process: what it takes, how it stops, what it says of itself."""

import os
import signal

import pytest
from django.db import OperationalError
from django_scopes import scope
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from entrelacs.commons.background import ticks
from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.background.worker import Rhythm, Worker
from entrelacs.commons.mail.actions import Letter, queue_mail
from entrelacs.commons.mail.models import Mail
from tests.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db(transaction=True)
QUICK = Rhythm(beat=0.05, tick=60, look=0.05, doze=0.01)


@pytest.fixture
def mails(settings, monkeypatch):
    """Three mails to be sent, their tasks stored, and no tick but the test's."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(ticks, "TICKS", [])
    programme = ProgrammeFactory()
    with scope(programme=programme):
        for number in range(3):
            letter = Letter(
                key=f"essai {number}",
                kind="essai",
                to=f"p{number}@example.org",
                subject="Bonjour",
                text="Venez.",
            )
            queue_mail(actor=None, programme=programme, letter=letter)
        yield Mail.objects.order_by("pk")


def test_worker_does_what_waits_then_leaves_if_it_may(mails, mailoutbox):
    worker = Worker(rhythm=QUICK, stays=False)

    worker.run()

    assert [mail.to for mail in mails] == [each.to[0] for each in mailoutbox]
    assert {mail.state for mail in mails} == {Mail.State.SENT}
    tasks = DBTaskResult.objects.order_by("pk")
    assert {task.status for task in tasks} == {TaskResultStatus.SUCCESSFUL}
    assert {tuple(task.worker_ids) for task in tasks} == {(worker.name,)}
    assert WorkerBeat.objects.get().worker_id == worker.name


def test_worker_told_to_stop_ends_its_turn_and_leaves_the_rest(mails, mailoutbox):
    before = signal.getsignal(signal.SIGTERM)
    ticks.TICKS.append(lambda _now: os.kill(os.getpid(), signal.SIGTERM))

    Worker(rhythm=QUICK).run()

    assert [mail.state for mail in mails] == [
        Mail.State.SENT,
        Mail.State.QUEUED,
        Mail.State.QUEUED,
    ]
    assert len(mailoutbox) == 1
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).exists()
    assert signal.getsignal(signal.SIGTERM) is before


def test_idle_worker_beats_and_ticks_until_told_to_stop(mails):
    ticked = []

    def stop_at_the_third(now):
        ticked.append(now)
        if len(ticked) == 3:
            os.kill(os.getpid(), signal.SIGTERM)

    ticks.TICKS.append(stop_at_the_third)

    Worker(rhythm=Rhythm(beat=0.02, tick=0.1, look=0.02, doze=0.01)).run()

    beat = WorkerBeat.objects.get()
    assert len(ticked) == 3
    assert beat.beaten_at > ticked[-1] >= beat.started_at


def test_task_that_fails_stops_no_other(mails, mailoutbox):
    DBTaskResult.objects.create(
        args_kwargs={"args": [1], "kwargs": {}},
        task_path="entrelacs.no.such.task",
        backend_name="default",
        run_after=None,
        priority=50,
    )

    Worker(rhythm=QUICK, stays=False).run()

    assert len(mailoutbox) == 3
    failed = DBTaskResult.objects.get(status=TaskResultStatus.FAILED)
    assert failed.task_path == "entrelacs.no.such.task"


def test_worker_lets_go_of_its_name_when_the_database_fails(mails, monkeypatch):
    worker = Worker(rhythm=QUICK, stays=False)
    first_name = worker.name

    def lost(_self, _name):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(DBTaskResult, "claim", lost)
    worker.run()

    # A task perhaps written down under the old name is freed once that name beats no more.
    assert worker.name != first_name
