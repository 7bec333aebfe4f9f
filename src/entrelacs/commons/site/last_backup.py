"""The trace of the last good backup, beside the data: for those who prepare a meeting to see its age."""

import json
import logging
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.dateparse import parse_datetime

NAME = "last-backup.json"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class LastBackup:
    """When everything was saved, restored and compared for the last time, and how many rows."""

    made_at: datetime
    rows: int


def leave_trace(backup: LastBackup) -> None:
    """Write it whole or not at all; a backup that is good stays good when its trace cannot be left."""
    path = Path(settings.DATA_DIR) / NAME
    partial = path.with_name(f"{NAME}.{os.getpid()}.partial")
    try:
        partial.write_text(
            json.dumps({"made_at": backup.made_at.isoformat(), "rows": backup.rows}),
            encoding="utf-8",
        )
        partial.replace(path)
    except OSError as error:
        logger.warning("No trace of the backup could be left in %s: %s", path, error)


def last_backup() -> LastBackup | None:
    """What the trace says; None when there is none, or when it cannot be read."""
    path = Path(settings.DATA_DIR) / NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        made_at = parse_datetime(found["made_at"])
        rows = int(found["rows"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("The trace of the last backup cannot be read in %s: %s", path, error)
        return None
    if made_at is None or made_at.tzinfo is None:
        return None
    return LastBackup(made_at=made_at, rows=rows)
