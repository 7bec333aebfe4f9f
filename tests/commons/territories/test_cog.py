import lzma
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from entrelacs.commons.territories import cog

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT.parent / "shared/data/french"


@pytest.fixture(scope="module")
def packaged():
    return cog.read_cog()


@pytest.fixture(scope="module")
def by_code(packaged):
    return {(row.kind, row.code): row for row in packaged.rows}


def test_packaged_code_holds_every_territory(packaged):
    assert Counter(row.kind for row in packaged.rows) == {
        "region": 26,
        "department": 109,
        "epci": 1255,
        "ept": 11,
        "commune": 34969,
        "arrondissement": 45,
    }
    assert len(packaged.former_codes) == 4240


def test_packaged_rows_point_to_rows_that_come_before(packaged):
    seen = set()

    for row in packaged.rows:
        links = {(kind, getattr(row, kind)) for kind in ("department", "region", "epci", "ept")}
        assert {link for link in links if link[1]} <= seen
        seen.add((row.kind, row.code))

    assert {("commune", code) for code in packaged.former_codes.values()} <= seen
    assert not {("commune", code) for code in packaged.former_codes} & seen


def test_former_code_points_to_its_present_commune(packaged):
    assert packaged.former_codes["93059"] == "93066"


def test_commune_is_read_whole(by_code):
    assert by_code["commune", "93066"] == cog.CogRow(
        kind="commune",
        code="93066",
        name="Saint-Denis",
        department="93",
        region="11",
        epci="200054781",
        ept="200057867",
        population=149077,
        postal_codes="93200 93210 93380",
        longitude=2.3604,
        latitude=48.9286,
    )


def test_commune_without_middle_has_none(by_code):
    celles = by_code["commune", "15031"]

    assert (celles.longitude, celles.latitude) == (None, None)


def test_hundred_communes_have_no_middle_and_their_neighbours_keep_theirs(packaged):
    communes = [row for row in packaged.rows if row.kind == "commune"]

    assert sum(row.longitude is None for row in communes) == 100
    assert all(-180 <= row.longitude <= 180 for row in communes if row.longitude is not None)
    assert all(-90 <= row.latitude <= 90 for row in communes if row.latitude is not None)


def test_arrondissement_belongs_to_the_group_of_its_city(by_code):
    assert by_code["arrondissement", "75113"].epci == by_code["commune", "75056"].epci
    assert by_code["arrondissement", "13201"].epci == by_code["commune", "13055"].epci
    assert by_code["arrondissement", "69381"].epci == by_code["commune", "69123"].epci


def test_larger_territory_sums_its_communes(packaged, by_code):
    people = sum(
        row.population or 0
        for row in packaged.rows
        if row.kind == "commune" and row.department == "2A"
    )

    assert by_code["department", "2A"].population == people


def test_code_of_a_commune_tells_its_department(packaged):
    municipal = [row for row in packaged.rows if row.kind in {"commune", "arrondissement"}]

    assert [row.code for row in municipal if cog.department_of(row.code) != row.department] == []


def test_departments_are_read_alone():
    departments = cog.departments()

    assert len(departments) == 109
    assert departments["2B"] == "Haute-Corse"


def test_packaged_file_stays_small_and_is_plain_text():
    packed = cog.PATH.read_bytes()

    assert len(packed) < 500_000
    assert lzma.decompress(packed).decode().startswith("cog\t2026\n[region]\t26\n")


def test_built_file_is_the_packaged_one(tmp_path):
    if not SOURCE.exists():
        pytest.skip("The open data of 2026 is not beside the repository.")
    built = tmp_path / "cog.tsv.xz"

    subprocess.run(
        [sys.executable, ROOT / "tools/build_territories.py", SOURCE, "--out", built], check=True
    )

    assert built.read_bytes() == cog.PATH.read_bytes()
