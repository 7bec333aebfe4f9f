"""The six import contracts hold, and each sees a planted fault."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source in which to plant."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(
        PACKAGE,
        folder / "entrelacs",
        ignore=lambda _folder, names: [
            name for name in names if "." in name and not name.endswith(".py")
        ],
    )
    return folder


def test_contracts_hold(house: Path) -> None:
    done = lint(house)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "fault", "contract"),
    [
        ("commons/consent/actions", "import entrelacs.act.leads.models", "The order of the house"),
        ("act/leads/queries", "import entrelacs.share.models", "The order of the house"),
        ("web/views", "import entrelacs.cli.main", "The order of the house"),
        ("errors", "import entrelacs.engines.kit", "The order of the house"),
        ("engines/kit", "import django", "Engines are plain Python"),
        (
            "engines/seating/search",
            "import entrelacs.engines.synthesis",
            "Engines do not know each other",
        ),
        ("engines/kit", "import entrelacs.engines.seating", "Engines do not know each other"),
        ("act/leads/models", "import entrelacs.act.leads.actions", "Inside a subject"),
        ("act/leads/queries", "import entrelacs.act.leads.actions", "Inside a subject"),
        (
            "act/gatherings/queries",
            "import entrelacs.act.leads.queries",
            "Subjects of an axis form no ring",
        ),
        (
            "act/leads/actions",
            "import entrelacs.act.tables.views",
            "Views and forms serve their own pages only",
        ),
    ],
)
def test_planted_import_is_seen(house: Path, module: str, fault: str, contract: str) -> None:
    path = house / "entrelacs" / f"{module}.py"
    sound = path.read_text(encoding="utf-8")
    path.write_text(f"{sound}\n{fault}\n", encoding="utf-8")

    try:
        done = lint(house)
    finally:
        path.write_text(sound, encoding="utf-8")

    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert f"{contract} BROKEN" in broken, done.stdout + done.stderr
