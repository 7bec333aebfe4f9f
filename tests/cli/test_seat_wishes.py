"""Wishes, needs and tables kept, from the columns of a list or from a case."""

import json

from tests.cli.seat_files import seat, seat_as_json, tables_of, write_csv, write_json

TITLES = ("Nom", "Monde", "Structure", "Avec", "Sans", "Besoins", "Table fixe")


def write_list(path, **cells):
    """Sixteen people P0 to P15; `cells` gives some of them (avec, sans, besoins, table)."""
    columns = ("avec", "sans", "besoins", "table")
    rows = [
        (f"P{n}", "TS" if n % 2 else "ES", f"S{n}", *(cells.get(c, {}).get(n, "") for c in columns))
        for n in range(16)
    ]
    return write_csv(path, [TITLES, *rows])


def table_numbers(plan, round_=0):
    return dict(zip(plan["people"], plan["rounds"][round_], strict=True))


def test_wishes_of_a_list_are_kept(tmp_path, capsys):
    path = write_list(tmp_path / "l.csv", avec={0: "P1", 2: "p3 / P4"}, sans={5: "P6|P7"})

    plan = seat_as_json(capsys, path, "--rounds", "3")

    for round_ in range(3):
        at = table_numbers(plan, round_)
        assert at["P0"] == at["P1"]
        assert at["P2"] == at["P3"] == at["P4"]
    assert plan["bounds"]["wishes"] == 0


def test_host_keeps_a_table_in_every_round(tmp_path, capsys):
    path = write_list(tmp_path / "l.csv", table={3: "2", 8: "Table 1"})

    plan = seat_as_json(capsys, path, "--rounds", "2")

    assert [(seats[3], seats[8]) for seats in plan["rounds"]] == [(1, 0), (1, 0)]


def test_needs_are_gathered_at_as_few_tables_as_hold_them_and_said(tmp_path, capsys):
    path = write_list(tmp_path / "l.csv", besoins={3: "calme", 8: "Calme / près de la porte"})

    code, out, told = seat(capsys, path)

    assert (code, told) == (0, [])
    first = out.split("\n\n")[1]
    assert first.startswith("Table 1, ")
    assert "  - P3 " in first
    assert "  - P8 " in first
    assert "  Pour cette table : calme, près de la porte." in first


def test_cells_that_name_nobody_are_told_with_their_line(tmp_path, capsys):
    path = write_list(
        tmp_path / "l.csv", avec={0: "Nemo"}, sans={1: "P1"}, table={2: "entrée", 4: "9"}
    )

    code, _out, told = seat(capsys, path)

    assert code == 0
    assert told == [
        "Ligne 4 : « entrée » n’est pas un numéro de table ; la place reste libre.",
        "Ligne 2 : « Nemo » n’est personne d’autre dans la liste ; ce souhait est laissé de côté.",
        "Ligne 3 : « P1 » n’est personne d’autre dans la liste ; ce souhait est laissé de côté.",
        "P4 tient la table 9, et il n’y en a que 2 : sa place est libre.",
    ]


def test_host_absent_from_a_round_is_told(tmp_path, capsys):
    rows = [
        ("Nom", "Tours", "Table fixe"),
        ("Ada", "2", "1"),
        *((f"P{n}", "", "") for n in range(15)),
    ]
    path = write_csv(tmp_path / "l.csv", rows)

    code, out, told = seat(capsys, path, "--rounds", "2", "--json")

    assert code == 0
    assert "Ada tient la table 1 mais manque au tour 1 : cette table est alors sans hôte." in told
    assert [seats[0] for seats in json.loads(out)["rounds"]] == [-1, 0]


def test_wishes_that_contradict_one_another_are_named_and_the_nearest_plan_given(tmp_path, capsys):
    path = write_list(tmp_path / "l.csv", avec={0: "P1", 1: "P2"}, sans={2: "P0"})

    code, out, told = seat(capsys, path, "--json")

    at = table_numbers(json.loads(out))
    assert code == 0
    assert told[0] == (
        "Impossible à tenir ensemble : P0, P1 à la même table ; P1, P2 à la même table ; "
        "P0, P2 à des tables différentes."
    )
    assert told[1].startswith("Ce plan laisse de côté : P")
    assert len(told) == 2
    assert json.loads(out)["cost"]["wishes"] == 0
    kept = [at["P0"] == at["P1"], at["P1"] == at["P2"], at["P0"] != at["P2"]]
    assert kept.count(False) == 1


def test_more_people_together_than_a_table_holds_are_named(tmp_path, capsys):
    case = {
        "sizes": [4, 4],
        "category": [0, 1] * 4,
        "must_together": [[0, 1], [1, 2], [2, 3], [3, 4]],
    }
    path = write_json(tmp_path / "case.json", case)

    code, out, told = seat(capsys, path, "--json")

    assert code == 0
    assert told[0].startswith("Impossible à tenir ensemble : ")
    assert all(name in told[0] for name in "01234")
    assert told[1].startswith("Ce plan laisse de côté : ")
    assert sorted(map(len, tables_of(json.loads(out)))) == [4, 4]


def test_hosts_too_many_for_a_table_are_named(tmp_path, capsys):
    path = write_list(tmp_path / "l.csv", table=dict.fromkeys(range(11), "2"))

    code, out, told = seat(capsys, path, "--json")

    names = "P0, P1, P10, P2, P3, P4, P5, P6, P7, P8, P9"
    assert code == 0
    assert told[0].startswith(f"Impossible à tenir ensemble : {names} à la table 2 ; 11 personnes")
    assert told[1].startswith("Ce plan laisse de côté : P")
    assert len(tables_of(json.loads(out))[1]) == 10


def test_need_of_more_people_than_its_table_holds_is_met_at_two(tmp_path, capsys):
    path = write_list(tmp_path / "l.csv", besoins=dict.fromkeys(range(11), "porte"))

    plan = seat_as_json(capsys, path)

    assert plan["cost"]["needs"] == 0
