import json
from collections import Counter
from itertools import combinations

import pytest

from tests.cli.seat_files import seat, seat_as_json, tables_of, write_csv, write_xlsx

PEOPLE = [(f"Prénom{n} NOM{n}", "TS" if n % 2 else "ES", f"S{n}") for n in range(16)]
NAMES = [row[0] for row in PEOPLE]


@pytest.fixture
def people(tmp_path):
    return write_csv(tmp_path / "l.csv", [("Nom", "Monde", "Structure"), *PEOPLE])


def past_tables(*tables, gathering="Paris"):
    return [(gathering, str(n), name) for n, names in enumerate(tables, 1) for name in names]


def test_people_meet_others_than_those_of_past_tables(people, tmp_path, capsys):
    before = [NAMES[n::4] for n in range(4)]
    history = write_csv(tmp_path / "h.csv", [("Rencontre", "Table", "Nom"), *past_tables(*before)])

    plan = seat_as_json(capsys, people, "--tables", "4", "--history", history)

    past = {pair for names in before for pair in combinations(sorted(names), 2)}
    now = {pair for names in tables_of(plan) for pair in combinations(sorted(names), 2)}
    assert past & now == set()
    assert (plan["cost"]["repeats"], plan["optimal"]) == (0, True)


def test_history_is_read_from_a_spreadsheet_with_names_in_two_columns(people, tmp_path, capsys):
    rows = [("Date", "Tour", "Table", "Nom", "Prénom", "Organisme")]
    rows += [("2021-12-13", "1", "3", f"nom{n}", f"prenom{n}", "") for n in range(10)]
    history = write_xlsx(tmp_path / "h.xlsx", rows)

    plan = seat_as_json(capsys, people, "--tables", "2", "--history", history)

    # Ten people who met, at two tables: five at each, ten pairs twice.
    assert plan["bounds"]["repeats"] == plan["cost"]["repeats"] == 20


def test_history_counts_rounds_and_gatherings_apart(people, tmp_path, capsys):
    pair = NAMES[:2]
    rows = [("Rencontre", "Tour", "Table", "Nom")]
    rows += [(where, tour, "1", name) for where in "AB" for tour in "12" for name in pair]
    # Another table in the same round: they did not meet there.
    rows += [("A", "3", "1", pair[0]), ("A", "3", "2", pair[1])]
    history = write_csv(tmp_path / "h.csv", rows)

    plan = seat_as_json(capsys, people, "--tables", "1", "--sizes", "2-16", "--history", history)

    assert plan["cost"]["repeats"] == 4


@pytest.mark.parametrize(
    ("titles", "times"),
    [
        (("Nom", "Avec", "Fois"), "3"),
        (("Name A", "Name B", "Times"), "2"),
        (("Personne 1", "Personne 2"), ""),
    ],
)
def test_history_is_read_from_pairs(people, tmp_path, capsys, titles, times):
    history = write_csv(tmp_path / "h.csv", [titles, (*NAMES[:2], times)])

    plan = seat_as_json(capsys, people, "--tables", "1", "--sizes", "2-16", "--history", history)

    assert plan["cost"]["repeats"] == int(times or 1)


def test_history_adds_to_the_meetings_of_a_case(tmp_path, capsys):
    case = {"category": [0] * 8, "sizes": [8], "past_meetings": [[0, 1, 2]]}
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    history = write_csv(tmp_path / "h.csv", [("Nom", "Avec"), ("1", "0")])

    plan = seat_as_json(capsys, str(path), "--history", history)

    assert plan["cost"]["repeats"] == 3


def test_people_unknown_to_the_list_are_told_and_left_out(people, tmp_path, capsys):
    strangers = [f"Inconnu {n}" for n in range(7)]
    rows = past_tables([NAMES[0], *strangers, NAMES[1]])
    history = write_csv(tmp_path / "h.csv", [("Rencontre", "Table", "Nom"), *rows])

    code, out, told = seat(capsys, people, "--tables", "2", "--history", history, "--json")

    assert code == 0
    assert told == [
        "L’historique nomme 7 personnes qui ne sont pas dans la liste : Inconnu 0, Inconnu 1, "
        "Inconnu 2, Inconnu 3, Inconnu 4 et 2 autres. Elles ne sont pas prises en compte."
    ]
    assert Counter(json.loads(out)["rounds"][0]) == {0: 8, 1: 8}


def test_namesakes_of_a_history_are_told_apart_by_their_structure(tmp_path, capsys):
    people = write_csv(
        tmp_path / "l.csv",
        [("Nom", "Structure", "Monde"), ("Léa", "A", "TS"), ("Léa", "B", "ES"), ("Bo", "C", "ES")],
    )
    titles = ("Rencontre", "Table", "Nom", "Structure")
    history = write_csv(
        tmp_path / "h.csv",
        [titles, ("X", "1", "Lea", "b"), ("X", "1", "Bo", "C"), ("X", "1", "Léa", "")],
    )

    code, out, told = seat(capsys, people, "--tables", "1", "--history", history, "--json")

    assert (code, json.loads(out)["cost"]["repeats"]) == (0, 1)
    assert told == [
        "Ligne 3 : Léa est-elle la même personne que plus haut, dans une autre structure ? "
        "Deux places lui sont gardées.",
        "L’historique nomme 1 personne qui n’est pas dans la liste : Léa. "
        "Elle n’est pas prise en compte.",
    ]


def test_whole_room_under_one_table_number_is_no_table(tmp_path, capsys):
    names = [f"P{n}" for n in range(48)]
    people = write_csv(
        tmp_path / "l.csv", [("Nom", "Structure", "Monde"), *((n, "", "") for n in names)]
    )
    history = write_csv(tmp_path / "h.csv", [("Rencontre", "Table", "Nom"), *past_tables(names)])

    code, out, told = seat(capsys, people, "--history", history, "--json")

    assert (code, json.loads(out)["cost"]["repeats"]) == (0, 0)
    assert told == [
        "L’historique met 48 personnes à la table 1 : c’est une salle, pas une table. "
        "Elle n’est pas prise en compte."
    ]


def test_history_without_tables_or_pairs_is_refused(people, tmp_path, capsys):
    history = write_csv(tmp_path / "h.csv", [("Nom", "Ville"), (NAMES[0], "Pau")])

    code, out, told = seat(capsys, people, "--history", history)

    assert (code, out) == (2, "")
    assert told == [
        f"{history} ne dit pas les tables passées. Ses titres : Nom, Ville. Donnez une ligne par "
        "personne (Rencontre, Table, Nom) ou une ligne par paire (Nom, Avec)."
    ]
