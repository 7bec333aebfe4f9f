"""Tasks whose worker died are put back, and what is over is forgotten."""

import logging
from datetime import datetime, timedelta

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.background.queries import DEAD_AFTER, worker_beats

logger = logging.getLogger(__name__)

# A task that was with so many workers when they died is what kills them.
MOST_DEATHS = 5
TASKS_KEPT = timedelta(days=7)
BEATS_KEPT = timedelta(days=7)


def free_abandoned_tasks(now: datetime, *, dead_after: timedelta = DEAD_AFTER) -> None:
    """A task under way whose worker beats no more is put back: tasks may be run again without harm."""
    alive = set(worker_beats(now, dead_after=dead_after).values_list("worker_id", flat=True))
    running = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=now - dead_after
    )
    for task in running:
        if task.worker_ids and task.worker_ids[-1] in alive:
            continue
        # Another reaper may have put it back, and another worker taken it, since it was read.
        same = DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
        )
        if len(task.worker_ids) >= MOST_DEATHS:
            freed = same.update(
                status=TaskResultStatus.FAILED,
                finished_at=now,
                exception_class_path="",
                traceback="",
            )
        else:
            freed = same.update(status=TaskResultStatus.READY, started_at=None)
        if freed:
            logger.warning(
                "task %s (%s): its worker died, %s so far",
                task.pk,
                task.task_path,
                len(task.worker_ids),
            )


def forget_old_tasks(now: datetime) -> None:
    """Tasks that ended a week ago, and workers that died as long ago."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()
    WorkerBeat.objects.filter(beaten_at__lt=now - BEATS_KEPT).delete()


TICKS = (free_abandoned_tasks, forget_old_tasks)
