import json
import subprocess
import sys
from collections import Counter

import pytest

from tests.cli.seat_files import (
    NAMES,
    PEOPLE,
    TITLES,
    seat,
    seat_as_json,
    tables_of,
    write_csv,
    write_xlsx,
)


def numbered(count, *cells):
    """A list of so many people, P0, P1…, with the same other cells."""
    return [(f"P{number}", *cells) for number in range(count)]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ";"), ("utf-8", ","), ("cp1252", ";"), ("utf-8", "\t")],
)
def test_seat_reads_a_csv_in_the_usual_encodings(tmp_path, capsys, encoding, delimiter):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE], encoding=encoding, delimiter=delimiter)

    plan = seat_as_json(capsys, path, "--tables", "2")

    assert plan["people"] == [f"{row[1]} {row[0]}" for row in PEOPLE]
    assert [len(names) for names in tables_of(plan)] == [4, 4]
    assert (plan["cost"]["structure"], plan["tables"]) == (0, ["1", "2"])


def test_seat_reads_a_spreadsheet_like_a_csv(tmp_path, capsys):
    text = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])
    book = write_xlsx(tmp_path / "l.xlsx", [TITLES, *PEOPLE])

    plans = [seat_as_json(capsys, path, "--tables", "2", "--seed", "4") for path in (text, book)]

    assert plans[0] == plans[1]


def test_seat_understands_worlds_and_structures_however_they_are_written(tmp_path, capsys):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])

    _code, out, told = seat(capsys, path, "--tables", "1", "--sizes", "2-10")

    assert told == []
    assert "  - Zoé Roy (Adie, ES, Pessac)" in out
    assert "  - Ali Blanc (Maison des Solidarités, TS / ES, Mérignac)" in out
    # Two people who work alone are not colleagues.
    assert "  - Tom Gris (Pessac)" in out
    assert "  - Ana Rose (ES, Talence)" in out
    assert (
        "2 paires d’une même structure, 2 inévitables : aucun plan ne peut faire mieux avec autant de tables."
        in out
    )


@pytest.mark.parametrize(
    "titles",
    [
        ("Last name", "First name", "Organization", "World", "City"),
        ("NOM DE FAMILLE", "Prenom", "Nom de la structure", "Mondes", "Votre territoire"),
    ],
)
def test_seat_guesses_the_columns_from_their_titles(tmp_path, capsys, titles):
    heading = ("Liste des participants", "", "", "", "")
    path = write_csv(tmp_path / "l.csv", [heading, titles, *PEOPLE])

    _code, out, _told = seat(capsys, path, "--tables", "2")

    assert "  - Léa Durand (Adie, ES, Bordeaux)" in out


def test_seat_prints_a_plan_in_french_with_an_explanation_per_table(tmp_path, capsys):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])

    code, out, _told = seat(capsys, path, "--tables", "2")

    assert code == 0
    assert "Personnes : 8. Tables : 2 (4, 4). Tirage 0." in out
    assert "Personne n’est à table avec quelqu’un de sa structure." in out
    assert "Table 2, 4 personnes" in out
    assert out.count("Mélange : ") == 2
    assert "  - Léa Durand (Adie, ES, Bordeaux)" in out


def test_seat_shows_rounds_with_new_encounters_and_what_cannot_be_avoided(tmp_path, capsys):
    path = write_csv(tmp_path / "l.csv", [("Nom", "Structure"), *numbered(24, "")])

    code, out, _told = seat(capsys, path, "--rounds", "2")

    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "Personnes : 24. Tours : 2. Tables : 3 (8, 8, 8). Tirage 0."
    assert [line for line in lines if line.startswith("Tour ")] == ["Tour 1", "Tour 2"]
    assert "100 % des voisin·es de table se rencontrent pour la première fois." in lines
    assert (
        "  21 retrouvailles, 21 inévitables : aucun plan ne peut faire mieux avec autant de tables."
        in lines
    )
    assert (
        "  D’un tour à l’autre : les tables ont plus de personnes qu’il n’y a de tables (3), "
        "donc certaines se retrouvent. Au moins 21 retrouvailles."
    ) in lines
    assert (
        "  Coût 210 : c’est prouvé, aucun plan ne peut faire mieux avec autant de tables." in lines
    )


def test_seat_gives_the_same_plan_for_the_same_seed_only(tmp_path, capsys):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])

    first, again, other = (
        tables_of(seat_as_json(capsys, path, "--tables", "2", "--seed", seed)) for seed in "778"
    )

    assert first == again
    assert first != other


def test_seat_cuts_tables_by_size(tmp_path, capsys):
    path = write_csv(tmp_path / "l.csv", [("Nom", "Structure", "Monde"), *numbered(50, "", "TS")])

    by_default, smaller = (
        [len(names) for names in tables_of(json.loads(seat(capsys, path, *words, "--json")[1]))]
        for words in ((), ("--sizes", "4-5"))
    )

    assert by_default == [9, 9, 8, 8, 8, 8]
    assert smaller == [5] * 10


