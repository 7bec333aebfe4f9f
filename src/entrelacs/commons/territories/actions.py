from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from entrelacs.commons.territories.cog import EDITION, KINDS, Cog, CogRow, digest, read_cog
from entrelacs.commons.territories.models import FormerCode, Territory, TerritoryEdition
from entrelacs.commons.territories.names import search_name

BATCH = 2_000
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

Keys = dict[tuple[str, str], int]


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """Rows created, changed and retired; all zero when the tables were already up to date."""

    created: int = 0
    updated: int = 0
    retired: int = 0
    former_codes: int = 0

    @property
    def did_something(self) -> bool:
        return bool(self.created or self.updated or self.retired or self.former_codes)


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
        rows = [row for row in cog.rows if row.kind == kind]
        wanted = {(row.kind, row.code): _values(row, keys) for row in rows}
        fresh = [
            _territory(*identity, wanted[identity]) for identity in wanted.keys() - keys.keys()
        ]
        fresh.sort(key=lambda territory: territory.code)
        changed = [
            _territory(*identity, values, pk=known[identity][0])
            for identity, values in wanted.items()
            if identity in known and known[identity][1] != values
        ]
        for territory in Territory.objects.bulk_create(fresh, batch_size=BATCH):
            keys[territory.kind, territory.code] = territory.pk
        Territory.objects.bulk_update(changed, COLUMNS, batch_size=BATCH // 10)
        created, updated = created + len(fresh), updated + len(changed)
    return LoadReport(
        created=created,
        updated=updated,
        retired=_retire(cog, known),
        former_codes=_write_former_codes(cog, keys),
    )


def _known_values() -> dict[tuple[str, str], tuple[int, tuple[object, ...]]]:
    stored = Territory.objects.values_list("kind", "code", "pk", *COLUMNS)
    return {(kind, code): (pk, tuple(values)) for kind, code, pk, *values in stored}


def _values(row: CogRow, keys: Keys) -> tuple[object, ...]:
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


def _territory(
    kind: str, code: str, values: tuple[object, ...], pk: int | None = None
) -> Territory:
    return Territory(pk=pk, kind=kind, code=code, **dict(zip(COLUMNS, values, strict=True)))


def _retire(cog: Cog, known: dict[tuple[str, str], tuple[int, tuple[object, ...]]]) -> int:
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
    fresh = [
        FormerCode(code=code, current_id=current)
        for code, current in wanted.items()
        if stored.get(code) != current
    ]
    FormerCode.objects.bulk_create(fresh, batch_size=BATCH)
    return len(fresh) + len(set(stale) - wanted.keys())


def _batches(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
