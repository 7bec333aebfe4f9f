"""Colleagues are apart, even when their structure is written in two ways."""

import json
from collections import Counter, defaultdict

import pytest

from entrelacs.cli.main import main
from tests.cli.seat_files import SHARED, seat, tables_of, write_csv

PARIS = SHARED / "programme" / "002-compte-rendu-paris-2021.txt"
DEPARTMENT = ("Département des Hauts-de-Seine", "Conseil départemental 92", "CD 92")
OTHERS = (
    *("Adie", "Emmaüs", "Moulinot", "Caracol", "Solinum", "Azimuto"),
    *("Singa", "La Fonda", "Makesense"),
)


def write_people(path, structures):
    rows = [(f"P{n}", structure, "TS" if n % 2 else "ES") for n, structure in enumerate(structures)]
    return write_csv(path, [("Nom", "Structure", "Monde"), *rows])


def test_spellings_of_one_structure_are_asked_about_and_kept_apart(tmp_path, capsys):
    path = write_people(tmp_path / "l.csv", [*DEPARTMENT, *OTHERS])

    code, out, told = seat(capsys, path, "--tables", "3", "--json")

    assert code == 0
    assert told == [
        "Est-ce une seule et même structure ? « Département des Hauts-de-Seine », "
        "« Conseil départemental 92 », « CD 92 ». Elles ont été tenues pour la même : leurs "
        "membres ne sont pas à la même table. Sinon, ajoutez --distinct-structures."
    ]
    assert sorted(json.loads(out)["rounds"][0][:3]) == [0, 1, 2]


def test_distinct_structures_are_taken_at_their_word(tmp_path, capsys):
    path = write_people(tmp_path / "l.csv", DEPARTMENT)

    asked, distinct = (
        seat(capsys, path, "--tables", "1", "--json", *words)
        for words in ((), ("--distinct-structures",))
    )

    assert json.loads(asked[1])["cost"]["structure"] == 3
    assert (json.loads(distinct[1])["cost"]["structure"], distinct[2]) == (0, [])


def test_accents_and_capitals_make_no_question(tmp_path, capsys):
    path = write_people(tmp_path / "l.csv", ["Tirelires d'Avenir", "TIRELIRES D’AVENIR"])

    code, out, told = seat(capsys, path, "--tables", "1", "--json")

    assert (code, told) == (0, [])
    assert json.loads(out)["cost"]["structure"] == 1


def test_spellings_are_found_among_a_great_many_structures(tmp_path, capsys):
    others = [f"Structure {n}" for n in range(400)]
    path = write_people(
        tmp_path / "l.csv",
        [*others, *DEPARTMENT, "CCAS de Bordeaux", "Centre communal d'action sociale de Bordeaux"],
    )

    _code, _out, told = seat(capsys, path, "--json")

    assert [line.partition(" ? ")[2].partition(". ")[0] for line in told] == [
        "« Département des Hauts-de-Seine », « Conseil départemental 92 », « CD 92 »",
        "« CCAS de Bordeaux », « Centre communal d'action sociale de Bordeaux »",
    ]


@pytest.mark.skipif(not PARIS.is_file(), reason="the report of 13 December 2021 is not here")
def test_structures_of_the_paris_report_are_split(tmp_path, capsys):
    assert main(["import-notes", str(PARIS), "--json"]) == 0
    tables = json.loads(capsys.readouterr().out)["tables"]
    people = [(p["name"], p["structure"]) for table in tables for p in table["people"]]
    path = write_csv(tmp_path / "paris.csv", [("Nom", "Structure"), *people])

    code, out, told = seat(capsys, path, "--rounds", "3", "--json")

    plan = json.loads(out)
    several = {name for name, count in Counter(s for _, s in people).items() if name and count > 1}
    together = {name: name for name in several} | {
        "Conseil Départemental 92": "Département des Hauts-de-Seine",
        "Tirelires d'Avenir": "Tirelires",
        "Tirelires d'avenir": "Tirelires",
    }
    assert (code, len(people), len(several)) == (0, 45, 7)
    for round_ in range(3):
        tables_by_structure = defaultdict(list)
        for number, names in enumerate(tables_of(plan, round_)):
            for name in names:
                structure = together.get(dict(people)[name])
                if structure:
                    tables_by_structure[structure].append(number)
        assert sorted(map(len, tables_by_structure.values())) == [2] * 7 + [3]
        assert all(len(set(at)) == len(at) for at in tables_by_structure.values())
    assert plan["cost"]["structure"] == 0
    assert [line for line in told if "structure ?" in line] == [
        "Est-ce une seule et même structure ? « Département des Hauts-de-Seine », « Conseil "
        "Départemental 92 ». Elles ont été tenues pour la même : leurs membres ne sont pas à la "
        "même table. Sinon, ajoutez --distinct-structures."
    ]
