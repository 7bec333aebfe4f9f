import json
import subprocess
import sys
import zipfile
from xml.sax.saxutils import escape

import pytest

from entrelacs.cli.main import main

TITLES = ("Nom", "Prénom", "Organisme", "Monde", "Commune")
PEOPLE = [
    ("Durand", "Léa", "Adie", "ES", "Bordeaux"),
    ("Petit", "Omar", "CCAS de Bordeaux", "TS", "Bordeaux"),
    ("Roy", "Zoé", "ADIE", "es", "Pessac"),
    ("Blanc", "Ali", "Maison des Solidarités", "TS / ES", "Mérignac"),
    ("Noir", "Eva", "", "", ""),
    ("Gris", "Tom", "Freelance", "", "Pessac"),
    ("Rose", "Ana", "freelance", "ES", "Talence"),
    ("Vert", "Luc", "CCAS de Bordeaux", "TS", "Bordeaux"),
]
NAMES = sorted(f"{row[1]} {row[0]}" for row in PEOPLE)


def write_csv(path, rows, *, encoding="utf-8-sig", delimiter=";"):
    path.write_bytes("\n".join(delimiter.join(row) for row in rows).encode(encoding))
    return str(path)


def write_xlsx(path, rows):
    """Write the smallest workbook a spreadsheet program would open."""
    main_ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    cells = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main_ns}" xmlns:r="{office}"><sheets>'
            '<sheet name="Liste" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main_ns}"><sheetData>{cells}</sheetData></worksheet>',
        )
    return str(path)


def seat_as_json(capsys, *words):
    code = main(["seat", *words, "--json"])

    captured = capsys.readouterr()
    assert (code, captured.err) == (0, "")
    return json.loads(captured.out)


def people_at(plan):
    return [person for table in plan["tables"] for person in table["people"]]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ";"), ("utf-8", ","), ("cp1252", ";"), ("utf-8", "\t")],
)
def test_seat_reads_a_csv_in_the_usual_encodings(tmp_path, capsys, encoding, delimiter):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE], encoding=encoding, delimiter=delimiter)

    plan = seat_as_json(capsys, path, "--tables", "2")

    assert sorted(person["name"] for person in people_at(plan)) == NAMES
    assert [len(table["people"]) for table in plan["tables"]] == [4, 4]
    assert plan["cost"]["structure"] == 0


def test_seat_reads_a_spreadsheet_like_a_csv(tmp_path, capsys):
    text = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])
    book = write_xlsx(tmp_path / "l.xlsx", [TITLES, *PEOPLE])

    plans = [seat_as_json(capsys, path, "--tables", "2", "--seed", "4") for path in (text, book)]

    assert plans[0] == plans[1]


def test_seat_understands_worlds_and_structures_however_they_are_written(tmp_path, capsys):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])

    people = {p["name"]: p for p in people_at(seat_as_json(capsys, path, "--tables", "2"))}

    assert people["Zoé Roy"] == {
        "name": "Zoé Roy",
        "structure": "Adie",
        "worlds": ["ES"],
        "territory": "Pessac",
    }
    assert people["Ali Blanc"]["worlds"] == ["TS", "ES"]
    # Two people who work alone are not colleagues.
    assert people["Tom Gris"]["structure"] is people["Ana Rose"]["structure"] is None


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

    people = {p["name"]: p for p in people_at(seat_as_json(capsys, path, "--tables", "2"))}

    assert people["Léa Durand"] == {
        "name": "Léa Durand",
        "structure": "Adie",
        "worlds": ["ES"],
        "territory": "Bordeaux",
    }


def test_seat_prints_a_plan_in_french_with_an_explanation_per_table(tmp_path, capsys):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])

    code = main(["seat", path, "--tables", "2"])

    shown = capsys.readouterr().out.replace("\u00a0", " ")
    assert code == 0
    assert "Personnes : 8. Tables : 2 (4, 4). Tirage 0." in shown
    assert "Personne n’est à table avec quelqu’un de sa structure." in shown
    assert "Table 2, 4 personnes" in shown
    assert shown.count("Mélange : ") == 2
    assert "  - Léa Durand (Adie, ES, Bordeaux)" in shown


