import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scopes_disabled

from entrelacs.act.notes.models import Contribution
from entrelacs.act.notes.sources import WarningCode
from entrelacs.act.notes.wording import WARNING_SENTENCES
from entrelacs.cli.main import main
from entrelacs.commons.file_sentences import FILE_SENTENCES
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.messages import SENTENCES
from tests.factories import GatheringFactory

INVENTED = Path(__file__).parents[1] / "act/notes/files/rencontre-inventee.txt"
PARIS = Path(__file__).parents[3] / "shared/programme/002-compte-rendu-paris-2021.txt"


def run_alone(*words, cwd):
    """Run the command in a fresh interpreter, which says at its end whether it met Django."""
    code = (
        "import sys; from entrelacs.cli.main import main; code = main(sys.argv[1:]);"
        "print('django' in sys.modules, file=sys.stderr); sys.exit(code)"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "import-notes", *map(str, words)],
        cwd=cwd,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--rencontre", "paris", "--dry-run")])
def test_notes_are_shown_without_django_nor_database(tmp_path, options):
    done = run_alone(INVENTED, *options, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "False\n")
    assert done.stdout.replace("\u00a0", " ").splitlines()[:3] == [
        "Table 1 : 4 personnes, 3 objectifs, 3 exemples, 4 pistes",
        "Table 2 : 3 personnes, 3 objectifs, 4 exemples, 3 pistes",
        "Table 3 : 4 personnes, 1 sans nom, 2 objectifs, 2 exemples, 5 pistes",
    ]
    assert "lignes 121 à 145 · Hors des tables." in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_json_is_alone_on_standard_output(tmp_path):
    done = run_alone(INVENTED, "--json", cwd=tmp_path)

    written = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "False\n")
    assert [len(table["leads"]) for table in written["tables"]] == [4, 3, 5]
    assert [warning["line"] for warning in written["warnings"]] == [3, 12, 33, 97, 121]


def test_paris_report_gives_what_was_promised(tmp_path):
    if not PARIS.exists():
        pytest.skip("the Paris report is not beside this repository")

    tables = json.loads(run_alone(PARIS, "--json", cwd=tmp_path).stdout)["tables"]

    assert [len(table["people"]) for table in tables] == [8, 6, 9, 7, 8, 7]
    assert [
        sum(len(table[prompt]) for table in tables)
        for prompt in ("objectives", "examples", "leads")
    ] == [18, 29, 42]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.txt", b" \n", "« vide.txt » est vide."),
        ("photo.png", b"\x89PNG\r\n", "« photo.png » n’est pas un texte."),
        ("notes.docx", b"PK\x03\x04cass", "« notes.docx » est abîmé"),
        ("lourd.txt", None, "« lourd.txt » est trop lourd (50.0 Mo, 5 Mo au plus)."),
    ],
)
def test_unusable_file_is_told_in_french_without_a_traceback(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content or b"")
    if content is None:
        # A file of fifty million bytes that takes no room on the disk.
        os.truncate(path, 50_000_000)

    done = run_alone(path, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.replace("\u00a0", " ").startswith(said)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "reason"), [("absent.txt", "il n’existe pas"), (".", "c’est un dossier")]
)
def test_file_that_cannot_be_read_says_why(tmp_path, name, reason):
    done = run_alone(tmp_path / name, cwd=tmp_path)

    assert (done.returncode, reason in done.stderr) == (2, True)


def test_sentences_of_pages_and_of_the_terminal_are_the_same():
    shown = {code: SENTENCES[code] for code in FILE_SENTENCES}

    assert {code: sentence._args[0] for code, sentence in shown.items()} == FILE_SENTENCES


def test_each_warning_has_its_sentence():
    assert set(WARNING_SENTENCES) == set(WarningCode)


@pytest.mark.parametrize("words", [[], ["x.txt", "--rencontre", "paris", "--json"]])
def test_words_that_do_not_go_together_are_refused(words, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["import-notes", *words])

    assert leaving.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("gathering", "yes", "undo"),
    [("--rencontre", "--oui", "--annuler"), ("--gathering", "--yes", "--undo")],
)
def test_notes_are_brought_in_and_taken_back(programme, capsys, gathering, yes, undo):
    GatheringFactory(slug="valmont")

    code = main(["import-notes", str(INVENTED), gathering, "valmont", yes])
    brought = Contribution.objects.count()
    number = ImportBatch.objects.get().pk
    main(["import-notes", undo, str(number)])

    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert (code, brought, Contribution.objects.count()) == (0, 29, 0)
    assert "idées : 29 nouvelles, 0 déjà là" in said
    assert f"entrelacs import-notes --annuler {number}" in said


def test_answering_no_brings_nothing(programme, monkeypatch):
    GatheringFactory(slug="valmont")
    monkeypatch.setattr("builtins.input", lambda _question: "non")

    call_command("import_notes", str(INVENTED), gathering="valmont", stdout=StringIO())

    assert Contribution.objects.count() == 0


@pytest.mark.parametrize(
    "options", [{"gathering": "nulle-part"}, {"undo": 4321}], ids=["gathering", "undo"]
)
def test_what_is_not_there_is_told(programme, options):
    with pytest.raises(CommandError) as refused:
        call_command("import_notes", str(INVENTED), **options)

    with scopes_disabled():
        assert ImportBatch.objects.count() == 0
    assert str(*options.values()) in str(refused.value)
