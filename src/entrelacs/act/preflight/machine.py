"""The machine the site runs on: its disk, its database, its mail server, its last backup."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from entrelacs.commons.site.address import absolute
from entrelacs.commons.site.last_backup import LastBackup, last_backup

# Names by which a machine calls itself: a phone that opens them speaks to itself.
OWN_NAMES = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104 -- a name, not a socket
IMMEDIATE = "django_tasks.backends.immediate.ImmediateBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What can be seen of it without sending anything anywhere."""

    # The public address of the site, and what it says of itself.
    address: str
    is_own_name: bool
    is_secure: bool
    # The mail server, empty when mails stay on this machine.
    mail_server: str
    # Mails leave by a process of their own, rather than within the page that writes them.
    has_worker: bool
    is_demo: bool
    free_bytes: int
    total_bytes: int
    database: str
    is_writable: bool
    # Readers and writers do not wait for one another.
    has_good_journal: bool
    backup: LastBackup | None


def read_machine() -> Machine:
    """Look at it now; one cheap query."""
    address = absolute("/")
    parts = urlsplit(address)
    disk = shutil.disk_usage(settings.DATA_DIR)
    is_writable, has_good_journal = _database_state()
    return Machine(
        address=address,
        is_own_name=(parts.hostname or "") in OWN_NAMES,
        is_secure=parts.scheme == "https",
        mail_server=settings.EMAIL_HOST if settings.EMAIL_BACKEND == SMTP else "",
        has_worker=settings.TASKS["default"]["BACKEND"] != IMMEDIATE,
        is_demo=settings.DEMO,
        free_bytes=disk.free,
        total_bytes=disk.total,
        database="PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        is_writable=is_writable,
        has_good_journal=has_good_journal,
        backup=last_backup(),
    )


def _database_state() -> tuple[bool, bool]:
    """Whether it can be written to, and whether readers go on meanwhile."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW transaction_read_only")
            return cursor.fetchone()[0] == "off", True
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    file = Path(connection.settings_dict["NAME"])
    # SQLite writes beside its file too.
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK), mode == "wal"
