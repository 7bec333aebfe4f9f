"""Run every check of the house one after the other, and say at the end what ran, and for how long.

    python tools/check.py                  # everything, as `make test` does
    python tools/check.py lint types       # some parts, as `make test PARTS="lint types"` does

A part that cannot run (no Chromium, no PostgreSQL) fails: what was not run is not tested.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import node
import services

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
PYTEST = [str(PROGRAMS / "pytest"), "-q", "--durations=5"]
# Engines and house rules never ask a database: once is enough.
WITHOUT_DATABASE = ["--ignore=tests/engines", "--ignore=tests/house"]
Needs = Callable[[], AbstractContextManager[dict[str, str]]]


@contextmanager
def nothing() -> Iterator[dict[str, str]]:
    """Ask for nothing but Python."""
    yield {}


@contextmanager
def chromium() -> Iterator[dict[str, str]]:
    """Ask for a browser; tests read its path in CHROMIUM."""
    yield {"CHROMIUM": services.need_chromium()}


@contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """Ask for a throw-away PostgreSQL, named by DATABASE_URL."""
    with services.postgresql() as address:
        yield {"DATABASE_URL": address}


@contextmanager
def system_node() -> Iterator[dict[str, str]]:
    """Ask for Node, from the system or from its wheel."""
    yield {"PATH": node.environment()["PATH"]}


@dataclass(frozen=True)
class Part:
    """One line of the summary: a command and what must be there for it to run."""

    command: list[str]
    needs: Needs = nothing
    # A part that runs tests and finds none has tested nothing: it fails.
    counts_tests: bool = False


def parts() -> dict[str, Part]:
    """List the parts, the quick ones first."""
    scripts = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("tests/js/**/*.test.*js"))
    unit = [*PYTEST, "-n", "2", "-m", "not browser and not process"]
    process = [*PYTEST, "-m", "process", "tests"]
    tests = {"counts_tests": True}
    return {
        "format": Part([str(PROGRAMS / "ruff"), "format", "--check", "."]),
        "lint": Part([str(PROGRAMS / "ruff"), "check", "."]),
        "imports": Part([str(PROGRAMS / "lint-imports")]),
        "types": Part([str(PROGRAMS / "mypy")]),
        "javascript": Part(
            ["node", "--test", "--test-reporter=spec", *scripts], system_node, **tests
        ),
        "sqlite": Part(unit, **tests),
        "postgresql": Part([*unit, "tests", *WITHOUT_DATABASE], postgresql, **tests),
        "process": Part(process, **tests),
        "process-postgresql": Part([*process, *WITHOUT_DATABASE], postgresql, **tests),
        "browser": Part([*PYTEST, "-m", "browser", "tests"], chromium, **tests),
    }


@dataclass
class Outcome:
    """What a part gave: tests counted, or one for the part itself."""

    name: str
    seconds: float
    passed: int
    failed: int
    remark: str = ""


def run_part(name: str, part: Part) -> Outcome:
    """Run one part, showing its lines as they come."""
    print(f"\n=== {name}: {' '.join(part.command[:6])}", flush=True)
    start = time.monotonic()
    try:
        with part.needs() as variables:
            code, lines = _run(part.command, {**os.environ, **variables})
    except (services.Missing, OSError, subprocess.CalledProcessError) as error:
        print(f"{name} could not run: {error}", flush=True)
        return Outcome(name, time.monotonic() - start, 0, 1, f"NOT RUN, {error}")
    passed, failed = count(lines) if part.counts_tests else (int(code == 0), int(code != 0))
    remark = ""
    if code and not failed:
        failed, remark = 1, f"exit code {code}"
    if part.counts_tests and not passed and not failed:
        failed, remark = 1, "no test found"
    return Outcome(name, time.monotonic() - start, passed, failed, remark)


def _run(command: list[str], variables: dict[str, str]) -> tuple[int, list[str]]:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    lines = []
    try:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
        return process.wait(), lines
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def count(lines: list[str]) -> tuple[int, int]:
    """Read how many tests passed and failed in the closing lines of pytest or of node.

    >>> count(["== 3 failed, 40 passed, 1 error in 2.10s =="])
    (40, 4)
    >>> count(["ℹ tests 5", "ℹ pass 4", "ℹ fail 1"])
    (4, 1)
    """
    passed = failed = 0
    for line in lines[-40:]:
        if re.search(r"\bin \d+(\.\d+)?s\b", line):
            passed = sum(int(number) for number in re.findall(r"(\d+) passed", line))
            failed = sum(int(number) for number in re.findall(r"(\d+) (?:failed|errors?)\b", line))
        elif found := re.match(r"\S (pass|fail|cancelled) (\d+)", line):
            passed += int(found[2]) if found[1] == "pass" else 0
            failed += int(found[2]) if found[1] != "pass" else 0
    return passed, failed


def show(outcomes: list[Outcome]) -> None:
    """Print the summary; its last line is the whole in one sentence."""
    print("\n=== Summary")
    for outcome in outcomes:
        mark = "FAILED" if outcome.failed else "ok"
        figures = f"{outcome.passed:5} passed {outcome.failed:4} failed {outcome.seconds:7.1f} s"
        print(f"{outcome.name:20} {mark:7} {figures}  {outcome.remark}".rstrip())
    minutes, seconds = divmod(round(sum(outcome.seconds for outcome in outcomes)), 60)
    print(f"{'in all':20} {'':7} {minutes} min {seconds:02} s")
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"{passed} passed, {failed} failed", flush=True)


def main(names: list[str]) -> int:
    """Run the parts named, or all of them."""
    known = parts()
    if unknown := [name for name in names if name not in known]:
        print(f"No such part: {', '.join(unknown)}. Parts: {', '.join(known)}.", file=sys.stderr)
        return 2
    services.leave_in_order()
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(run_part(name, known[name]) for name in names or known)
    except KeyboardInterrupt:
        outcomes.append(Outcome("interrupted", 0.0, 0, 1))
    show(outcomes)
    return int(any(outcome.failed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
