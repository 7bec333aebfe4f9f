"""What the house checks read: the source tree, as text and as syntax."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "entrelacs"

# From the ground up: an axis may point to what stands before it.
AXES = ("commons", "observe", "act", "share", "web")


@dataclass(frozen=True)
class Fault:
    """One broken rule: where, and what."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def python_files(package: Path = PACKAGE) -> Iterator[Path]:
    return (
        path
        for path in sorted(package.rglob("*.py"))
        if "migrations" not in path.parts and "vendor" not in path.parts
    )


def templates(package: Path = PACKAGE) -> Iterator[Path]:
    return (
        path
        for path in sorted(package.rglob("*"))
        if path.suffix in {".html", ".txt"} and "templates" in path.parts
    )


def axis_of(path: Path, package: Path) -> str:
    return path.relative_to(package).parts[0]


def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
