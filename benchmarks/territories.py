"""Territories: time to load them, and to suggest some, beside plain ways on the same table.

    python benchmarks/territories.py

Loading stands beside `bulk_create` of the same rows; searching stands beside a full scan with
`LIKE '%text%'`, sorted by population. Below 1, ours is quicker. The database is the one of the test
settings (SQLite, or the one that DATABASE_URL names), made for the occasion and taken away.
"""

import os
from collections.abc import Callable
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entrelacs.web.settings.test")
django.setup()

from django.db import connection, transaction  # noqa: E402 -- needs the settings above
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from entrelacs.commons.territories.actions import load_territories  # noqa: E402
from entrelacs.commons.territories.cog import read_cog  # noqa: E402
from entrelacs.commons.territories.models import Territory  # noqa: E402
from entrelacs.commons.territories.names import search_name  # noqa: E402
from entrelacs.commons.territories.queries import search_territories  # noqa: E402

TIMES = 30
TYPED = ("par", "saint denis", "st-denis 93", "la roch", "marseille", "denis", "bordeaux", "93210")


def seconds(action: Callable[[], object], times: int = 1) -> float:
    """Median of several runs, in seconds."""
    spent = []
    for _ in range(times):
        start = perf_counter()
        action()
        spent.append(perf_counter() - start)
    return median(spent)


class Undo(Exception):
    """Takes back what a measure wrote."""


def bulk_create_everything() -> None:
    """The peer: the same file, the same rows, no links between them."""
    Territory.objects.bulk_create(
        [
            Territory(
                kind=row.kind,
                code=row.code,
                name=row.name,
                search_name=search_name(row.name),
                population=row.population,
                postal_codes=row.postal_codes,
                longitude=row.longitude,
                latitude=row.latitude,
            )
            for row in read_cog().rows
        ],
        batch_size=2_000,
    )


def measure_and_undo(action: Callable[[], object]) -> float:
    try:
        with transaction.atomic():
            spent = seconds(action)
            raise Undo
    except Undo:
        return spent


def scan(text: str) -> list[Territory]:
    """The peer: every row is read, nothing is understood."""
    column = "postal_codes" if text.isdigit() else "search_name"
    found = Territory.objects.filter(**{f"{column}__contains": search_name(text)})
    return list(found.order_by("-population")[:10])


def line(what: str, ours: float, peer: float) -> None:
    print(f"{what:<26}{ours * 1000:>10.1f} ms{peer * 1000:>10.1f} ms{ours / peer:>9.2f}")


def main() -> None:
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{connection.vendor:<26}{'ours':>13}{'peer':>13}{'ratio':>9}")
        peer = median(measure_and_undo(bulk_create_everything) for _ in range(3))
        ours = median(measure_and_undo(load_territories) for _ in range(3))
        line("load 36,415 territories", ours, peer)
        load_territories()
        line("load again", seconds(load_territories, TIMES), peer)
        for text in TYPED:
            ours = seconds(lambda text=text: search_territories(text), TIMES)
            line(f"search “{text}”", ours, seconds(lambda text=text: scan(text), TIMES))
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
