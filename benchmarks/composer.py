"""The composer's page for 80 people over three rounds: time, queries, weight, drag, repair, latecomer.

    python benchmarks/composer.py

Each figure stands beside its bar, and each time beside that of the list of meetings, the lightest
page of the same axis, measured in the same run.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
PEOPLE, ROUNDS, RUNS = 80, 3, 15


def prepare() -> None:
    """Lay a demonstration in a folder of its own, and read the settings from there."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "entrelacs.web.settings.local"
    os.environ["ENTRELACS_DATA_DIR"] = tempfile.mkdtemp()
    program = Path(sys.executable).with_name("entrelacs")
    subprocess.run([str(program), "demo", "--no-serve"], check=True, stdout=subprocess.DEVNULL)
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415 -- reads the settings laid above

    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- app ready

    # As in production: queries are not kept, templates are not looked at for faults.
    settings.DEBUG = False
    warnings.filterwarnings("ignore", message="No directory at")


class Desk:
    """An organiser before the composer of one gathering."""

    def __init__(self, gathering) -> None:
        from django.test import Client  # noqa: PLC0415 -- app ready

        self.gathering, self.client = gathering, sign_in(Client())
        self.base = f"/agir/rencontres/{gathering.slug}/composer/"

    def get(self, path: str):
        return self._checked(self.client.get(path, headers={"host": "127.0.0.1"}), path)

    def post(self, path: str, **fields: object):
        fields["version"] = version_of(self.gathering)
        headers = {"host": "127.0.0.1"}
        return self._checked(self.client.post(self.base + path, fields, headers=headers), path)

    def _checked(self, answer, path: str):
        if answer.status_code not in {200, 302} or "connexion" in answer.headers.get(
            "location", ""
        ):
            raise SystemExit(f"{path} answers {answer.status_code}: nothing measured.")
        return answer


def main() -> None:
    prepare()
    from django_scopes import scopes_disabled  # noqa: PLC0415 -- app ready

    from entrelacs.act.gatherings.models import Gathering  # noqa: PLC0415 -- app ready

    with scopes_disabled():
        gathering = Gathering.objects.select_related("programme").get(slug__contains="bordeaux")
        add_people(gathering)
        measure(Desk(gathering))


def measure(desk: Desk) -> None:
    from django.db import connection  # noqa: PLC0415 -- app ready
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- app ready

    from entrelacs.act.gatherings.models import Registration  # noqa: PLC0415 -- app ready
    from entrelacs.act.tables.models import Composition, Table  # noqa: PLC0415 -- app ready

    gathering, base = desk.gathering, desk.base
    coming = Registration.objects.filter(gathering=gathering, status="registered")
    coming.update(rounds=[])
    defaults = {"rounds": ROUNDS, "programme": gathering.programme}
    Composition.objects.update_or_create(gathering=gathering, defaults=defaults)
    desk.post("tables/", count=10, seats="8")
    floor = timed(lambda: desk.get("/agir/"))
    show(
        "compose all, press to answer",
        timed(lambda: desk.post("tirage/", base="registered"), 1),
        None,
        floor,
    )
    with CaptureQueriesContext(connection) as queries:
        weight = len(desk.get(base).content)
    # At once: the next request begins a new count.
    asked = len(queries)
    show("page", timed(lambda: desk.get(base)), 0.2, floor)
    print(f"  {'queries':32} {asked:8}      (bar 15)")
    print(f"  {'bytes':32} {weight:8}      (bar 150000)")
    table = Table.objects.filter(gathering=gathering, is_open=True).order_by("number").last()
    drag = f"{base}essai/?registration={coming[0].pk}&table={table.pk}&tour=1"
    show("a drag is answered", timed(lambda: desk.get(drag)), 0.1, floor)
    absent = [row.pk for row in coming[::9]]
    Registration.objects.filter(pk__in=absent).update(presence="absent")
    repairs = timed(lambda: desk.get(f"{base}reparer/?tour=1"), 2)
    show(f"repairs, {len(absent)} absent", repairs, 2.0, floor)


def sign_in(client):
    from entrelacs.commons.people.models import Account  # noqa: PLC0415 -- app ready

    client.force_login(Account.objects.get(email="organisation@demo.example"))
    return client


def add_people(gathering) -> None:
    """Register invented people until there are enough."""
    from entrelacs.act.gatherings.models import Registration  # noqa: PLC0415 -- app ready
    from tests.factories import PersonFactory, RegistrationFactory  # noqa: PLC0415 -- app ready

    coming = Registration.objects.filter(gathering=gathering, status="registered").count()
    for number in range(PEOPLE - coming):
        person = PersonFactory(programme=gathering.programme, family_name=f"Ajout{number}")
        RegistrationFactory(programme=gathering.programme, gathering=gathering, person=person)


def version_of(gathering) -> int:
    from entrelacs.act.tables.models import Seating  # noqa: PLC0415 -- app ready

    latest = Seating.objects.filter(gathering=gathering).first()
    return latest.version if latest else 0


def timed(action: Callable[[], object], runs: int = RUNS) -> float:
    times = []
    for _ in range(runs):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return median(times)


def show(name: str, seconds: float, bar: float | None, floor: float) -> None:
    said = f"(bar {1000 * bar:.0f} ms)" if bar else ""
    ratio = seconds / floor
    print(f"  {name:32} {1000 * seconds:8.0f} ms   {said}, {ratio:.1f} times the list of meetings")


if __name__ == "__main__":
    main()
