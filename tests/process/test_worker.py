"""Workers are killed without warning while they send mails: none goes out twice, none is lost.

Real worker processes with the settings of production, a real mail server on the loopback, which writes
down each message before it answers for it.
"""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.commons.mail.smtp import mail_server
from tests.process.places import bare_variables, kill, postgresql_database

pytestmark = pytest.mark.process

MAILS, KILLS, WORKERS = 500, 20, 2
PATIENCE = 60.0

PREPARE = """
import django; django.setup()
import sys
from django_scopes import scope
from entrelacs.commons.mail.actions import Letter, queue_mail
from entrelacs.commons.programmes.actions import open_programme
world = {"label": "Monde", "short_label": "M", "tone": "teal", "is_pole": True}
worlds = [world | {"code": "a", "mark": "round"}, world | {"code": "b", "mark": "diamond"}]
programme = open_programme(name="Essai", slug="essai", worlds=worlds)
from django.db import transaction
with scope(programme=programme), transaction.atomic():
    for number in range(int(sys.argv[1])):
        letter = Letter(
            key=f"essai {number}", kind="essai", to=f"p{number}@example.org",
            subject="Votre invitation", text="Bonjour,\\n.\\nÀ bientôt.",
        )
        queue_mail(actor=None, programme=programme, letter=letter)
"""
# Forks a worker for each line it reads and answers its number: Django is imported once, not at each
# death. Workers are in a hurry: they believe others dead, and mails abandoned, after a second, which under
# load is often wrong.
NURSERY = """
import os, signal, sys
import django; django.setup()
from datetime import timedelta
from functools import partial, update_wrapper
from entrelacs.commons.background import ticks, upkeep
from entrelacs.commons.background.worker import Rhythm, Worker
from entrelacs.commons.mail import delivery
from entrelacs.commons.mail.carrier import kept_carrier
soon = timedelta(seconds=1)
delivery.LEASE = soon
hasty = partial(upkeep.free_abandoned_tasks, dead_after=soon)
ticks.TICKS.insert(0, update_wrapper(hasty, upkeep.free_abandoned_tasks))
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if (number := os.fork()) == 0:
        with kept_carrier():
            Worker(rhythm=Rhythm(beat=0.2, tick=0.3, look=0.1)).run()
        os._exit(0)
    print(number, flush=True)
"""
# Long after the last death: leases are over, the dead are known to be dead.
FINISH = """
import django; django.setup()
import json
from datetime import timedelta
from django.utils import timezone
from django_scopes import scopes_disabled
from django_tasks_db.models import DBTaskResult
from entrelacs.commons.background.ticks import run_ticks
from entrelacs.commons.background.worker import Worker
from entrelacs.commons.mail.models import Mail
failed = run_ticks(timezone.now() + timedelta(hours=1))
Worker(stays=False).run()
with scopes_disabled():
    states = dict(Mail.objects.order_by("pk").values_list("to", "state"))
unended = DBTaskResult.objects.exclude(status__in=["SUCCESSFUL", "FAILED"]).count()
print(json.dumps({"states": states, "unended": unended, "failed": failed}))
"""

READ = """
import django; django.setup()
import json
from django_scopes import scopes_disabled
from entrelacs.commons.mail.models import Mail
with scopes_disabled():
    print(json.dumps(list(Mail.objects.order_by("pk").values_list("state", flat=True))))
"""


@dataclass
class Mailbox:
    """What the mail server took; it takes its time before it does, and before it answers for it."""

    seconds: float
    # Where each message is kept waiting, for its sender to be killed: "before" it is taken, or "after".
    held_at: str = ""
    held: int = 0
    # Whose sender died, having said everything, before it was answered.
    cut: list[str] = field(default_factory=list)
    received: Counter[str] = field(default_factory=Counter)
    moved: threading.Condition = field(default_factory=threading.Condition)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos
        try:
            await self.take_time("before")
            with self.moved:
                self.received[to] += 1
                self.moved.notify_all()
            await self.take_time("after")
        except asyncio.CancelledError:
            with self.moved:
                self.cut.append(to)
                self.moved.notify_all()
            raise
        return "250 OK"

    async def take_time(self, moment: str) -> None:
        await asyncio.sleep(self.seconds)
        if self.held_at == moment:
            with self.moved:
                self.held += 1
                self.moved.notify_all()
            await asyncio.sleep(PATIENCE)

    def wait_until(self, reached: Callable[[], bool]) -> None:
        with self.moved:
            assert self.moved.wait_for(reached, PATIENCE), self

    def hold(self, moment: str, count: int) -> None:
        """Until so many messages are kept waiting at that moment."""
        self.held_at, self.held = moment, 0
        self.wait_until(lambda: self.held == count)
        self.held_at = ""


