import json

import pytest

from tests.cli.seat_files import CASES, seat, seat_as_json, write_csv, write_json

PEOPLE = [(f"P{n:02}", f"S{n % 9}", "TS" if n % 2 else "ES") for n in range(24)]
ROWS = [("Nom", "Structure", "Monde"), *PEOPLE]

no_cases = pytest.mark.skipif(
    not CASES.is_dir(), reason="the cases with a proved optimum are not here"
)


@pytest.fixture
def planned(tmp_path, capsys):
    """A list and its plan: three tables of eight."""
    path = write_csv(tmp_path / "l.csv", ROWS)
    plan = seat_as_json(capsys, path, "--rounds", "2")
    return path, write_json(tmp_path / "plan.json", plan), plan


@no_cases
@pytest.mark.parametrize(
    ("absent", "bars"),
    [
        ("19,28,45", {0: 350, 1: 339}),
        ("1,3,10,13,18,35,39,47", {0: 278, 1: 248, 2: 230, 6: 201}),
    ],
)
def test_no_shows_of_the_reference_case_are_repaired_within_the_bars(capsys, absent, bars):
    case, plan = str(CASES / "gen50x3.json"), str(CASES / "noshow50.json")

    repaired = seat_as_json(capsys, case, "--repair", plan, "--absent", absent, "--moves", "6")

    costs = {option["moved"]: option["cost"]["total"] for option in repaired["options"]}
    assert all(costs[moved] <= most for moved, most in bars.items())
    assert costs[0] == bars[0]
    assert repaired["best"] == min(repaired["options"], key=lambda option: option["cost"]["total"])
    assert repaired["absent"] == [int(number) for number in absent.split(",")]
    before = json.loads((CASES / "noshow50.json").read_text())["tables_by_round"][0]
    for option in repaired["options"]:
        after = option["tables_by_round_0"]
        moved = {move["person"]: (move["from"], move["to"]) for move in option["moves"]}
        assert len(moved) == option["moved"]
        for person, (table, now) in enumerate(zip(before, after, strict=True)):
            if person in repaired["absent"]:
                assert now == -1
            else:
                assert moved.get(person, (table, table)) == (table, now)


def test_repair_moves_no_more_people_than_allowed(planned, capsys):
    path, plan, _printed = planned

    repaired = seat_as_json(capsys, path, "--repair", plan, "--absent", "0,3,5", "--moves", "2")

    assert repaired["options"][0]["moved"] == 0
    assert all(option["moved"] <= 2 for option in repaired["options"])


def test_repair_takes_names_as_well_as_numbers(planned, capsys):
    path, plan, _printed = planned

    by_number, by_name = (
        seat_as_json(capsys, path, "--repair", plan, "--absent", absent, "--round", "2")
        for absent in ("3, 5", "p03; P05")
    )

    assert by_number == by_name
    assert (by_name["absent"], by_name["round"]) == ([3, 5], 2)
    assert "tables_by_round_1" in by_name["best"]


def test_repair_says_who_moves_from_where_to_where_and_what_it_buys(planned, capsys):
    path, plan, printed = planned
    # Five people are too few for a table.
    gone = [
        name for name, at in zip(printed["people"], printed["rounds"][0], strict=True) if at == 0
    ]

    code, out, told = seat(capsys, path, "--repair", plan, "--absent", ",".join(gone[:3]))

    lines = out.splitlines()
    assert (code, told) == (0, [])
    assert lines[0] == f"Tour 1, 3 absences : {', '.join(gone[:3])}."
    assert lines[2].startswith("Personne ne bouge : coût 1")
    assert any(line.startswith("1 personne déplacée : coût ") for line in lines)
    assert any(" : de la table " in line and " à la table 1" in line for line in lines)
    assert any(line.startswith("Le moins coûteux ici : ") for line in lines)


def test_repair_says_when_closing_a_table_takes_more_people_than_allowed(planned, capsys):
    path, plan, printed = planned
    at = dict(zip(printed["people"], printed["rounds"][0], strict=True))
    by_table = [[name for name in at if at[name] == table] for table in range(3)]
    # Two tables of seven and one of two: nobody alone can mend it, the two can.
    gone = [*by_table[0][2:], by_table[1][0], by_table[2][0]]

    code, out, _told = seat(
        capsys, path, "--repair", plan, "--absent", ",".join(gone), "--moves", "1"
    )

    lines = out.splitlines()
    assert code == 0
    assert "  La table 1 ferme." in lines
    assert (
        "Une table reste trop petite ou trop grande ; 2 personnes déplacées y remédieraient."
        in lines
    )


def test_repair_seats_those_who_have_arrived_since(planned, tmp_path, capsys):
    _path, plan, _printed = planned
    longer = write_csv(tmp_path / "longer.csv", [*ROWS, ("Nouvelle", "S99", "TS")])

    repaired = seat_as_json(capsys, longer, "--repair", plan)

    first = repaired["options"][0]
    assert first["moved"] == 0
    assert [(move["name"], move["from"]) for move in first["moves"]] == [("Nouvelle", None)]
    assert first["tables_by_round_0"][24] in (0, 1, 2)