def test_seat_tells_what_it_left_out(tmp_path, capsys):
    rows = [TITLES, *PEOPLE, ("", "", "X", "TS", ""), ("DURAND", "Lea", "adie", "ES", "")]
    path = write_csv(tmp_path / "l.csv", rows)

    code, _out, told = seat(capsys, path, "--tables", "2")

    assert code == 0
    assert told == [
        "La ligne 10 n’a pas de nom : elle n’est pas comptée.",
        "La ligne 11 répète Lea DURAND : comptée une seule fois.",
    ]


def test_seat_mixes_no_worlds_when_their_column_tells_something_else(tmp_path, capsys):
    rows = [TITLES, *((f"N{n}", f"P{n}", "A", f"Métier {n:02}", "") for n in range(41))]
    path = write_csv(tmp_path / "l.csv", rows)

    code, out, told = seat(capsys, path)

    assert code == 0
    assert told == [
        "La colonne des mondes contient 41 valeurs différentes (Métier 00, Métier 01, Métier 02, "
        "Métier 03, Métier 04 et 36 autres) : elle a été prise pour autre chose, et les tables sont "
        "mêlées sans elle.",
    ]
    assert "Mélange" not in out


def test_seat_asks_whether_one_name_in_two_structures_is_one_person(tmp_path, capsys):
    rows = [TITLES, *PEOPLE, ("Durand", "Léa", "Une autre maison", "ES", "")]
    path = write_csv(tmp_path / "l.csv", rows)

    code, out, told = seat(capsys, path, "--tables", "2")

    assert code == 0
    assert told == [
        "Ligne 10 : Léa Durand est-elle la même personne que plus haut, dans une autre structure ? "
        "Deux places lui sont gardées.",
    ]
    assert "Léa Durand (Une autre maison)" in out


def test_seat_tells_the_first_remarks_of_many(tmp_path, capsys):
    rows = [TITLES, *PEOPLE, *[("", "", "X", "TS", "")] * 30]
    path = write_csv(tmp_path / "l.csv", rows)

    _code, _out, told = seat(capsys, path, "--tables", "2")

    assert (len(told), told[-1]) == (11, "Et 20 autres de même.")


def test_seat_keeps_two_people_of_the_same_name_apart(tmp_path, capsys):
    path = write_csv(
        tmp_path / "l.csv", [("Nom", "Structure"), ("Léa", "A"), ("Léa", "B"), ("Léa", "C")]
    )

    plan = json.loads(seat(capsys, path, "--tables", "1", "--json")[1])

    assert plan["people"] == ["Léa", "Léa (B)", "Léa (C)"]


@pytest.mark.parametrize(
    "case",
    [
        (["TS", "ES"] * 3 + ["ES"], (), [7], None),
        (
            ["TS", "ES", "ES"],
            (),
            [3],
            "3 personnes, c’est trop peu pour des tables de 6 : elles sont à une seule table.",
        ),
        (
            ["TS", *["ES"] * 10],
            (),
            [6, 5],
            "11 personnes ne se répartissent pas en tables de 6 à 10 ; avec 10 ou 12, ce serait "
            "possible. Voici 2 tables, dont certaines plus petites.",
        ),
        (
            ["TS", "ES"] * 35,
            ("--tables", "6"),
            [10] * 7,
            "70 personnes pour 6 tables de 10 au plus : 60 places seulement. 7 tables de 10 "
            "suffiraient, comme dans ce plan ; ou ajoutez « --sizes 6-12 » pour des tables plus "
            "grandes.",
        ),
        (["TS", "ES"] * 35, ("--tables", "6", "--sizes", "6-12"), [12] * 4 + [11] * 2, None),
        (
            ["TS", "ES"] * 35,
            ("--tables", "10", "--sizes", "8-10"),
            [7] * 10,
            "Au tour 1, 70 personnes pour 10 tables : certaines sont de 7.",
        ),
        (
            ["TS", "ES", "ES"],
            ("--tables", "5"),
            [1] * 3,
            "3 personnes pour 5 tables : seules 3 tables sont dressées.",
        ),
        (
            ["TS"] * 3 + ["ES"] * 77,
            (),
            [8] * 10,
            "Personnes « TS » : 3 pour 10 tables ; 7 tables n’en ont pas.",
        ),
        (
            ["TS"] * 8,
            (),
            [8],
            "Un seul monde dans la salle, « TS » : il n’y a rien à mélanger.",
        ),
    ],
)
def test_seat_gives_the_nearest_plan_and_says_what_was_not_possible(tmp_path, capsys, case):
    worlds, words, sizes, sentence = case
    rows = [(f"P{n}", "", world) for n, world in enumerate(worlds)]
    path = write_csv(tmp_path / "l.csv", [("Nom", "Structure", "Monde"), *rows])

    code, out, told = seat(capsys, path, *words, "--json")

    assert code == 0
    assert sorted(Counter(json.loads(out)["rounds"][0]).values(), reverse=True) == sizes
    if sentence:
        assert sentence in told
    else:
        assert [line for line in told if "tables" in line] == []


