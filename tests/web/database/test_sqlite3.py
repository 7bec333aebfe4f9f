"""Writers queue: on a file of their own, with real processes."""

import fcntl
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.utils import ConnectionHandler

from entrelacs.web.settings.environment import Environment, database_settings

PROCESSES, THREADS, ROUNDS = 6, 3, 12
ALIAS, PATIENCE = "queue", 60

# Read, then write what was read plus one: a lost turn or a lock refused shows in the sum.
WRITER = """
import sys, threading
from pathlib import Path
from django.conf import settings
from entrelacs.web.settings.environment import Environment, database_settings
settings.configure(DATABASES={"default": database_settings(Environment(), data_dir=Path(sys.argv[1]))})
import django
django.setup()
from django.db import connection, transaction

def write():
    for _ in range(int(sys.argv[3])):
        with transaction.atomic(), connection.cursor() as cursor:
            found = cursor.execute("SELECT total FROM counter").fetchone()[0]
            cursor.execute("UPDATE counter SET total = %s", [found + 1])
    connection.close()

failures = []
threading.excepthook = lambda args: failures.append(repr(args.exc_value))
threads = [threading.Thread(target=write) for _ in range(int(sys.argv[2]))]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
sys.exit(failures[0] if failures else 0)
"""
HOLDER = """
import sys
from pathlib import Path
from django.conf import settings
from entrelacs.web.settings.environment import Environment, database_settings
settings.configure(DATABASES={"default": database_settings(Environment(), data_dir=Path(sys.argv[1]))})
import django
django.setup()
from django.db import connection, transaction

with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("UPDATE counter SET total = 1000")
    print("holding", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def base(tmp_path: Path, django_db_blocker: Any) -> Iterator[Any]:
    """A database of its own, with one counter."""
    handler = ConnectionHandler({"default": database_settings(Environment(), data_dir=tmp_path)})
    connections.settings[ALIAS] = handler.settings["default"]
    with django_db_blocker.unblock():
        base = connections[ALIAS]
        with base.cursor() as cursor:
            cursor.execute("CREATE TABLE counter (total integer NOT NULL CHECK (total >= 0))")
            cursor.execute("INSERT INTO counter VALUES (0)")
        yield base
        base.close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process, in the middle of a transaction."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "holding\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def turn_is_free(base: Any) -> bool:
    with Path(f"{base.settings_dict['NAME']}.lock").open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def total(base: Any) -> int:
    with base.cursor() as cursor:
        return int(cursor.execute("SELECT total FROM counter").fetchone()[0])


def add(base: Any, count: int = 1) -> None:
    with transaction.atomic(using=ALIAS), base.cursor() as cursor:
        cursor.execute("UPDATE counter SET total = total + %s", [count])


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 20_000),
    ],
)
def test_pragma_is_in_force_on_a_connection(base: Any, pragma: str, value: Any) -> None:
    with base.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_transaction_takes_the_write_lock_at_its_beginning(base: Any) -> None:
    other = sqlite3.connect(base.settings_dict["NAME"], timeout=0)

    with transaction.atomic(using=ALIAS), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_turn_is_taken_by_a_transaction_and_handed_over_at_its_end(base: Any) -> None:
    with transaction.atomic(using=ALIAS):
        with transaction.atomic(using=ALIAS):
            add(base)
        held = not turn_is_free(base)

    assert held
    assert turn_is_free(base)
    assert total(base) == 1


def test_reading_waits_for_nobody(base: Any, tmp_path: Path) -> None:
    with holder(tmp_path):
        assert total(base) == 0


def test_turn_is_handed_over_when_the_work_fails(base: Any) -> None:
    def fail() -> None:
        with transaction.atomic(using=ALIAS):
            add(base)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert turn_is_free(base)
    assert total(base) == 0


def test_turn_is_handed_over_when_the_database_refuses(base: Any) -> None:
    with pytest.raises(IntegrityError):
        add(base, -1)

    assert turn_is_free(base)
    assert total(base) == 0


def test_turn_is_handed_over_when_the_commit_fails(base: Any) -> None:
    with base.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE kin (id integer PRIMARY KEY, parent integer"
            " REFERENCES kin DEFERRABLE INITIALLY DEFERRED)"
        )

    with pytest.raises(IntegrityError), transaction.atomic(using=ALIAS), base.cursor() as cursor:
        cursor.execute("INSERT INTO kin VALUES (1, 99)")

    assert turn_is_free(base)


def test_turn_is_handed_over_when_the_connection_closes(base: Any) -> None:
    base.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    held = not turn_is_free(base)

    base.close()

    assert held
    assert turn_is_free(base)


def test_killed_writer_leaves_its_turn_and_nothing_of_its_work(base: Any, tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        held = not turn_is_free(base)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=PATIENCE)

        add(base)

    assert held
    assert total(base) == 1


def test_many_writers_of_many_processes_never_find_the_database_locked(
    base: Any, tmp_path: Path
) -> None:
    arguments = [str(tmp_path), str(THREADS), str(ROUNDS)]

    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, *arguments], stderr=subprocess.PIPE, text=True
        )
        for _ in range(PROCESSES)
    ]
    complaints = [writer.communicate(timeout=PATIENCE)[1] for writer in writers]

    assert complaints == [""] * PROCESSES
    assert [writer.returncode for writer in writers] == [0] * PROCESSES
    assert total(base) == PROCESSES * THREADS * ROUNDS


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the run is on another database")
def test_this_run_uses_the_same_backend() -> None:
    assert type(connections["default"]).__module__ == "entrelacs.web.database.sqlite3.base"
    assert Path(f"{connection.settings_dict['NAME']}.lock").exists()
