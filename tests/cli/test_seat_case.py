import json
from collections import Counter

import pytest

from tests.cli.seat_files import CASES, case_cost, plain, seat, seat_as_json, write_json

CASE = {
    "n": 14,
    "rounds": 2,
    "sizes": [5, 5, 4],
    "categories": ["TS", "ES"],
    "category": [n % 2 for n in range(14)],
    "structure": [n // 2 for n in range(14)],
    "territory": [n % 5 for n in range(14)],
    "past_meetings": [[0, 3, 2], [5, 1, 1], [8, 9, 1]],
    "must_apart": [[0, 5]],
    "must_together": [[2, 7]],
    "pinned": {"4": 2, "11": 0},
}


def test_case_is_seated_as_it_asks(tmp_path, capsys):
    path = write_json(tmp_path / "case.json", CASE)

    plan = seat_as_json(capsys, path)

    assert [sorted(Counter(seats).items()) for seats in plan["rounds"]] == [
        [(0, 5), (1, 5), (2, 4)]
    ] * 2
    for seats in plan["rounds"]:
        assert (seats[4], seats[11]) == (2, 0)
        assert seats[2] == seats[7]
        assert seats[0] != seats[5]
    assert plan["people"][:3] == ["00", "01", "02"]


def test_case_cost_is_the_one_its_readme_defines(tmp_path, capsys):
    path = write_json(tmp_path / "case.json", CASE)

    plans = [seat_as_json(capsys, path, "--moves", moves) for moves in ("0", "20000")]

    for plan in plans:
        assert plan["cost"]["total"] == case_cost(CASE, plan["rounds"])
        assert plan["bounds"]["total"] <= plan["cost"]["total"]
        assert plan["optimal"] == (plan["bounds"]["total"] == plan["cost"]["total"])
    assert plans[1]["cost"]["total"] <= plans[0]["cost"]["total"]


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases with a proved optimum are not here")
@pytest.mark.parametrize(("name", "optimum"), [("seeds45x3", 717), ("gen50x3", 705)])
def test_case_with_a_proved_optimum_reaches_it_and_says_so(capsys, name, optimum):
    path = CASES / f"{name}.json"

    plan = seat_as_json(capsys, str(path), "--plain", "--moves", "200000")

    case = json.loads(path.read_text(encoding="utf-8"))
    assert case_cost(case, plan["rounds"]) == plan["cost"]["total"] == optimum
    assert (plan["optimal"], plan["bounds"]["total"], plan["stopped"]) == (True, optimum, False)
    assert [Counter(seats) for seats in plan["rounds"]] == [
        Counter(dict(enumerate(case["sizes"])))
    ] * case["rounds"]


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases with a proved optimum are not here")
def test_plan_names_what_cannot_be_avoided(capsys):
    code, out, told = seat(capsys, str(CASES / "gen50x3.json"), "--moves", "200000")

    assert (code, told) == (0, [])
    assert (
        "48 retrouvailles, 48 inévitables : aucun plan ne peut faire mieux avec autant de tables."
        in out
    )
    assert (
        "8 personnes qui se sont toutes déjà rencontrées, pour 6 tables "
        "(03, 06, 10, 21, 23, 45, 46, 48) : au moins 6 retrouvailles."
    ) in out


def test_seconds_are_turned_into_moves_so_that_a_seed_gives_one_plan(tmp_path, capsys, monkeypatch):
    path = write_json(tmp_path / "case.json", CASE | {"rounds": 4})
    # However slow the machine of the tests, its clock stops nothing.
    monkeypatch.setattr("time.monotonic", lambda: 0.0)

    one, same = (seat_as_json(capsys, path, "--seconds", "0,05", "--plain") for _run in range(2))

    assert one == same
    assert one["moves"] > 0
    assert not one["stopped"]


def test_slow_machine_is_stopped_by_the_clock_and_told(tmp_path, capsys, monkeypatch):
    path = write_json(tmp_path / "case.json", CASE | {"rounds": 4})
    now = iter(range(1000))
    monkeypatch.setattr("time.monotonic", lambda: next(now))

    code, out, told = seat(capsys, path, "--seconds", "2", "--plain", "--json")

    plan = json.loads(out)
    assert (code, plan["stopped"]) == (0, True)
    assert plan["moves_made"] < plan["moves"]
    assert (
        told
        == [
            f"Arrêt par l’horloge après {plan['moves_made']} essais sur {plan['moves']} : un autre "
            "lancement peut donner un autre plan. "
            "Donnez --moves au lieu de --seconds pour avoir toujours le même."
        ]
        == list(map(plain, plan["warnings"]))
    )


def test_rounds_and_sizes_of_a_case_give_way_to_those_asked_for(tmp_path, capsys):
    path = write_json(tmp_path / "case.json", CASE)

    words = ("--rounds", "1", "--sizes", "6-10", "--tables", "2", "--json")
    code, out, told = seat(capsys, path, *words)

    seats = json.loads(out)["rounds"]
    assert (code, [sorted(Counter(tables).values()) for tables in seats]) == (0, [[7, 7]])
    assert told == ["04 tient la table 3, et il n’y en a que 2 : sa place est libre."]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"structure": [1]}, "« structure » contient 1 valeurs pour 14 personnes."),
        ({"n": 15}, "« category » contient 14 valeurs pour 15 personnes."),
        ({"sizes": [5, 5]}, "les tailles (sizes) font 10 places pour 14 personnes."),
        ({"sizes": "5"}, "« sizes » doit contenir une liste."),
        ({"sizes": [5, 5, 4.0]}, "« sizes » doit contenir des nombres entiers."),
        ({"rounds": 0}, "« rounds » doit contenir des nombres entiers."),
        ({"rounds": 51}, "« rounds » doit contenir un nombre de tours, de 1 à 50."),
        ({"n": [14]}, "« n » doit contenir des nombres entiers."),
        ({"rounds": True}, "« rounds » doit contenir des nombres entiers."),
        (
            {"must_apart": [[0, 14]]},
            "« must_apart » parle du numéro 14 : il y en a 14, à partir de 0.",
        ),
        (
            {"must_together": [[-1, 3]]},
            "« must_together » parle du numéro -1 : il y en a 14, à partir de 0.",
        ),
        (
            {"must_together": [3]},
            "« must_together » doit contenir des listes de personnes par numéro, comme [3, 7].",
        ),
        (
            {"past_meetings": [[1, 2, 3, 4]]},
            "« past_meetings » doit contenir des listes de personnes par numéro, comme [3, 7].",
        ),
        ({"pinned": {"3": 3}}, "« pinned » parle du numéro 3 : il y en a 3, à partir de 0."),
        ({"pinned": [3]}, '« pinned » doit contenir une table par personne, comme {"3": 0}.'),
    ],
)
def test_case_that_contradicts_itself_is_refused(tmp_path, capsys, change, sentence):
    path = write_json(tmp_path / "case.json", CASE | change)

    code, out, told = seat(capsys, path)

    assert (code, out) == (2, "")
    assert told == [f"Dans {path}, {sentence}"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "[1, 2]",
            "{path} n’est pas un cas de tables mixtes : « category » manque. "
            "Un cas contient category, structure, territory, sizes et rounds.",
        ),
        (
            '{"instance": "gen50x3"}',
            "{path} n’est pas un cas de tables mixtes : « category » manque. "
            "Un cas contient category, structure, territory, sizes et rounds.",
        ),
        ('{"category": [0,\n', "{path} n’est pas du JSON : voyez la ligne 2."),
        ("[" * 100_000, "{path} n’est pas du JSON : voyez la ligne 1."),
        ('{"category": []}', "{path} ne contient personne."),
    ],
)
def test_json_that_is_no_case_is_refused(tmp_path, capsys, content, sentence):
    path = tmp_path / "case.json"
    path.write_text(content, encoding="utf-8")

    code, out, told = seat(capsys, str(path))

    assert (code, out) == (2, "")
    assert told == [sentence.format(path=path)]


def test_case_seats_the_same_people_whatever_the_order_of_its_fields(tmp_path, capsys):
    path = write_json(tmp_path / "case.json", CASE)
    turned = write_json(tmp_path / "turned.json", dict(reversed(CASE.items())))

    plans = [seat_as_json(capsys, each, "--seed", "3") for each in (path, turned)]

    assert plans[0] == plans[1]
