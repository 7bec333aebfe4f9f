import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.guest_lists.models import GuestListDraft
from entrelacs.cli.main import main
from entrelacs.commons.file_sentences import FILE_SENTENCES
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.people.models import Person
from tests.act.guest_lists.writers import locked, xlsx
from tests.factories import GatheringFactory, PersonFactory, WorldFactory

ROWS = [
    ["Liste des invités"],
    [],
    [
        "PRÉNOM ",
        "Nom",
        "Structure",
        "Tél",
        "Mail",
        "Monde",
        "Fonction",
        "Besoins",
        "Ville",
        "Divers",
    ],
    [
        "Ana",
        "LOPEZ",
        "CCAS",
        612345678,
        "ana@exemple.fr",
        "les deux",
        "Directrice",
        "RAS",
        "Cenon",
        1,
    ],
    ["Ana", "Lopez", "CCAS"],
    ["Bo", "Li", None, None, "pas une adresse"],
    [None, None, "Personne"],
    ["Total : 3"],
]


@pytest.fixture
def listing(tmp_path):
    path = tmp_path / "invités.xlsx"
    path.write_bytes(xlsx({"Liste": ROWS, "Autre": [["Nom"], ["Eva Noir"]]}))
    return path


def run_alone(*words, cwd):
    """Run the command in a fresh interpreter, which says at its end whether it met Django."""
    code = (
        "import sys; from entrelacs.cli.main import main; code = main(sys.argv[1:]);"
        "print('django' in sys.modules, file=sys.stderr); sys.exit(code)"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "import-people", *map(str, words)],
        cwd=cwd,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def test_list_is_shown_without_django_nor_database(tmp_path, listing):
    done = run_alone(listing, "--json", cwd=tmp_path)

    shown = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "False\n")
    assert shown["columns"] == {
        "PRÉNOM": "given_name",
        "Nom": "family_name",
        "Structure": "organization",
        "Tél": "phone",
        "Mail": "email",
        "Monde": "worlds",
        "Fonction": "role",
        "Besoins": "needs",
        "Ville": "municipality",
        "Divers": "ignored",
    }
    assert shown["header_line"] == 3
    assert [(row["line"], row["status"]) for row in shown["rows"]] == [
        (4, "new"), (5, "duplicate"), (6, "new"), (7, "error"), (8, "error"),
    ]  # fmt: skip
    assert shown["rows"][0]["person"] == {
        "full_name": "Ana Lopez",
        "given_name": "Ana",
        "family_name": "Lopez",
        "email": "ana@exemple.fr",
        "phone": "06 12 34 56 78",
        "organization": "CCAS",
        "role": "Directrice",
        "worlds": ["ts", "es"],
        "municipality": "Cenon",
        "needs": "",
    }
    assert all(row["reason"] for row in shown["rows"][1:])
    assert list(tmp_path.iterdir()) == [listing]


def test_list_is_told_in_words_with_the_sheet_that_was_read(tmp_path, listing):
    first = run_alone(listing, cwd=tmp_path)
    second = run_alone(listing, "--feuille", "Autre", cwd=tmp_path)
    unknown = run_alone(listing, "--feuille", "Lune", cwd=tmp_path)

    assert (first.returncode, second.returncode, unknown.returncode) == (0, 0, 2)
    assert "Liste" in first.stdout.splitlines()[0]
    assert "PRÉNOM" in first.stdout
    assert "PRÉNOM" not in second.stdout
    assert "Autre" in unknown.stderr


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "file-unreadable"),
        (locked(), "file-locked"),
        (b"Nom\n" + b"Ana\n" * 100_000, "list-too-long"),
        (b"a" * 6_000_000, "file-too-big"),
    ],
)
def test_file_that_cannot_be_used_is_told_in_one_sentence(tmp_path, capsys, content, code):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)

    assert main(["import-people", str(path)]) == 2

    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert FILE_SENTENCES[code]
    assert "%(" not in said


def test_file_that_is_not_there_is_told(tmp_path, capsys):
    assert main(["import-people", str(tmp_path / "rien.csv")]) == 2
    assert "rien.csv" in capsys.readouterr().err


@pytest.fixture
def gathering(programme):
    WorldFactory(code="ts", short_label="TS", is_pole=True)
    WorldFactory(code="es", short_label="ES", is_pole=True)
    PersonFactory(given_name="Bo", family_name="Li", email="")
    return GatheringFactory(slug="ici")


def call(*words: str, **options: object) -> str:
    out = StringIO()
    with scopes_disabled():
        call_command("import_people", *words, stdout=out, **options)
    return out.getvalue()


def test_dry_run_compares_with_the_programme_and_adds_nobody(gathering, listing):
    shown = json.loads(call(str(listing), gathering="ici", dry_run=True, json=True))

    assert [row["status"] for row in shown["rows"]] == [
        "new", "duplicate", "known", "error", "error",
    ]  # fmt: skip
    assert (Registration.objects.count(), GuestListDraft.objects.count()) == (0, 0)


def test_list_is_brought_in_and_taken_back(gathering, listing):
    people = Person.objects.count()
    shown = json.loads(call(str(listing), gathering="ici", json=True))

    batch = ImportBatch.objects.get()
    assert shown["import"] == batch.pk
    names = sorted(str(each.person) for each in Registration.objects.order_by("pk"))
    assert names == ["Ana Lopez", "Bo Li"]
    # What was not read waits on the site.
    assert GuestListDraft.objects.get(state="open").cells[0]["rows"][-1][0] == 7

    call(undo=batch.pk)

    assert (Registration.objects.count(), Person.objects.count()) == (0, people)


def test_unknown_meeting_and_unknown_import_are_told(gathering, listing):
    with pytest.raises(CommandError, match="ailleurs"):
        call(str(listing), gathering="ailleurs")
    with pytest.raises(CommandError, match="99"):
        call(undo=99)
