from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.background.queries import DEAD_AFTER, last_beat, worker_beats
from entrelacs.commons.background.upkeep import (
    MOST_DEATHS,
    forget_old_tasks,
    free_abandoned_tasks,
)

pytestmark = pytest.mark.django_db
LONG = DEAD_AFTER * 3


@pytest.fixture
def now():
    return timezone.now()


def task_of(*workers: str, started_at, status=TaskResultStatus.RUNNING) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [1], "kwargs": {}},
        task_path="entrelacs.commons.mail.tasks.deliver_mail",
        worker_ids=list(workers),
        started_at=started_at,
        backend_name="default",
        run_after=None,
    )


def beat(name: str, at) -> None:
    WorkerBeat.objects.create(worker_id=name, started_at=at, beaten_at=at)


def test_task_of_a_dead_worker_is_put_back_and_of_a_living_one_left(now):
    beat("mort", now - LONG)
    beat("vif", now)
    dead = task_of("vif", "mort", started_at=now - LONG)
    unheard = task_of("jamais", started_at=now - LONG)
    alive = task_of("mort", "vif", started_at=now - LONG)
    fresh = task_of("tout neuf", started_at=now)

    free_abandoned_tasks(now)

    states = dict(DBTaskResult.objects.order_by("pk").values_list("pk", "status"))
    assert states == {
        dead.pk: TaskResultStatus.READY,
        unheard.pk: TaskResultStatus.READY,
        alive.pk: TaskResultStatus.RUNNING,
        fresh.pk: TaskResultStatus.RUNNING,
    }


def test_task_that_kills_its_workers_is_given_up(now):
    names = [f"mort {number}" for number in range(MOST_DEATHS)]
    task = task_of(*names, started_at=now - LONG)

    free_abandoned_tasks(now)

    task.refresh_from_db()
    assert (task.status, task.finished_at) == (TaskResultStatus.FAILED, now)
    assert task.task_result.errors[0].traceback == ""


def test_what_ended_long_ago_is_forgotten(now):
    old, recent = now - timedelta(days=8), now - timedelta(days=6)
    for status in (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED):
        for moment in (old, recent):
            task = task_of("a", started_at=moment, status=status)
            DBTaskResult.objects.filter(pk=task.pk).update(finished_at=moment)
    beat("ancien", old)
    beat("récent", recent)

    forget_old_tasks(now)

    assert DBTaskResult.objects.count() == 2
    assert not DBTaskResult.objects.filter(finished_at=old).exists()
    assert [each.worker_id for each in WorkerBeat.objects.all()] == ["récent"]


def test_workers_alive_are_those_heard_lately(now):
    assert last_beat() is None

    beat("mort", now - LONG)
    beat("vif", now - timedelta(seconds=5))

    assert [each.worker_id for each in worker_beats(now)] == ["vif"]
    assert last_beat() == now - timedelta(seconds=5)
