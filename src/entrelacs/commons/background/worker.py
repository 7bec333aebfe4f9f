"""`entrelacs worker`: does the tasks of the database one after the other, and says that it lives.

The loop is ours; what a task's run means is django-tasks-db's. Its own worker takes the writers' turn each
second to look for work, and leaves the tasks of a killed process "running" for ever.
"""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from uuid import uuid4

from django.db import Error, close_old_connections, connection
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.background.ticks import run_ticks

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """How often each thing is done, in seconds."""

    # Far below what `queries.DEAD_AFTER` bears.
    beat: float = 10
    tick: float = 30
    look: float = 1
    # How soon a request to stop is heard while there is nothing to do.
    doze: float = 0.1


def new_name() -> str:
    """Where, which process, and a part by chance: process numbers come back."""
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{uuid4().hex[:12]}"


@dataclass(kw_only=True)
class Worker:
    """One process at work; several may run at once, on one machine or on several."""

    rhythm: Rhythm = field(default_factory=Rhythm)
    # Whether to leave once there is nothing to do, as cron wants, or to wait for more.
    stays: bool = True
    name: str = field(default_factory=new_name)
    is_stopping: bool = False
    _was_busy: bool = False

    def run(self) -> None:
        """Work until told to stop; the task under way is finished first."""
        stopped = threading.Event()
        heart = threading.Thread(target=self._beat_until, args=(stopped,), daemon=True)
        with self._hearing_signals():
            self._beat()
            heart.start()
            logger.info("worker %s at work", self.name)
            try:
                self._work()
            finally:
                stopped.set()
                heart.join()
                # Silence is counted from here.
                self._beat()
                logger.info("worker %s stopped", self.name)

    def _work(self) -> None:
        next_tick = 0.0
        while not self.is_stopping:
            if time.monotonic() >= next_tick:
                run_ticks(timezone.now())
                next_tick = time.monotonic() + self.rhythm.tick
            if self._do_one_task():
                continue
            if not self.stays:
                return
            self._wait()

    def _do_one_task(self) -> bool:
        """Whether there was one; a database that does not answer has none."""
        try:
            task = self._take_task()
            if task is None:
                return False
            _runner().run_task(task)
        except Error as error:
            logger.error("worker %s: the database does not answer: %s", self.name, error)
            connection.close()
            # Nobody knows whether a task is written down as ours: under another name we let go of it.
            self.name = new_name()
            return False
        return True

    def _take_task(self) -> DBTaskResult | None:
        ready = DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)
        # Looking first costs nobody their turn to write; after one task there most often is another.
        if not self._was_busy and not ready.exists():
            return None
        with exclusive_transaction():
            task = ready.get_locked()
            if task is not None:
                task.claim(self.name)
        self._was_busy = task is not None
        return task

    def _wait(self) -> None:
        # Nothing is held while nothing is done, and a server that restarted is found again.
        close_old_connections()
        end = time.monotonic() + self.rhythm.look
        while not self.is_stopping and time.monotonic() < end:
            # In short sleeps, for a signal does not wake a sleeper.
            time.sleep(self.rhythm.doze)

    def _beat_until(self, stopped: threading.Event) -> None:
        """Beat from a thread of its own: a long task is no sign of death."""
        while not stopped.wait(self.rhythm.beat):
            self._beat()
        connection.close()

    def _beat(self) -> None:
        now = timezone.now()
        try:
            WorkerBeat.objects.update_or_create(
                worker_id=self.name,
                defaults={"beaten_at": now},
                create_defaults={"beaten_at": now, "started_at": now},
            )
        except Error as error:
            # Believed dead for a while, no more: tasks may be run twice without harm.
            logger.warning("worker %s cannot beat: %s", self.name, error)
            connection.close()

    @contextmanager
    def _hearing_signals(self) -> Iterator[None]:
        before = {each: signal.signal(each, self._stop) for each in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self.is_stopping = True
        # Asked twice, it stops at once.
        signal.signal(number, signal.SIG_DFL)


def _runner() -> TaskRunner:
    """What runs a task and writes down how it ended; nothing else of it is used."""
    return TaskRunner(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id="",
        excluded_queue_names=[],
    )
