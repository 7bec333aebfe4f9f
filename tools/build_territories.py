"""Pack the official geographic code into the small file that the package ships.

    python tools/build_territories.py FOLDER [--out FILE]

FOLDER holds `cog_communes_2026.csv`, `cog_epci_2026.csv`, `cog_passage_2026.csv`,
`cog_departements_2026.json` and `cog_regions_2026.json`. The same input gives the same bytes.
The layout of the file is told in the README beside it.
"""

import argparse
import csv
import json
import lzma
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

EDITION = "2026"
OUT = Path(__file__).resolve().parents[1] / (
    f"src/entrelacs/commons/territories/data/cog-{EDITION}.tsv.xz"
)
COLUMNS = (
    "code",
    "name",
    "department",
    "region",
    "epci",
    "ept",
    "population",
    "postal_codes",
    "longitude",
    "latitude",
)
STEPS_PER_DEGREE = 10_000
WHOLE_CITY = {"13": "13055", "69": "69123", "75": "75056"}
# pb=0 suits text of one byte a letter: 3 % smaller than the preset alone.
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "pb": 0}]

Row = dict[str, str]


def read_csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def steps(degrees: str) -> str:
    return str(round(float(degrees) * STEPS_PER_DEGREE)) if degrees else ""


def municipalities(folder: Path) -> list[Row]:
    rows = [
        {
            "kind": source["type"],
            "code": source["code"],
            "name": source["nom"],
            "department": source["departement"],
            "region": source["region"],
            "epci": source["epci"],
            "ept": source["ept"],
            "population": source["population"],
            "postal_codes": source["codes_postaux"],
            "longitude": steps(source["lon"]),
            "latitude": steps(source["lat"]),
        }
        for source in read_csv(folder / "cog_communes_2026.csv")
    ]
    rows.sort(key=lambda row: row["code"])
    by_code = {row["code"]: row for row in rows}
    for row in rows:
        if row["kind"] == "arrondissement":
            row["epci"] = by_code[WHOLE_CITY[row["department"]]]["epci"]
    return rows


def summed(row: Row, members: Iterable[Row]) -> Row:
    """Give a larger territory the people of its communes and the middle of where they live."""
    members = [member for member in members if member["kind"] == "commune"]
    people = sum(int(member["population"] or 0) for member in members)
    row.setdefault("population", str(people) if people else "")
    placed = [member for member in members if member["longitude"]]
    weight = sum(int(member["population"] or 0) for member in placed)
    for axis in ("longitude", "latitude"):
        total = sum(int(member[axis]) * int(member["population"] or 0) for member in placed)
        row[axis] = str(round(total / weight)) if weight else ""
    return row


def most_people(members: Iterable[Row], column: str) -> str:
    people: dict[str, int] = defaultdict(int)
    for member in members:
        people[member[column]] += int(member["population"] or 0)
    return max(sorted(people), key=people.__getitem__)


def larger_territories(folder: Path, communes: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {"region": [], "department": [], "epci": [], "ept": []}
    members: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in communes:
        for column in found:
            members[column, row[column]].append(row)
    for source in json.loads((folder / "cog_regions_2026.json").read_text(encoding="utf-8")):
        row = {"code": source["code"], "name": source["nom"]}
        found["region"].append(summed(row, members["region", row["code"]]))
    for source in json.loads((folder / "cog_departements_2026.json").read_text(encoding="utf-8")):
        row = {"code": source["code"], "name": source["nom"], "region": source["region"]}
        found["department"].append(summed(row, members["department", row["code"]]))
    for source in read_csv(folder / "cog_epci_2026.csv"):
        kind = "ept" if source["type"] == "EPT" else "epci"
        inside = members[kind, source["code"]]
        row = {
            "code": source["code"],
            "name": source["nom"],
            "department": most_people(inside, "department"),
            "region": most_people(inside, "region"),
            "population": source["population_municipale"],
        }
        if kind == "ept":
            row["epci"] = most_people(inside, "epci")
        found[kind].append(summed(row, inside))
    for rows in found.values():
        rows.sort(key=lambda row: row["code"])
    return found


def differences(values: list[str]) -> list[str]:
    """Neighbours in the list are neighbours on the ground: small steps compress better."""
    out, previous = [], 0
    for value in values:
        out.append(str(int(value) - previous) if value else "")
        previous = int(value) if value else previous
    return out


def section(kind: str, rows: list[Row]) -> list[str]:
    lines = [f"[{kind}]\t{len(rows)}"]
    for column in COLUMNS:
        values = [row.get(column, "") for row in rows]
        if column in {"longitude", "latitude"}:
            values = differences(values)
        lines.append("\t".join([column, *values]))
    return lines


def pack(folder: Path) -> bytes:
    rows = municipalities(folder)
    lines = [f"cog\t{EDITION}"]
    for kind, larger in larger_territories(folder, rows).items():
        lines += section(kind, larger)
    for kind in ("commune", "arrondissement"):
        lines += section(kind, [row for row in rows if row["kind"] == kind])
    former = sorted(
        (row["ancien_code"], row["code_actuel"])
        for row in read_csv(folder / "cog_passage_2026.csv")
    )
    lines.append(f"[former]\t{len(former)}")
    lines.append("\t".join(["former", *(old for old, _ in former)]))
    lines.append("\t".join(["current", *(new for _, new in former)]))
    text = "\n".join(lines) + "\n"
    return lzma.compress(text.encode(), format=lzma.FORMAT_XZ, filters=FILTERS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    packed = pack(asked.folder)
    asked.out.write_bytes(packed)
    print(f"{asked.out.name}: {len(packed):,} bytes")


if __name__ == "__main__":
    main()
