"""The main pages under 50 users, with the demonstration's data, beside an empty Django view.

    python benchmarks/pages.py                               # SQLite, 50 users, 30 seconds
    python benchmarks/pages.py --think 0                     # nobody pauses: how many pages a second
    python benchmarks/pages.py --database-url postgresql:///empty_database

Each user opens a page, looks at it for `--think` seconds on average, opens another; the empty view is
one more page among the others, served by the same server with the same workers, so that a busy moment
of the machine weighs on both. Queries and bytes are counted apart, by a client in this process.
Everything stays on the loopback, in a folder that is removed.
"""

# ruff: noqa: PLC0415 -- the arguments choose the settings, before anything of Django is read

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

SLOWEST, HEAVIEST, MOST_QUERIES = 0.2, 150_000, 15
WORKERS, THREADS, PATIENCE, ROUNDS = 2, 4, 60.0, 9
EMPTY = "empty view"
# Visited without signing in, as those they are made for do.
ANONYMOUS = {EMPTY, "home", "notebook", "participant", "report, public"}
EMPTY_PROJECT = """
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="empty", ALLOWED_HOSTS=["*"])
urlpatterns = [path("", lambda request: HttpResponse("empty"))]
application = get_wsgi_application()
"""


@dataclass(frozen=True)
class Page:
    name: str
    address: str
    port: int


@dataclass
class Measures:
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """Run a server until the block ends; it is stopped with all it started, and nothing else."""
    log = folder / f"{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, start_new_session=True
        )
    try:
        end = time.monotonic() + PATIENCE
        while not listens(port):
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(f"{command} did not answer:\n{log.read_text(encoding='utf-8')[-2000:]}")
            time.sleep(0.1)
        yield
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def prepare() -> None:
    """Load the demonstration, and compose Bordeaux so that its pages are full."""
    import django  # the settings are chosen by then
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("demo")
    from django_scopes import scope, scopes_disabled

    from entrelacs.act.gatherings.models import Gathering
    from entrelacs.act.tables.actions import Base, compose_gathering

    with scopes_disabled():
        gathering = Gathering.objects.select_related("programme").get(slug__contains="bordeaux")
    with scope(programme=gathering.programme):
        if not gathering.tables.exists():
            compose_gathering(
                actor=None, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
            )


def addresses() -> dict[str, str]:
    from django.urls import reverse
    from django_scopes import scopes_disabled

    from entrelacs.act.gatherings.links import personal_token
    from entrelacs.act.gatherings.models import Gathering

    with scopes_disabled():
        paris = Gathering.objects.get(slug__contains="paris")
        bordeaux = Gathering.objects.get(slug__contains="bordeaux")
        table = bordeaux.tables.order_by("number").first()
        guest = bordeaux.registrations.order_by("pk").first()

    def step(name: str, gathering: Gathering) -> str:
        return reverse(name, kwargs={"slug": gathering.slug})

    return {
        "meetings": reverse("act:gatherings"),
        "invite": step("act:invite", bordeaux),
        "compose": step("act:compose", bordeaux),
        "run": step("act:run", paris),
        "synthesise": step("act:synthesize", paris),
        "report, writing": step("share:restitute", paris),
        "follow": step("act:follow", paris),
        "roadmap": reverse("act:roadmap"),
        "notebook": reverse("act:notebook", kwargs={"code": table.code}),
        "participant": reverse("act:participant", kwargs={"token": personal_token(guest)}),
        "report, public": step("share:report", paris),
        "home": reverse("home"),
    }