def test_seat_gives_the_same_plan_for_the_same_seed_only(tmp_path, capsys):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])

    first, again, other = (
        seat_as_json(capsys, path, "--tables", "2", "--seed", seed)["tables"] for seed in "778"
    )

    assert first == again
    assert first != other


def test_seat_cuts_tables_by_size(tmp_path, capsys):
    rows = [("Nom",), *((f"P{number}",) for number in range(50))]
    path = write_csv(tmp_path / "l.csv", rows)

    plan_by_default, smaller = (
        [len(table["people"]) for table in json.loads(out)["tables"]]
        for out in (run_quietly(capsys, path), run_quietly(capsys, path, "--sizes", "4-5"))
    )

    assert plan_by_default == [9, 9, 8, 8, 8, 8]
    assert smaller == [5] * 10


def run_quietly(capsys, path, *words):
    main(["seat", path, *words, "--json"])
    return capsys.readouterr().out


def test_seat_tells_what_it_left_out(tmp_path, capsys):
    rows = [TITLES, *PEOPLE, ("", "", "X", "TS", ""), ("DURAND", "Lea", "adie", "ES", "")]
    path = write_csv(tmp_path / "l.csv", rows)

    main(["seat", path, "--tables", "2"])

    told = capsys.readouterr().err.replace("\u00a0", " ").splitlines()
    assert told == [
        "La ligne 10 n’a pas de nom : elle n’est pas comptée.",
        "La ligne 11 répète Lea DURAND : comptée une seule fois.",
    ]


def test_seat_keeps_two_people_of_the_same_name_apart(tmp_path, capsys):
    path = write_csv(
        tmp_path / "l.csv", [("Nom", "Structure"), ("Léa", "A"), ("Léa", "B"), ("Léa", "C")]
    )

    plan = json.loads(run_quietly(capsys, path, "--tables", "1"))

    assert sorted(p["name"] for p in people_at(plan)) == ["Léa", "Léa (B)", "Léa (C)"]


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
            "Personnes dans la liste : 1. Il en faut au moins 6. "
            "Demandez moins de tables, ou des tables plus petites.",
        ),
        (
            b"Nom\n" + b"\n".join(b"P%d" % number for number in range(11)),
            (),
            "11 personnes ne se répartissent pas en tables de 6 à 10 ; avec 10 ou 12, "
            "ce serait possible. Essayez « --tables 2 ».",
        ),
        (
            b"Nom\nLea\nAli\n",
            ("--sizes", "10-6"),
            "Des tables de 10 à 6 personnes sont impossibles : "
            "écrivez d’abord la plus petite taille, 2 au moins.",
        ),
        (
            b"Nom\n" + b"\n".join(b"P%d" % number for number in range(5001)),
            (),
            "{path} est trop gros : 5 000 personnes et 20 Mo au plus. "
            "Coupez-le en plusieurs listes.",
        ),
    ],
)
def test_seat_says_in_french_what_is_wrong_with_the_list(
    tmp_path, capsys, content, words, sentence
):
    path = tmp_path / "liste.csv"
    path.write_bytes(content)

    code = main(["seat", str(path), *words])

    captured = capsys.readouterr()
    assert (code, captured.out) == (2, "")
    assert captured.err.replace("\u00a0", " ") == sentence.format(path=path) + "\n"


def test_seat_refuses_a_file_that_is_not_there(tmp_path, capsys):
    code = main(["seat", str(tmp_path / "nulle-part.csv")])

    assert code == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'nulle-part.csv'} ne peut pas être lu")


@pytest.mark.parametrize("words", [("--tables", "0"), ("--tables", "x"), ("--sizes", "6")])
def test_seat_refuses_numbers_that_make_no_tables(tmp_path, capsys, words):
    path = write_csv(tmp_path / "l.csv", [TITLES, *PEOPLE])

    with pytest.raises(SystemExit) as leaving:
        main(["seat", path, *words])

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
    assert done.stdout.count("Table") == 3
