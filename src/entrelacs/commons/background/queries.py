from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from entrelacs.commons.background.models import WorkerBeat

# A worker beats every ten seconds: one silent for that long is dead, or its machine sleeps.
DEAD_AFTER = timedelta(seconds=60)


def worker_beats(now: datetime, *, dead_after: timedelta = DEAD_AFTER) -> QuerySet[WorkerBeat]:
    """The workers alive, the latest heard first."""
    return WorkerBeat.objects.filter(beaten_at__gt=now - dead_after)


def last_beat() -> datetime | None:
    """When a worker was last heard, or None if there never was one."""
    return WorkerBeat.objects.aggregate(last=Max("beaten_at"))["last"]


def live_tasks(task: Task[Any, Any]) -> QuerySet[DBTaskResult]:
    """Runs of one task that wait, or are under way."""
    return DBTaskResult.objects.filter(
        task_path=task.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