def forge_sessions(count: int) -> list[str]:
    """Sessions of the organiser, one per user, without going through the mail."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from entrelacs.commons.people.models import Account

    account = Account.objects.get(email="organisation@demo.example")
    keys = []
    for _ in range(count):
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.save()
        keys.append(session.session_key)
    return keys


@dataclass(frozen=True)
class Cost:
    """What a page asks for, however busy the machine is."""

    queries: int
    size: int
    processor: float


def count(pages: dict[str, str], session: str) -> dict[str, Cost]:
    """Queries, bytes and processor time of each page, asked by a client in this process."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, address in pages.items():
        client = Client(SERVER_NAME="127.0.0.1")
        if name not in ANONYMOUS:
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        # The next request empties the list.
        asked = len(queries)
        spent = []
        for _ in range(ROUNDS):
            start = time.process_time()
            client.get(address)
            spent.append(time.process_time() - start)
        found[name] = Cost(asked, len(response.content), median(spent))
    return found


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How users go about: how long they look at a page, and when they leave."""

    think: float
    end: float


def use(pages: list[Page], cookie: str, seed: int, habits: Habits, measures: Measures) -> None:
    """One person going from page to page, over connections kept open."""
    dice = Random(seed)
    connections: dict[int, http.client.HTTPConnection] = {}
    time.sleep(dice.uniform(0, habits.think))
    while time.monotonic() < habits.end:
        for page in dice.sample(pages, len(pages)):
            connection = connections.setdefault(
                page.port, http.client.HTTPConnection("127.0.0.1", page.port, timeout=PATIENCE)
            )
            headers = {} if page.name in ANONYMOUS else {"Cookie": cookie}
            start = time.perf_counter()
            connection.request("GET", page.address, headers=headers)
            answer = connection.getresponse()
            answer.read()
            spent = time.perf_counter() - start
            with measures.lock:
                measures.seconds[page.name].append(spent)
                if answer.status != 200:
                    measures.refused.append(f"{page.name}: {answer.status}")
            if time.monotonic() >= habits.end:
                break
            time.sleep(dice.uniform(0, 2 * habits.think))


def load(pages: list[Page], cookies: list[str], *, think: float, seconds: float) -> Measures:
    measures = Measures()
    habits = Habits(think=think, end=time.monotonic() + seconds)
    users = [
        threading.Thread(target=use, args=(pages, cookie, seed, habits, measures))
        for seed, cookie in enumerate(cookies)
    ]
    for user in users:
        user.start()
    for user in users:
        user.join()
    return measures


def faults(slow: float, cost: Cost) -> list[str]:
    """Which limits a page passes."""
    limits = {
        "slow": slow > SLOWEST,
        "heavy": cost.size > HEAVIEST,
        "queries": cost.queries > MOST_QUERIES,
    }
    return [name for name, passed in limits.items() if passed]


def show(measures: Measures, counted: dict[str, Cost], seconds: float) -> bool:
    """Print one line per page; what passes a limit is marked.

    Slowness is marked only: a busy machine is nobody's fault. The rest is a failure.
    """
    peer = median(measures.seconds[EMPTY])
    total = sum(map(len, measures.seconds.values()))
    print(f"{total} pages, {total / seconds:.0f} a second; {len(measures.refused)} refused")
    heads = ("p50 ms", "p95 ms", "x empty", "cpu ms", "kB", "queries")
    print(f"{'page':16}" + "".join(f"{head:>9}" for head in heads))
    sound = not measures.refused
    for name in [EMPTY, *counted]:
        spent = measures.seconds[name]
        middle, slow = median(spent), quantiles(spent, n=20)[-1]
        line = f"{name:16}{middle * 1000:9.1f}{slow * 1000:9.1f}{middle / peer:9.1f}"
        if name in counted:
            cost = counted[name]
            marks = faults(slow, cost)
            sound = sound and not set(marks) - {"slow"}
            line += f"{cost.processor * 1000:9.1f}{cost.size / 1000:9.1f}{cost.queries:9}"
            line += f"  ! {', '.join(marks)}" if marks else ""
        print(line)
    for line in sorted(set(measures.refused))[:10]:
        print(f"refused: {line}")
    return sound


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--think", type=float, default=2.0, help="seconds between two pages")
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--database-url", default="", help="an empty PostgreSQL database")
    return parser.parse_args()


def main() -> None:
    arguments = read_arguments()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["ENTRELACS_DATA_DIR"] = scratch
        os.environ["ENTRELACS_MODE"] = "local"
        os.environ["DJANGO_SETTINGS_MODULE"] = "entrelacs.web.settings.local"
        os.environ["DATABASE_URL"] = arguments.database_url
        prepare()
        from django.conf import settings
        from django.db import connections

        named, sessions = addresses(), forge_sessions(arguments.users)
        counted = count(named, sessions[0])
        connections.close_all()
        (folder / "empty.py").write_text(EMPTY_PROJECT, encoding="utf-8")
        ours, empty = free_port(), free_port()
        workers = ["--workers", str(arguments.workers)]
        entrelacs = str(Path(sys.executable).with_name("entrelacs"))
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", *workers]
        peer = [*granian, "--blocking-threads", str(THREADS), "--port", str(empty)]
        cookies = [f"{settings.SESSION_COOKIE_NAME}={key}" for key in sessions]
        pages = [Page(name, address, ours) for name, address in named.items()]
        with (
            running([entrelacs, "serve", "--port", str(ours), *workers], ours, folder),
            running([*peer, "empty:application"], empty, folder),
        ):
            everything = [*pages, Page(EMPTY, "/", empty)]
            load(everything, cookies[:4], think=0, seconds=3)
            before = os.getloadavg()[0]
            measures = load(everything, cookies, think=arguments.think, seconds=arguments.seconds)
        print(
            f"{arguments.users} users, {arguments.think:g} s between two pages, "
            f"{arguments.workers} workers, {settings.DATABASES['default']['ENGINE']}; "
            f"load average {before:.1f} before, {os.getloadavg()[0]:.1f} after"
        )
        sys.exit(0 if show(measures, counted, arguments.seconds) else 1)


if __name__ == "__main__":
    main()
