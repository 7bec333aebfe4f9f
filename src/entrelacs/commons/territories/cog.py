"""The official geographic code (COG) shipped with the package, read without Django.

`data/README.md` tells the layout, the sources and what is missing.
"""

import hashlib
import lzma
from collections.abc import Iterator
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import NamedTuple, TextIO

EDITION = "2026"
PATH = Path(__file__).parent / "data" / f"cog-{EDITION}.tsv.xz"
STEPS_PER_DEGREE = 10_000
# What a row points to comes before it.
KINDS = ("region", "department", "epci", "ept", "commune", "arrondissement")
FORMER = "former"
COLUMN_COUNT = {FORMER: 2}


class CogRow(NamedTuple):
    """One territory; an empty text or None where the source says nothing."""

    kind: str
    code: str
    name: str
    department: str
    region: str
    epci: str
    ept: str
    population: int | None
    postal_codes: str
    longitude: float | None
    latitude: float | None


class Cog(NamedTuple):
    rows: tuple[CogRow, ...]
    former_codes: dict[str, str]


def digest() -> str:
    """What tells one edition of the file from another, without reading it whole."""
    return hashlib.sha256(PATH.read_bytes()).hexdigest()


def read_cog() -> Cog:
    """Read every territory and every former code.

    >>> cog = read_cog()
    >>> len(cog.rows), cog.former_codes["93059"]
    (36415, '93066')
    """
    rows: list[CogRow] = []
    former: dict[str, str] = {}
    for kind, columns in _sections():
        if kind == FORMER:
            former = dict(zip(columns["former"], columns["current"], strict=True))
        else:
            rows += _rows(kind, columns)
    return Cog(rows=tuple(rows), former_codes=former)


@cache
def departments() -> dict[str, str]:
    """Code and name of every department, overseas collectivities included.

    >>> departments()["2A"], departments()["974"]
    ('Corse-du-Sud', 'La Réunion')
    """
    for kind, columns in _sections():
        if kind == "department":
            return dict(zip(columns["code"], columns["name"], strict=True))
    return {}


def department_of(code: str) -> str:
    """Code of the department that the code of a commune begins with.

    >>> department_of("93066"), department_of("2A004"), department_of("97411")
    ('93', '2A', '974')
    """
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def _sections() -> Iterator[tuple[str, dict[str, list[str]]]]:
    with lzma.open(PATH, "rt", encoding="utf-8", newline="\n") as lines:
        next(lines)
        for heading in lines:
            kind = heading[1 : heading.index("]")]
            yield kind, dict(_columns(lines, COLUMN_COUNT.get(kind, len(CogRow._fields) - 1)))


def _columns(lines: TextIO, count: int) -> Iterator[tuple[str, list[str]]]:
    for _ in range(count):
        name, *values = next(lines).rstrip("\n").split("\t")
        yield name, values


def _rows(kind: str, columns: dict[str, list[str]]) -> Iterator[CogRow]:
    return map(
        CogRow._make,
        zip(
            repeat(kind),
            columns["code"],
            columns["name"],
            columns["department"],
            columns["region"],
            columns["epci"],
            columns["ept"],
            (int(value) if value else None for value in columns["population"]),
            columns["postal_codes"],
            _degrees(columns["longitude"]),
            _degrees(columns["latitude"]),
            # `repeat` never ends.
            strict=False,
        ),
    )


def _degrees(differences: list[str]) -> Iterator[float | None]:
    steps = 0
    for difference in differences:
        steps += int(difference or 0)
        yield steps / STEPS_PER_DEGREE if difference else None
