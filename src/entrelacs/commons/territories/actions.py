from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from entrelacs.commons.territories.cog import EDITION, KINDS, Cog, CogRow, digest, read_cog
from entrelacs.commons.territories.models import FormerCode, Territory, TerritoryEdition
from entrelacs.commons.territories.names import search_name

BATCH = 500
LINKS = ("department", "region", "epci", "ept")
# What the file decides; everything else on a row is ours.
COLUMNS = (
    "name",
    "search_name",
    "department_id",
    "region_id",
    "epci_id",
    "ept_id",
    "population",
    "postal_codes",
    "longitude",
    "latitude",
    "is_current",
)

Values = tuple[object, ...]
Keys = dict[tuple[str, str], int]
Known = dict[tuple[str, str], tuple[int, Values]]


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """Rows created, changed and retired; all zero when the tables were already up to date."""

    created: int = 0
    updated: int = 0
    retired: int = 0
    former_codes: int = 0


@transaction.atomic
def load_territories() -> LoadReport:
    """Bring the tables to the packaged edition; a second call only compares two digests.

    No actor and no journal entry: this is shared reference data, which belongs to no programme.
    """
    packaged = digest()
    if (
        TerritoryEdition.objects.filter(digest=packaged).exists()
        and Territory.objects.filter(is_current=True).exists()
    ):
        return LoadReport()
    report = apply_cog(read_cog())
    TerritoryEdition.objects.all().delete()
    TerritoryEdition.objects.create(edition=EDITION, digest=packaged)
    return report


@transaction.atomic
def apply_cog(cog: Cog) -> LoadReport:
    """Write the difference between `cog` and the tables; a vanished territory is retired."""
    known = _known_values()
    keys: Keys = {identity: pk for identity, (pk, _values) in known.items()}
    created = updated = 0
    # Each kind points only to those before it, whose keys are known by then.
    for kind in KINDS:
        wanted = {(kind, row.code): _values(row, keys) for row in cog.rows if row.kind == kind}
        fresh = [
            (*identity, *values) for identity, values in wanted.items() if identity not in keys
        ]
        changed = [
            _territory(known[identity][0], values)
            for identity, values in wanted.items()
            if identity in known and known[identity][1] != values
        ]
        _insert(Territory, ("kind", "code", *COLUMNS), fresh)
        Territory.objects.bulk_update(changed, COLUMNS, batch_size=BATCH)
        if fresh:
            pairs = Territory.objects.filter(kind=kind).values_list("code", "pk")
            keys.update({(kind, code): pk for code, pk in pairs})
        created, updated = created + len(fresh), updated + len(changed)
    return LoadReport(
        created=created,
        updated=updated,
        retired=_retire(cog, known),
        former_codes=_write_former_codes(cog, keys),
    )


def _known_values() -> Known:
    stored = Territory.objects.values_list("kind", "code", "pk", *COLUMNS)
    return {(kind, code): (pk, tuple(values)) for kind, code, pk, *values in stored}


def _values(row: CogRow, keys: Keys) -> Values:
    links = (keys.get((kind, getattr(row, kind))) for kind in LINKS)
    return (
        row.name,
        search_name(row.name),
        *links,
        row.population,
        row.postal_codes,
        row.longitude,
        row.latitude,
        True,
    )


def _territory(pk: int, values: Values) -> Territory:
    return Territory(pk=pk, **dict(zip(COLUMNS, values, strict=True)))


def _insert(model: type[Model], columns: Sequence[str], rows: Sequence[Values]) -> None:
    # `bulk_create` takes three times as long, nearly all of it before the database.
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({places})"  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _retire(cog: Cog, known: Known) -> int:
    current = {(row.kind, row.code) for row in cog.rows}
    gone = [
        pk for identity, (pk, values) in known.items() if identity not in current and values[-1]
    ]
    for batch in _batches(gone):
        Territory.objects.filter(pk__in=batch).update(is_current=False)
    return len(gone)


def _write_former_codes(cog: Cog, keys: Keys) -> int:
    places = {code: pk for (kind, code), pk in keys.items() if kind == "commune"}
    wanted = {old: places[new] for old, new in cog.former_codes.items()}
    stored = dict(FormerCode.objects.values_list("code", "current_id"))
    stale = [code for code, current in stored.items() if wanted.get(code) != current]
    for batch in _batches(stale):
        FormerCode.objects.filter(code__in=batch).delete()
    fresh = [each for each in wanted.items() if stored.get(each[0]) != each[1]]
    _insert(FormerCode, ("code", "current_id"), fresh)
    return len(fresh) + len(set(stale) - wanted.keys())


def _batches(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
