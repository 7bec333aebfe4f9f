"""The server is killed without warning while notes arrive: what it acknowledged is never lost.

The real server, its workers and its database; several phones write through the door the notebook uses.
"""

import http.client
import json
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.process.places import bare_variables, kill, postgresql_database

pytestmark = pytest.mark.process

NOTES, PHONES, KILLS = 200, 8, 4
PATIENCE = 60.0

# Run in processes of their own: the test's Django keeps its own settings and database.
PREPARE = """
import django; django.setup()
from django_scopes import scope
from entrelacs.act.gatherings.actions import create_gathering
from entrelacs.act.notes.actions import ensure_prompts
from entrelacs.act.tables.actions import set_tables
from entrelacs.commons.programmes.actions import open_programme
import datetime
world = {"label": "Monde", "short_label": "M", "tone": "teal", "is_pole": True}
worlds = [world | {"code": "a", "mark": "round"}, world | {"code": "b", "mark": "diamond"}]
programme = open_programme(name="Essai", slug="essai", worlds=worlds)
with scope(programme=programme):
    gathering = create_gathering(
        actor=None, programme=programme, name="Essai", day=datetime.date(2027, 3, 12)
    )
    ensure_prompts(actor=None, gathering=gathering)
    print(set_tables(actor=None, gathering=gathering, sizes=[8])[0].code)
"""
READ = """
import django, json; django.setup()
from django_scopes import scopes_disabled
from entrelacs.act.notes.models import Contribution
with scopes_disabled():
    rows = Contribution.objects.order_by("pk").values_list("key", "text")
    print(json.dumps([[str(key), text] for key, text in rows]))
"""


@dataclass
class Site:
    """One installation in a folder of its own, served on a port of the loopback."""

    variables: dict[str, str]
    port: int
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

    def start(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "entrelacs.cli.main", "serve", "--port", str(self.port)],
                env=self.variables,
                stdout=log,
                stderr=log,
                # A group of its own: workers are killed with their parent.
                start_new_session=True,
            )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and server.poll() is None:
            try:
                if self.ask("GET", "/t/").status == 200:
                    return server
            except (OSError, http.client.HTTPException):
                threading.Event().wait(0.05)
        kill(server)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def ask(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            response.body = response.read()  # type: ignore[attr-defined]
        finally:
            connection.close()
        return response


@dataclass
class Ledger:
    """What phones were told: a note is acknowledged only by an answer that names its key."""

    waiting: dict[str, str]
    acknowledged: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, key: str) -> None:
        with self.lock:
            self.acknowledged[key] = self.waiting.pop(key)


def phone(site: Site, code: str, keys: list[str], ledger: Ledger, moved: threading.Event) -> None:
    """Send some notes, each once; `moved` is set at each acknowledgement."""
    for key in keys:
        token = "a" * 32
        fields = {"key": key, "prompt": "leads", "text": ledger.waiting[key]}
        try:
            answer = site.ask(
                "POST",
                f"/t/{code}/notes/",
                urlencode({**fields, "csrfmiddlewaretoken": token}),
                {
                    "Accept": "application/json",
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Cookie": f"csrftoken={token}",
                },
            )
        except (OSError, http.client.HTTPException):
            continue
        if answer.status in {200, 201} and json.loads(answer.body)["key"] == key:
            ledger.acknowledge(key)
            moved.set()


def send_all(site: Site, code: str, ledger: Ledger, *, kill_after: int | None) -> None:
    """All phones at once; with `kill_after`, the server dies once that many more are acknowledged."""
    server = site.start()
    try:
        target = len(ledger.acknowledged) + (kill_after or 0)
        moved = threading.Event()
        keys = sorted(ledger.waiting)
        with ThreadPoolExecutor(PHONES) as pool:
            sent = [
                pool.submit(phone, site, code, keys[number::PHONES], ledger, moved)
                for number in range(PHONES)
            ]
            while kill_after is not None and not all(each.done() for each in sent):
                moved.wait(1)
                moved.clear()
                if len(ledger.acknowledged) >= target:
                    kill(server)
                    break
            for each in sent:
                each.result()
    finally:
        kill(server)


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = bare_variables() | {
        "DJANGO_SETTINGS_MODULE": "entrelacs.web.settings.local",
        "ENTRELACS_DATA_DIR": str(tmp_path / "data"),
    }
    here = Site(variables=variables, port=port, log=tmp_path / "server.log")
    if request.param == "sqlite":
        yield here
        return
    with postgresql_database() as address:
        variables["DATABASE_URL"] = address
        yield here


def test_what_was_acknowledged_survives_being_killed(site: Site) -> None:
    site.run("-m", "entrelacs.cli.main", "migrate")
    code = site.run("-c", PREPARE)
    notes = {
        str(uuid.UUID(int=(4 << 76) | (8 << 60) | number)): f"Idée {number}"
        for number in range(1, NOTES + 1)
    }
    ledger = Ledger(waiting=dict(notes))

    killed_with = []
    for _ in range(KILLS):
        send_all(site, code, ledger, kill_after=NOTES // (KILLS + 2))
        killed_with.append(len(ledger.waiting))
    stored = json.loads(site.run("-c", READ))
    kept = dict(ledger.acknowledged)
    send_all(site, code, ledger, kill_after=None)

    # The server died while notes were on their way, each time.
    assert all(killed_with), killed_with
    assert kept.items() <= dict(map(tuple, stored)).items()
    assert len(stored) == len({key for key, _text in stored})
    assert ledger.waiting == {}
    assert sorted(map(tuple, json.loads(site.run("-c", READ)))) == sorted(notes.items())