def test_repair_tells_of_a_host_who_is_absent(tmp_path, capsys):
    rows = [("Nom", "Table fixe"), ("Ada", "2"), *((f"P{n}", "") for n in range(15))]
    path = write_csv(tmp_path / "l.csv", rows)
    plan = write_json(tmp_path / "plan.json", seat_as_json_with_warnings(capsys, path))

    code, _out, told = seat(capsys, path, "--repair", plan, "--absent", "Ada")

    assert code == 0
    assert "Ada tient la table 2 et manque : cette table n’a plus d’hôte." in told


def seat_as_json_with_warnings(capsys, *words):
    code, out, _told = seat(capsys, *words, "--json")
    assert code == 0
    return json.loads(out)


@pytest.mark.parametrize(
    ("content", "words", "sentence"),
    [
        (
            {"rounds": 3},
            (),
            "{plan} n’est pas un plan : donnez ce qu’a écrit « entrelacs seat --json ».",
        ),
        ([], (), "{plan} n’est pas un plan : donnez ce qu’a écrit « entrelacs seat --json »."),
        (
            {"rounds": [["A"] * 24]},
            (),
            "{plan} n’est pas un plan : donnez ce qu’a écrit « entrelacs seat --json ».",
        ),
        (
            {"rounds": [[0] * 20]},
            (),
            "{plan} place 20 personnes et la liste en contient 24 : "
            "est-ce bien le plan de cette liste ?",
        ),
        (
            {"rounds": [[0, 0]], "people": ["Ada", "P01"]},
            (),
            "{plan} place des personnes qui ne sont pas dans la liste : Ada.",
        ),
        (
            {"rounds": [[0] * 24]},
            ("--round", "3"),
            "{plan} n’a pas de tour 3 : il en compte 1.",
        ),
        (
            {"rounds": [[0] * 24]},
            ("--absent", "2,24,Nemo"),
            "Personne dans la liste ne répond à : 24, Nemo.",
        ),
    ],
)
def test_plan_that_does_not_fit_is_refused(tmp_path, capsys, content, words, sentence):
    path = write_csv(tmp_path / "l.csv", ROWS)
    plan = write_json(tmp_path / "plan.json", content)

    code, out, told = seat(capsys, path, "--repair", plan, *words)

    assert (code, out) == (2, "")
    assert told == [sentence.format(plan=plan)]


@pytest.mark.parametrize("told_by_the_plan", [True, False])
def test_repair_keeps_those_who_need_it_at_a_table_that_answers(tmp_path, capsys, told_by_the_plan):
    rows = [("Nom", "Structure", "Monde", "Besoins"), *((*one, "") for one in PEOPLE)]
    rows[3:6] = [(*one, "calme") for one in PEOPLE[2:5]]
    path = write_csv(tmp_path / "l.csv", rows)
    printed = seat_as_json(capsys, path)
    quiet = printed["offers"].index(["calme"])
    others = [
        name
        for name, at in zip(printed["people"], printed["rounds"][0], strict=True)
        if at != quiet
    ]
    if not told_by_the_plan:
        del printed["offers"]
    plan = write_json(tmp_path / "plan.json", printed)

    repaired = seat_as_json(capsys, path, "--repair", plan, "--absent", ",".join(others[:3]))

    assert [option["cost"]["needs"] for option in repaired["options"]] == [
        0 for _option in repaired["options"]
    ]
    assert {
        option["tables_by_round_0"][person]
        for option in repaired["options"]
        for person in (2, 3, 4)
    } == {quiet}


def test_repair_that_tried_no_move_does_not_say_that_none_is_worth_it(planned, capsys):
    path, plan, _printed = planned

    code, out, _told = seat(capsys, path, "--repair", plan, "--absent", "3", "--moves", "0")

    assert code == 0
    assert out.splitlines()[-1] == "Le moins coûteux ici : personne ne bouge."


def test_repair_does_not_call_a_table_of_one_person_fine(planned, capsys):
    path, plan, _printed = planned

    code, out, _told = seat(
        capsys, path, "--repair", plan, "--absent", ",".join(str(n) for n in range(1, 24))
    )

    assert code == 0
    assert out.splitlines()[-2:] == [
        "Le moins coûteux ici : personne ne bouge.",
        "Aucun déplacement trouvé ne remplit toutes les tables : il faudrait quelques personnes de "
        "plus, ou moins de tables.",
    ]


def test_repair_says_that_nobody_is_left(planned, capsys):
    path, plan, _printed = planned
    everyone = ",".join(str(number) for number in range(24))

    code, out, _told = seat(capsys, path, "--repair", plan, "--absent", everyone)

    assert code == 0
    assert out.splitlines()[-1] == "Il ne reste personne au tour 1."