@dataclass
class Site:
    """An installation in production, its mail server being ours."""

    variables: dict[str, str]
    log: Path

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextmanager
    def nursery(self) -> Iterator[Callable[[], int]]:
        """Gives what starts a worker and tells its number; all die at the end."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", NURSERY],
                env=self.variables,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                # A group of its own: workers die with it.
                start_new_session=True,
            )
        assert process.stdin is not None
        assert process.stdout is not None
        asked, told = process.stdin, process.stdout

        def start() -> int:
            asked.write(b"one more\n")
            asked.flush()
            return int(told.readline())

        try:
            yield start
        finally:
            kill(process)
            asked.close()
            told.close()


@pytest.fixture
def mailbox() -> Mailbox:
    """A mail server that thinks for some time before it answers for a message."""
    return Mailbox(seconds=0.01)


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path, mailbox: Mailbox) -> Iterator[Site]:
    with mail_server(mailbox) as port:
        variables = bare_variables() | {
            "DJANGO_SETTINGS_MODULE": "entrelacs.web.settings.production",
            "ENTRELACS_DATA_DIR": str(tmp_path),
            "ENTRELACS_SECRET_KEY": "b5Qe8uTzV1mKc0hXrJ2yWnLf7sGdPa4iBvCxZo9NqYtRkEjM3HwU6",
            "ENTRELACS_HOSTS": "entrelacs.example.org",
            "ENTRELACS_MAIL_URL": f"smtp://127.0.0.1:{port}",
            "ENTRELACS_MAIL_FROM": "Entrelacs <bonjour@example.org>",
        }
        here = Site(variables=variables, log=tmp_path / "worker.log")
        if request.param == "sqlite":
            yield here
            return
        with postgresql_database() as address:
            variables["DATABASE_URL"] = address
            yield here


def test_worker_told_to_stop_finishes_its_mail_and_cron_does_the_rest(
    site: Site, mailbox: Mailbox
) -> None:
    mailbox.seconds = 1.0
    site.run("-m", "django", "migrate", "--skip-checks")
    site.run("-c", PREPARE, "3")
    worker = subprocess.Popen(
        [sys.executable, "-m", "entrelacs.cli.main", "worker"],
        env=site.variables,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        # Taken, and not answered for yet.
        mailbox.wait_until(lambda: mailbox.received.total() == 1)
        worker.terminate()
        _nothing, told = worker.communicate(timeout=PATIENCE)
    finally:
        kill(worker)
    states = json.loads(site.run("-c", READ))
    mailbox.seconds = 0

    assert worker.returncode == 0, told
    assert (states, mailbox.received.total()) == (["sent", "queued", "queued"], 1)
    site.run("-m", "entrelacs.cli.main", "worker", "--once")
    assert json.loads(site.run("-c", READ)) == ["sent"] * 3
    assert mailbox.received.total() == 3
    site.run("-m", "entrelacs.cli.main", "tick")


def test_each_mail_goes_out_once_or_is_told_doubtful(site: Site, mailbox: Mailbox) -> None:
    chance = random.Random(7)
    site.run("-m", "django", "migrate", "--skip-checks")
    site.run("-c", PREPARE, str(MAILS))

    with site.nursery() as start:
        workers = [start() for _ in range(WORKERS)]
        # At the two worst moments, all of them at once…
        for number, moment in enumerate(("before", "after"), start=1):
            mailbox.hold(moment, WORKERS)
            for worker in workers:
                os.kill(worker, signal.SIGKILL)
            mailbox.wait_until(lambda cut=number * WORKERS: len(mailbox.cut) == cut)
            workers = [start() for _ in range(WORKERS)]
        # … then at any moment, one after the other.
        for number in range(KILLS - 2 * WORKERS):
            target = (number + 1) * MAILS // KILLS
            mailbox.wait_until(lambda least=target: mailbox.received.total() >= least)
            time.sleep(chance.uniform(0, 6 * mailbox.seconds))
            os.kill(workers[number % WORKERS], signal.SIGKILL)
            workers[number % WORKERS] = start()
        killed_with = mailbox.received.total()
        mailbox.wait_until(lambda: mailbox.received.total() >= MAILS - MAILS // 10)
    ended = json.loads(site.run("-c", FINISH))

    states, received = ended["states"], mailbox.received
    told = site.log.read_text(encoding="utf-8")
    doubtful = {to for to, state in states.items() if state == "doubtful"}
    assert killed_with < MAILS, "the workers had finished before they were killed"
    assert (ended["failed"], ended["unended"]) == ([], 0)
    assert len(states) == MAILS
    assert set(states.values()) == {"sent", "doubtful"}, Counter(states.values())
    assert {to for to in received if received[to] > 1} == set(), told
    assert {to for to, state in states.items() if state == "sent"} <= set(received), told
    # Who died unanswered left a doubt; a death leaves one at most.
    assert set(mailbox.cut) <= doubtful
    assert set(mailbox.cut) - set(received) != set()
    assert set(mailbox.cut) & set(received) != set()
    assert len(doubtful) <= KILLS + WORKERS
