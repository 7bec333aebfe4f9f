"""Actions and queries say what they take and what they give back; an action is called by names."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import PACKAGE, Fault, python_files, syntax

ANNOTATED = {"actions.py", "queries.py"}


def missing_annotations(package: Path) -> Iterator[Fault]:
    for path in python_files(package):
        if path.name not in ANNOTATED:
            continue
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for what in _unsaid(node):
                    yield Fault(str(path.relative_to(package)), node.lineno, f"{node.name}: {what}")


def actions_called_by_place(package: Path) -> Iterator[Fault]:
    """Whoever reads a call of an action reads what each value is, the actor before all."""
    for path in python_files(package):
        if path.name != "actions.py":
            continue
        for node in syntax(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            where = str(path.relative_to(package))
            by_name = [argument.arg for argument in node.args.kwonlyargs]
            if "actor" in [argument.arg for argument in node.args.args] or (
                by_name and node.args.args
            ):
                yield Fault(where, node.lineno, f"{node.name}: takes values by place")
            elif "actor" in by_name and by_name[0] != "actor":
                yield Fault(where, node.lineno, f"{node.name}: the actor does not come first")


def _unsaid(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    taken += [argument for argument in (node.args.vararg, node.args.kwarg) if argument]
    for argument in taken:
        if argument.annotation is None and argument.arg not in {"self", "cls"}:
            yield f"{argument.arg} has no type"
    if node.returns is None:
        yield "what comes back has no type"


def test_actions_and_queries_are_annotated_everywhere() -> None:
    assert list(map(str, missing_annotations(PACKAGE))) == []


def test_actions_are_called_by_names_the_actor_first() -> None:
    assert list(map(str, actions_called_by_place(PACKAGE))) == []


def test_missing_annotations_are_seen(tmp_path: Path) -> None:
    (tmp_path / "queries.py").write_text("def people(programme, *more: int):\n    ...\n", "utf-8")
    (tmp_path / "views.py").write_text("def page(request):\n    ...\n", "utf-8")

    faults = list(map(str, missing_annotations(tmp_path)))

    assert faults == [
        "queries.py:1: people: programme has no type",
        "queries.py:1: people: what comes back has no type",
    ]


def test_actions_called_by_place_are_seen(tmp_path: Path) -> None:
    source = "def move(actor, seat): ...\ndef lock(*, seat, actor): ...\ndef _draw(seat): ...\n"
    (tmp_path / "actions.py").write_text(source, "utf-8")

    faults = list(map(str, actions_called_by_place(tmp_path)))

    assert faults == [
        "actions.py:1: move: takes values by place",
        "actions.py:2: lock: the actor does not come first",
    ]
