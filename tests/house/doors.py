"""What import-linter cannot see: names written as text, and views that reach past queries."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import AXES, PACKAGE, Fault, axis_of, python_files, syntax, templates

LINK = re.compile(r"{%\s*(?:url|include|extends)\s+[\"']([^\"':/ ]+)[:/]")
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def relations_that_point_up(package: Path = PACKAGE) -> Iterator[Fault]:
    """A relation written as text ("act.Lead" in observe), or one down that opens a way back up."""
    for path in python_files(package):
        axis = axis_of(path, package)
        if axis not in AXES:
            continue
        for call in _calls(path, RELATIONS):
            target = _first_text(call)
            if target is None or "." not in target:
                continue
            aimed = target.split(".")[0]
            if aimed not in AXES:
                continue
            if AXES.index(aimed) > AXES.index(axis):
                yield _fault(path, package, call, f"relation up, to {target}")
            elif aimed != axis and _keyword(call, "related_name") != "+":
                yield _fault(path, package, call, f'relation to {target} without related_name="+"')


def templates_that_point_up(package: Path = PACKAGE) -> Iterator[Fault]:
    """A link or an include towards a higher axis."""
    for path in templates(package):
        axis = axis_of(path, package)
        if axis not in AXES:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for aimed in LINK.findall(line):
                if aimed in AXES and AXES.index(aimed) > AXES.index(axis):
                    yield Fault(str(path.relative_to(package)), number, f"link up, to {aimed}")


def views_that_reach_past_queries(package: Path = PACKAGE) -> Iterator[Fault]:
    """`.objects` (or a base manager) in a view or a form."""
    for path in python_files(package):
        if path.stem not in {"views", "forms"} and path.parent.name not in {"views", "forms"}:
            continue
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager"}:
                yield _fault(path, package, node, f".{node.attr} in {path.stem}")


def _calls(path: Path, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else None
            if isinstance(node.func, ast.Name):
                name = node.func.id
            if name in names:
                yield node


def _first_text(call: ast.Call) -> str | None:
    candidates = [*call.args[:1], *(item.value for item in call.keywords if item.arg == "to")]
    for node in candidates:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
    return None


def _keyword(call: ast.Call, name: str) -> object:
    for item in call.keywords:
        if item.arg == name and isinstance(item.value, ast.Constant):
            return item.value.value
    return None


def _fault(path: Path, package: Path, node: ast.AST, what: str) -> Fault:
    return Fault(str(path.relative_to(package)), getattr(node, "lineno", 0), what)
