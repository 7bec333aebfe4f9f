"""Registering by oneself: 120 people from one network address in a minute, and what the page weighs.

    python benchmarks/registration.py                  # 120 people over 60 seconds
    python benchmarks/registration.py --seconds 10     # the same, in a rush

The real server runs on the loopback with the data of the demonstration, whose meeting holds 80 people:
whoever comes after joins the waiting list. Each opens the form, fills it in, and sends it. Each figure
stands beside its bound, with their ratio. Everything is in a folder that is removed.
"""

import argparse
import html
import http.client
import os
import re
import sys
import threading
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[1]
SLUG = "grande-rencontre-de-bordeaux"
# Bytes and queries of a page; seconds that 19 answers in 20 take.
HEAVIEST, MOST_QUERIES, SLOWEST = 60_000, 10, 1.0
# Nobody fills the form in less, and the check against robots says so.
FILLING = 2.5
HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|begun)" value="([^"]*)"')
WORLD = re.compile(r'name="worlds" value="(\d+)"')


@dataclass
class Measures:
    """What people saw, gathered from their threads."""

    form: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """One person on their way to the form."""

    number: int
    arrives: float
    server: str

    def register(self, measures: Measures) -> None:
        """Open the form, fill it in, send it; whatever happens is counted."""
        time.sleep(self.arrives)
        connection = http.client.HTTPConnection(urlsplit(self.server).netloc, timeout=60)
        address = f"/rencontres/{SLUG}/inscription/"
        try:
            start = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            page = answer.read().decode()
            opened = time.perf_counter() - start
            time.sleep(FILLING)
            cookie = (answer.headers["Set-Cookie"] or "").split(";")[0]
            start = time.perf_counter()
            connection.request("POST", address, self.said(page), self.headers(cookie))
            answer = connection.getresponse()
            answer.read()
            sent, outcome = time.perf_counter() - start, self.outcome(answer)
        except (OSError, http.client.HTTPException) as error:
            opened, sent, outcome = 60.0, 60.0, type(error).__name__
        with measures.lock:
            measures.form.append(opened)
            measures.sent.append(sent)
            measures.answers[outcome] += 1

    def said(self, page: str) -> bytes:
        worlds = WORLD.findall(page)
        fields = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
        fields |= {
            "given_name": f"Visiteuse{self.number}",
            "family_name": "Inventée",
            "email": f"visiteuse{self.number}@demo.example",
            "organization": f"Structure inventée {self.number % 30}",
            "worlds": worlds[self.number % len(worlds)],
            "access": "quiet",
        }
        return urlencode(fields).encode()

    def headers(self, cookie: str) -> dict[str, str]:
        return {
            "Cookie": cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"{self.server}/",
        }

    @staticmethod
    def outcome(answer: http.client.HTTPResponse) -> str:
        accepted = answer.status == 302 and answer.headers["Location"].endswith("/merci/")
        return "accepted" if accepted else str(answer.status)


def come(server: str, people: int, seconds: float) -> Measures:
    """Everyone registers, at moments drawn over so many seconds."""
    measures, dice = Measures(), Random(1)
    visitors = [
        Visitor(number=number, arrives=dice.uniform(0, seconds), server=server)
        for number in range(people)
    ]
    threads = [threading.Thread(target=each.register, args=(measures,)) for each in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return measures


def weigh() -> dict[str, tuple[int, int]]:
    """Bytes and queries of each public page, asked by a client in this process."""
    import django  # noqa: PLC0415 -- the settings are chosen by then

    django.setup()
    from django.db import connection  # noqa: PLC0415 -- app ready
    from django.test import Client  # noqa: PLC0415 -- app ready
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- app ready

    # As in production: templates are not looked at for faults.
    warnings.filterwarnings("ignore", message="No directory at")
    found = {}
    for name, address in (
        ("registration", f"/rencontres/{SLUG}/inscription/"),
        ("meeting", f"/rencontres/{SLUG}/"),
        ("agenda", "/agenda/grandes-rencontres/"),
    ):
        client = Client(SERVER_NAME="127.0.0.1")
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        found[name] = (len(answer.content), len(queries))
    return found


def seats() -> tuple[int, int, int | None]:
    """People who have a seat, people who wait, and seats in all."""
    from django_scopes import scope  # noqa: PLC0415 -- app ready

    from entrelacs.act.admission.queries import (  # noqa: PLC0415 -- app ready
        public_gathering,
        room_of,
        waiting_list,
    )

    door = public_gathering(SLUG)
    with scope(programme=door.gathering.programme):
        room = room_of(door.gathering, door.admission)
        return room.held, len(waiting_list(door.gathering)), room.capacity


def told(name: str, figure: float, bound: float, unit: str) -> bool:
    """One line: the figure, its bound, their ratio; whether it holds."""
    print(f"{name:34}{figure:10,.5g} {unit:8} bound {bound:8,.5g}   x {figure / bound:.2f}")
    return figure <= bound


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--seconds", type=float, default=60.0)
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from tools.demo_server import load_demo, serving  # noqa: PLC0415 -- the path is laid above

    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["ENTRELACS_DATA_DIR"] = scratch
        os.environ["DJANGO_SETTINGS_MODULE"] = "entrelacs.web.settings.local"
        os.environ["DATABASE_URL"] = ""
        load_demo(folder)
        before = os.getloadavg()[0]
        with serving(folder) as server:
            measures = come(server, arguments.people, arguments.seconds)
        pages = weigh()
        held, waiting, capacity = seats()
    accepted = measures.answers["accepted"]
    print(
        f"{arguments.people} people over {arguments.seconds:g} s from one address, one worker; "
        f"load average {before:.1f} before, {os.getloadavg()[0]:.1f} after"
    )
    print(f"accepted: {accepted} of {arguments.people} {dict(measures.answers)}")
    print(f"seats: {held} held of {capacity}; {waiting} people wait")
    sound = accepted == arguments.people and (capacity is None or held <= capacity)
    for name, (size, queries) in pages.items():
        sound &= told(f"{name}: weight", size, HEAVIEST, "bytes")
        sound &= told(f"{name}: queries", queries, MOST_QUERIES, "")
    # Slowness is told only: a busy machine is nobody's fault.
    for name, spent in (("form opened", measures.form), ("form sent", measures.sent)):
        told(f"{name}: median", median(spent), SLOWEST, "s")
        told(f"{name}: 19 in 20", quantiles(spent, n=20)[-1], SLOWEST, "s")
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
