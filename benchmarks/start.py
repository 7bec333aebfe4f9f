"""From nothing to the first page, how long a command takes to begin, and what a server weighs.

    python benchmarks/start.py              # everything; the clone takes a minute
    python benchmarks/start.py --no-clone   # without the clone

Peers, measured in the same run: a bare `python -c pass` and `import django` for commands, an empty
Django project under the same server for memory. Memory is counted as PSS: pages that several
processes share are counted once.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
ENTRELACS = str(Path(sys.executable).with_name("entrelacs"))
ROUNDS = 9
PATIENCE = 300.0
PAGES = ("/", "/demo/", "/demo/style/", "/a-propos/")
GOAL = 90

EMPTY_PROJECT = """
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="empty", ALLOWED_HOSTS=["*"])
urlpatterns = [path("", lambda request: HttpResponse("empty"))]
application = get_wsgi_application()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Whether a page comes, whatever it says."""
    try:
        with urllib.request.urlopen(url, timeout=30) as page:  # noqa: S310 -- our own server
            page.read()
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
    return True


@contextmanager
def running(command: list[str], url: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; it is stopped with all it started, and nothing else."""
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, start_new_session=True
        )
    try:
        end = time.monotonic() + PATIENCE
        while not answers(url):
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(f"{command} did not answer:\n{log.read_text(encoding='utf-8')[-2000:]}")
            time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def measure_clone() -> None:
    """Time a clean clone until its first page."""
    with TemporaryDirectory() as scratch:
        clone, port = Path(scratch) / "clone", free_port()
        start = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        with running(["make", "demo", f"PORT={port}"], f"http://127.0.0.1:{port}/", clone):
            seconds = time.perf_counter() - start
    print(f"clean clone to first page {seconds:10.1f} s   (goal: {GOAL} s, {GOAL / seconds:.1f} x)")


def measure_commands() -> None:
    """Time how long commands take to begin, beside bare interpreters."""
    python = [sys.executable, "-c"]
    commands = {
        "python -c pass": [*python, "pass"],
        "import django": [*python, "import django.core.management"],
        "entrelacs version": [ENTRELACS, "version"],
        "entrelacs --help": [ENTRELACS, "--help"],
        "entrelacs seat --help": [ENTRELACS, "seat", "--help"],
    }
    spent: dict[str, list[float]] = {name: [] for name in commands}
    # In turn, so that a busy moment of the machine weighs on all of them.
    for _ in range(ROUNDS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            spent[name].append(time.perf_counter() - start)
    bare, framework = median(spent["python -c pass"]), median(spent["import django"])
    for name, seconds in spent.items():
        took = median(seconds)
        ratios = f"{took / bare:5.1f} x python, {took / framework:4.2f} x django"
        print(f"{name:25} {took * 1000:10.0f} ms  ({ratios})")


def family_of(parent: int) -> list[int]:
    """A process and all that descend from it."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text()
        except OSError:
            continue
        parents[int(folder.name)] = int(status.rpartition(")")[2].split()[1])
    family = [parent]
    for pid in family:
        family += [child for child, above in parents.items() if above == pid]
    return family


def weight_of(process: subprocess.Popen[bytes]) -> float:
    """Memory of a process and its descendants, in megabytes."""
    total = 0
    for pid in family_of(process.pid):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def measure_memory() -> None:
    """Weigh the demonstration after its first pages, beside an empty project."""
    with TemporaryDirectory() as scratch:
        folder, port = Path(scratch), free_port()
        (folder / "empty.py").write_text(EMPTY_PROJECT, encoding="utf-8")
        options = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws"]
        server = [sys.executable, "-m", "granian", *options, "--port", str(port)]
        with running([*server, "empty:application"], f"http://127.0.0.1:{port}/", folder) as empty:
            for _ in range(20):
                answers(f"http://127.0.0.1:{port}/")
            peer = weight_of(empty)
    with TemporaryDirectory() as scratch:
        folder, port = Path(scratch), free_port()
        command, address = [ENTRELACS, "demo", "--port", str(port)], f"http://127.0.0.1:{port}"
        with running(command, f"{address}/", folder) as demo:
            for _ in range(5):
                for page in PAGES:
                    answers(address + page)
            ours = weight_of(demo)
    print(f"{'empty Django project':25} {peer:10.0f} MB  (2 processes and their parent)")
    print(f"{'Entrelacs, first pages':25} {ours:10.0f} MB  ({ours / peer:.1f} x)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-clone", action="store_true", help="leave the clean clone out")
    arguments = parser.parse_args()
    measure_commands()
    measure_memory()
    if not arguments.no_clone and shutil.which("make"):
        measure_clone()


if __name__ == "__main__":
    main()
