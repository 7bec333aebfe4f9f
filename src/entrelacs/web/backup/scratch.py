"""A database made for one check, then thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend

ALIAS = "backup_check"


@contextmanager
def scratch_database(folder: Path) -> Iterator[str]:
    """Create an SQLite database in a folder, with every table; yield its alias."""
    settings = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "check.sqlite3"),
        # Nothing here outlives the check: the disk need not be waited for.
        "OPTIONS": {"init_command": "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF"},
    }
    complete = connections.configure_settings({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS]
    # Known to this thread alone, and to no setting: nothing else may write there.
    connections[ALIAS] = load_backend(complete["ENGINE"]).DatabaseWrapper(complete, ALIAS)
    try:
        # Straight from the models: going through every migration would take ten times longer.
        with connections[ALIAS].schema_editor() as editor:
            for model in apps.get_models():
                if model._meta.managed and not model._meta.proxy:
                    editor.create_model(model)
        yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
