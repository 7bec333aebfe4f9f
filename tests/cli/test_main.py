import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from entrelacs import __version__
from entrelacs.cli.main import COMMANDS, main
from entrelacs.cli.words import choose_language, sentences_of_argparse
from entrelacs.errors import EntrelacsError

WITHOUT_SITE = ("seat",)


class CupboardLocked(EntrelacsError):
    code = "cupboard-locked"


def modules_loaded_by(code: str, tmp_path: Path) -> set[str]:
    """Run code in a fresh interpreter, far from the sources; return the names it imported."""
    asked = f"{code}\nimport sys; print(*sorted(sys.modules), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_version_prints_the_version(capsys):
    code = main(["version"])

    assert (code, capsys.readouterr().out) == (0, f"Entrelacs {__version__}\n")


def test_help_speaks_french(capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["--help"])

    shown = capsys.readouterr().out
    assert leaving.value.code == 0
    assert "Servir le site." in shown
    assert "show this help message" not in shown


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])

    named = set(re.findall(r"^ {4}([a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    assert named == {*COMMANDS, "version"}


def test_argparse_has_french_for_each_of_its_own_sentences():
    choose_language()
    sources = {"usage: ", "the following arguments are required: %s", "expected one argument"}

    spoken = set(sentences_of_argparse())

    assert spoken & sources == set()


def test_command_that_does_not_exist_is_refused_in_french(capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["dance"])

    assert leaving.value.code == 2
    assert "'dance'" in capsys.readouterr().err


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as leaving:
        main([command, "--help"])

    assert leaving.value.code == 0
    assert f"entrelacs {command} " in capsys.readouterr().out


@pytest.mark.parametrize("command", WITHOUT_SITE)
def test_engine_commands_start_without_django(command, tmp_path):
    loaded = modules_loaded_by(
        f"from entrelacs.cli.main import build_parser; build_parser({command!r})", tmp_path
    )

    assert "entrelacs.cli.main" in loaded
    assert {name for name in loaded if name.partition(".")[0] == "django"} == set()


def test_the_list_of_commands_needs_no_django(tmp_path):
    loaded = modules_loaded_by(
        "from entrelacs.cli.main import build_parser; build_parser()", tmp_path
    )

    assert {name for name in loaded if name.partition(".")[0] == "django"} == set()


def test_refusal_on_purpose_is_told_and_gives_an_exit_code(monkeypatch, capsys):
    def refuse(_arguments):
        raise CupboardLocked(key="lost")

    monkeypatch.setattr("entrelacs.cli.main.print_version", refuse)

    code = main(["version"])

    assert code == 1
    assert "cupboard-locked" in capsys.readouterr().err


def test_taken_port_is_refused_before_anything_is_written(tmp_path):
    with socket.socket() as neighbour:
        neighbour.bind(("127.0.0.1", 0))
        neighbour.listen()
        port = str(neighbour.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "entrelacs.cli.main", "demo", "--port", port],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert port in done.stderr
    assert list(tmp_path.rglob("*.sqlite3")) == []


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"ENTRELACS_MODE": "party"}, "party"),
        ({"ENTRELACS_MODE": "production"}, "ENTRELACS_SECRET_KEY"),
        ({"ENTRELACS_MODE": "local", "ENTRELACS_COLOUR": "red"}, "ENTRELACS_COLOUR"),
        ({"ENTRELACS_MODE": "local", "ENTRELACS_DATA_DIR": "/proc/none"}, "/proc/none"),
        (
            {"ENTRELACS_MODE": "local", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
            "127.0.0.1",
        ),
    ],
)
def test_wrong_settings_are_told_without_a_traceback(variables, said, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "entrelacs.cli.main", "check"],
        cwd=tmp_path,
        env={"PATH": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
