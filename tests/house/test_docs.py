"""What an operator may set or run is described, and what is described exists."""

import argparse
import ast
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from entrelacs.cli.main import COMMANDS, build_parser
from entrelacs.web.settings.environment import PREFIX, Environment
from tests.house.source import ROOT, Fault, python_files, syntax

DOCS = ROOT / "docs"
# Read before the page of settings, to choose which one.
MODE = "ENTRELACS_MODE"
FIRST_CELL = re.compile(r"^\| `([^`]+)`", re.MULTILINE)
VARIABLE = re.compile(r"\bENTRELACS_[A-Z]+(?:_[A-Z]+)*\b")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
# A file named with the folder it lies in, `act/leads/views.py`; what stands in <angles> is a pattern.
NAMED_FILE = re.compile(
    r"(?<![\w/.:<>{}*-])((?:[\w.-]+/)+[\w.-]+\.(?:py|md|html|css|js|mjs|toml|txt|sh|typ|svg|service))\b"
)
# Built on each machine, never committed.
BUILT = ("node_modules/", "static/vendor/", ".venv/")
FOLDERS = ("docs", "src", "tests", "tools", "benchmarks", "deploy", "requirements")


def settings_known() -> set[str]:
    return {PREFIX + item.name.upper() for item in fields(Environment)} | {MODE}


def commands_known() -> dict[str, argparse.ArgumentParser]:
    parser = build_parser()
    [choices] = [item for item in parser._actions if isinstance(item, argparse._SubParsersAction)]
    return dict(choices.choices)


def rows_of(page: Path) -> list[str]:
    return FIRST_CELL.findall(page.read_text(encoding="utf-8"))


def differences(page: Path, known: Iterable[str], described: Iterable[str]) -> Iterator[Fault]:
    wanted, found = set(known), set(described)
    for name in sorted(wanted - found):
        yield Fault(page.name, 0, f"{name} is not described")
    for name in sorted(found - wanted):
        yield Fault(page.name, 0, f"{name} does not exist")


def options_not_described(page: Path) -> Iterator[Fault]:
    described = {row.split()[1]: row for row in rows_of(page)}
    for name, parser in commands_known().items():
        for action in parser._actions:
            # Two spellings of one option: either is enough.
            if {"-h"} & set(action.option_strings) or not action.option_strings:
                continue
            if not any(option in described.get(name, "") for option in action.option_strings):
                yield Fault(page.name, 0, f"{name}: {action.option_strings[0]} is not described")


def variables_that_do_not_exist(root: Path) -> Iterator[Fault]:
    """A name written in a page or a unit that no setting reads."""
    pages = [*root.glob("docs/**/*.md"), *root.glob("deploy/*"), *root.glob("*.md")]
    for page in sorted(pages):
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
            for name in VARIABLE.findall(line):
                if name not in settings_known():
                    yield Fault(str(page.relative_to(root)), number, f"{name} does not exist")


def links_that_lead_nowhere(root: Path) -> Iterator[Fault]:
    for page in sorted([*root.glob("docs/**/*.md"), *root.glob("*.md")]):
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
            for target in LINK.findall(line):
                if not (page.parent / target).exists():
                    yield Fault(str(page.relative_to(root)), number, f"no such file: {target}")


def files_named(root: Path) -> Iterator[tuple[str, int, str]]:
    """Each file that a page, a comment or a docstring names: where, and its name."""
    pages = [*root.glob("docs/**/*.md"), *root.glob("*.md"), *root.glob("deploy/*")]
    for page in sorted(pages):
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
            yield from ((str(page.relative_to(root)), number, x) for x in NAMED_FILE.findall(line))
    for folder in ("src", "tests", "tools", "benchmarks"):
        for path in python_files(root / folder):
            for number, words in words_beside_code(path):
                for name in NAMED_FILE.findall(words):
                    yield str(path.relative_to(root)), number, name


def words_beside_code(path: Path) -> Iterator[tuple[int, str]]:
    """The comments and docstrings of a module."""
    with path.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or ""


def files_that_moved(root: Path) -> Iterator[Fault]:
    """A name is sound if some file ends with it: `leads/views.py` is enough. Links are checked apart."""
    known = "\n".join(
        f"/{path.relative_to(root).as_posix()}"
        for folder in FOLDERS
        for path in (root / folder).rglob("*.*")
    )
    for where, line, name in files_named(root):
        if not name.startswith((*BUILT, ".")) and not re.search(
            rf"/{re.escape(name)}$", known, re.MULTILINE
        ):
            yield Fault(where, line, f"no such file: {name}")


def test_every_setting_is_described() -> None:
    page = DOCS / "settings.md"

    assert list(map(str, differences(page, settings_known(), rows_of(page)))) == []


def test_every_command_is_described() -> None:
    page = DOCS / "commands.md"
    described = [row.split()[1] for row in rows_of(page)]

    assert list(map(str, differences(page, commands_known(), described))) == []
    assert set(COMMANDS) <= set(commands_known())


def test_every_option_is_described() -> None:
    assert list(map(str, options_not_described(DOCS / "commands.md"))) == []


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    assert list(map(str, variables_that_do_not_exist(ROOT))) == []


def test_no_link_leads_nowhere() -> None:
    assert list(map(str, links_that_lead_nowhere(ROOT))) == []


def test_every_file_named_is_there() -> None:
    assert list(map(str, files_that_moved(ROOT))) == []


def test_file_that_moved_is_seen(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "docs" / "page.md").write_text(
        "`act/old.py`, docs/page.md, `<app>/a.py`\n", "utf-8"
    )
    (tmp_path / "src" / "a.py").write_text('"""See `act/old.py`."""\n# and act/new.py\n', "utf-8")

    faults = list(map(str, files_that_moved(tmp_path)))

    assert faults == [
        "docs/page.md:1: no such file: act/old.py",
        "src/a.py:2: no such file: act/new.py",
        "src/a.py:1: no such file: act/old.py",
    ]


def test_forgotten_and_invented_settings_are_seen(tmp_path: Path) -> None:
    page = tmp_path / "settings.md"
    page.write_text("| `ENTRELACS_DEMO` | 0 | …\n| `ENTRELACS_COLOUR` | red | …\n", "utf-8")

    faults = list(map(str, differences(page, {"ENTRELACS_DEMO", MODE}, rows_of(page))))

    assert faults == [
        "settings.md:0: ENTRELACS_MODE is not described",
        "settings.md:0: ENTRELACS_COLOUR does not exist",
    ]


def test_forgotten_option_is_seen(tmp_path: Path) -> None:
    sound = (DOCS / "commands.md").read_text(encoding="utf-8")
    page = tmp_path / "commands.md"
    page.write_text(sound.replace("[--force]", ""), encoding="utf-8")

    faults = list(map(str, options_not_described(page)))

    assert faults == ["commands.md:0: restore: --force is not described"]


def test_invented_variable_and_dead_link_are_seen(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text("`ENTRELACS_SECURE=1`\n[x](nowhere.md#a)\n", "utf-8")

    faults = [*variables_that_do_not_exist(tmp_path), *links_that_lead_nowhere(tmp_path)]

    assert list(map(str, faults)) == [
        "docs/page.md:1: ENTRELACS_SECURE does not exist",
        "docs/page.md:2: no such file: nowhere.md",
    ]
