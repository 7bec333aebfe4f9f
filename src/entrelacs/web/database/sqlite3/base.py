"""SQLite where writers of several processes queue instead of colliding.

SQLite's own busy handler sleeps and retries, so that under 50 clients a writer may starve for seconds.
A lock of the operating system, taken before BEGIN, hands the turn over at once: p99 went from 1.7 s to
0.2 s (docs/decisions/0003-sqlite-writers-queue.md).
"""

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend, plus one inter-process lock around each transaction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._hand_over()
            raise

    def _commit(self) -> None:
        super()._commit()
        # Only once committed: a commit that fails is followed by a rollback.
        self._hand_over()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._hand_over()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._hand_over()

    def _take_turn(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self._turn is not None or self.is_in_memory_db():
            return
        descriptor = os.open(f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except BaseException:
            os.close(descriptor)
            raise
        self._turn = descriptor

    def _hand_over(self) -> None:
        if self._turn is not None:
            # Closing the descriptor releases the lock, as does the death of the process.
            os.close(self._turn)
            self._turn = None
