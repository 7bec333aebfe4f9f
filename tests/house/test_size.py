"""Sizes that make us pause; a file over 500 lines is refused."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import PACKAGE, ROOT, Fault, python_files, syntax

LONGEST_FILE = 500
LONGEST_FUNCTION = {"engines": 80}
LONGEST_FUNCTION_ELSEWHERE = 60


def long_files(root: Path) -> Iterator[Fault]:
    for suffix in ("*.py", "*.html", "*.css", "*.js"):
        for path in sorted(root.rglob(suffix)):
            if {"vendor", "migrations"} & set(path.parts):
                continue
            count = len(path.read_text(encoding="utf-8").splitlines())
            if count > LONGEST_FILE:
                yield Fault(str(path.relative_to(root)), count, f"{count} lines")


def long_functions(package: Path) -> Iterator[Fault]:
    for path in python_files(package):
        part = path.relative_to(package).parts[0]
        longest = LONGEST_FUNCTION.get(part, LONGEST_FUNCTION_ELSEWHERE)
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef):
                count = (node.end_lineno or 0) - node.body[0].lineno + 1
                if count > longest:
                    name = str(path.relative_to(package))
                    yield Fault(name, node.lineno, f"{node.name} has {count} lines")


def test_no_file_is_too_long() -> None:
    faults = [*long_files(PACKAGE), *long_files(ROOT / "tests")]

    assert list(map(str, faults)) == []


def test_no_function_is_too_long() -> None:
    assert list(map(str, long_functions(PACKAGE))) == []


def test_long_file_is_seen(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("x = 1\n" * (LONGEST_FILE + 1), encoding="utf-8")

    assert [fault.what for fault in long_files(tmp_path)] == ["501 lines"]


def test_long_function_is_seen(tmp_path: Path) -> None:
    body = "    x = 1\n" * (LONGEST_FUNCTION_ELSEWHERE + 1)
    (tmp_path / "act").mkdir()
    (tmp_path / "act" / "long.py").write_text(f"def run():\n{body}", encoding="utf-8")

    assert [fault.what for fault in long_functions(tmp_path)] == ["run has 61 lines"]
