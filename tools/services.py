"""What tests need beside Python: Chromium, PostgreSQL and gettext, installed or asked for plainly.

    python tools/services.py postgresql -- pytest    # DATABASE_URL names a throw-away server

Only what was started here is stopped, by its process number, also after a failure or an interrupt.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

POSTGRESQL = Path("/usr/lib/postgresql/15/bin")
PATIENCE = 60.0


class Missing(Exception):
    """A program is not there and cannot be installed from here; the text says what to do."""


def need_packages(**programs: str) -> None:
    """Install the Debian packages whose program is absent: `need_packages(gettext="xgettext")`."""
    absent = [
        package.replace("_", "-") for package, program in programs.items() if not _found(program)
    ]
    if not absent:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Missing(f"missing: {', '.join(absent)} (sudo apt-get install {' '.join(absent)})")
    print(f"Installing {', '.join(absent)}.", flush=True)
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *absent],
    ):
        done = subprocess.run(command, env=variables, stdin=subprocess.DEVNULL, check=False)
        if done.returncode:
            raise Missing(f"`{' '.join(command)}` failed: {', '.join(absent)} could not be had")


def _found(program: str) -> bool:
    return shutil.which(program) is not None or Path(program).is_file()


def need_chromium() -> str:
    """Return the path of Chromium, installed if need be."""
    need_packages(chromium="chromium")
    return shutil.which("chromium") or "chromium"


def need_postgresql() -> None:
    """Install PostgreSQL 15 if need be, without touching a server that already runs."""
    need_packages(postgresql_15=str(POSTGRESQL / "initdb"))


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a throw-away PostgreSQL on the loopback; yield the address of its database."""
    need_postgresql()
    # The server refuses to be root: it then runs as the user its package created.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="entrelacs-postgresql-"))
    if user:
        shutil.chown(folder, user, user)
    try:
        _create_cluster(folder, user)
        port = free_port()
        server = _start_server(folder, port, user)
        try:
            _wait_until_ready(server, folder, port)
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            stop(server, signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _create_cluster(folder: Path, user: str | None) -> None:
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    # ICU sorts French the same everywhere; Debian's bare image holds no French locale.
    locale = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=fr-FR"]
    command = [str(POSTGRESQL / "initdb"), "-D", str(folder / "data"), *options, *locale]
    done = subprocess.run(
        command, user=user, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Missing(f"PostgreSQL could not create its files: {done.stderr.strip()}")


def _start_server(folder: Path, port: int, user: str | None) -> subprocess.Popen[bytes]:
    # The data is thrown away: nothing is gained by waiting for the disk.
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": folder,
        "fsync": "off",
        "full_page_writes": "off",
        "max_connections": 100,
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [str(POSTGRESQL / "postgres"), "-D", str(folder / "data"), *options],
            user=user,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Out of reach of Ctrl-C, so that it is stopped once, in order, by `stop`.
            start_new_session=True,
        )


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path, port: int) -> None:
    question = [str(POSTGRESQL / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        if subprocess.run(question, check=False).returncode == 0:
            return
        time.sleep(0.1)
    log = (folder / "log").read_text(encoding="utf-8", errors="replace")
    raise Missing(f"PostgreSQL did not start: {log.strip()[-500:]}")


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stop(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> None:
    """Stop a process started here: politely, then for good."""
    if process.poll() is not None:
        return
    process.send_signal(number)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def leave_in_order() -> None:
    """Turn SIGTERM and SIGHUP into an exit that runs every `finally`."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


def main(arguments: list[str]) -> int:
    """Run a command beside a throw-away PostgreSQL."""
    if arguments[:2] != ["postgresql", "--"] or not arguments[2:]:
        print(__doc__, file=sys.stderr)
        return 2
    leave_in_order()
    try:
        with postgresql() as address:
            variables = {**os.environ, "DATABASE_URL": address}
            return subprocess.run(arguments[2:], env=variables, check=False).returncode
    except Missing as missing:
        print(f"PostgreSQL: {missing}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
