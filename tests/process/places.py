"""Where processes of a test live: a folder, a database of their own, and how they die."""

import os
import signal
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import psycopg
import pytest

KEPT = frozenset({"PATH", "HOME", "LANG", "VIRTUAL_ENV"})


def bare_variables() -> dict[str, str]:
    """The environment without what names a site: its settings, its database."""
    return {name: value for name, value in os.environ.items() if name in KEPT}


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process started with `start_new_session=True`, and its children, without warning."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def postgresql_database() -> Iterator[str]:
    """A database of its own on the server DATABASE_URL names."""
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        pytest.skip("DATABASE_URL names no PostgreSQL")
    name = f"kill_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