def test_seat_mixes_without_worlds_and_says_so(tmp_path, capsys):
    path = write_csv(tmp_path / "l.csv", [("Nom",), *numbered(16)])

    code, out, told = seat(capsys, path, "--json")

    assert code == 0
    assert told == [
        "Aucune colonne ne dit le monde de chaque personne : le mélange se fait sans lui.",
        "Aucune colonne ne dit la structure de chaque personne : "
        "les collègues ne sont pas séparés.",
    ]
    assert len(json.loads(out)["warnings"]) == 2


def test_seat_seats_those_who_attend_each_round(tmp_path, capsys):
    rows = [
        *numbered(12, "TS", ""),
        ("Matin", "ES", "1"),
        ("Soir", "ES", "2 et 3"),
        ("X", "ES", "9"),
    ]
    path = write_csv(tmp_path / "l.csv", [("Nom", "Monde", "Tours"), *rows])

    code, out, told = seat(capsys, path, "--rounds", "3", "--json")

    rounds = json.loads(out)["rounds"]
    assert code == 0
    assert [[seats[n] >= 0 for n in (0, 12, 13, 14)] for seats in rounds] == [
        [True, True, False, False],
        [True, False, True, False],
        [True, False, True, False],
    ]
    assert "Ne sont là à aucun des tours (3) : X." in told


@pytest.mark.parametrize(
    ("content", "words", "sentence"),
    [
        (b"", (), "{path} ne contient personne."),
        (b"Nom;Monde\n;TS\n", (), "{path} ne contient personne."),
        (
            b"\x00\x01\x02\xff" * 50,
            (),
            "{path} ne peut pas être lu : donnez un CSV ou un tableur (XLSX, XLS, ODS).",
        ),
        (
            b"PK\x03\x04 not a workbook",
            (),
            "{path} ne peut pas être lu : donnez un CSV ou un tableur (XLSX, XLS, ODS).",
        ),
        (
            b"Age;Ville\n12;Pau\n",
            (),
            "Aucune colonne de {path} ne contient les noms. Ses titres : Age, Ville. "
            "Donnez à l’une d’elles le titre « Nom ».",
        ),
        (
            b"Nom\nLea\n",
            (),
            "Une table réunit au moins deux personnes, et la liste en compte 1 : complétez-la.",
        ),
        (
            b"Nom\nLea\n",
            ("--tables", "1"),
            "Une table réunit au moins deux personnes, et la liste en compte 1 : complétez-la.",
        ),
        (
            b"Nom\nLea\nAli\n",
            ("--sizes", "10-6"),
            "Des tables de 10 à 6 personnes sont impossibles : "
            "écrivez d’abord la plus petite taille, 2 au moins.",
        ),
        (
            b"Nom\n" + b"\n".join(b"P%d" % number for number in range(25_001)),
            (),
            "{path} est trop gros : 25 000 personnes et 20 Mo au plus. "
            "Coupez-le en plusieurs listes.",
        ),
    ],
)
def test_seat_says_in_french_what_is_wrong_with_the_list(
    tmp_path, capsys, content, words, sentence
):
    path = tmp_path / "liste.csv"
    path.write_bytes(content)

    code, out, told = seat(capsys, str(path), *words)

    assert (code, out) == (2, "")
    assert told == [sentence.format(path=path)]


def test_seat_refuses_a_file_that_is_not_there(tmp_path, capsys):
    code, _out, told = seat(capsys, str(tmp_path / "nulle-part.csv"))

    assert code == 2
    assert told == [f"Le fichier {tmp_path / 'nulle-part.csv'} n’existe pas."]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--round", "2"), "--round va avec --repair"),
        (("--absent", "Léa"), "--absent va avec --repair"),
        (("--seconds", "1", "--moves", "5"), "donnez --seconds ou --moves, pas les deux"),
        (("--repair", "plan.json", "--rounds", "2"), "--rounds ne va pas avec --repair"),
        (("--repair", "plan.json", "--plain"), "--plain ne va pas avec --repair"),
    ],
)
def test_seat_refuses_an_option_that_would_change_nothing(tmp_path, capsys, words, sentence):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])

    with pytest.raises(SystemExit) as leaving:
        seat(capsys, path, *words)

    assert leaving.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(sentence)


@pytest.mark.parametrize(
    "words",
    [
        ("--tables", "0"),
        ("--tables", "x"),
        ("--sizes", "6"),
        ("--rounds", "0"),
        ("--rounds", "99"),
        ("--moves", "-1"),
        ("--seconds", "0"),
        ("--seconds", "inf"),
    ],
)
def test_seat_refuses_numbers_that_make_no_tables(tmp_path, capsys, words):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])

    with pytest.raises(SystemExit) as leaving:
        seat(capsys, path, *words)

    assert leaving.value.code == 2
    assert "écrivez" in capsys.readouterr().err


def test_seat_never_loads_django(tmp_path):
    path = write_xlsx(tmp_path / "l.xlsx", [TITLES, *PEOPLE])
    asked = (
        "import sys; from entrelacs.cli.main import main; "
        f"code = main(['seat', {path!r}, '--tables', '2']); "
        "sys.exit(code or 'django' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\nTable") == 2
    assert all(name in done.stdout for name in NAMES)
