"""Which state of the tables an archive and this Entrelacs know."""

from django.db import connections
from django.db.migrations.loader import MigrationLoader


def known_migrations() -> list[str]:
    """Name every migration this code holds, as `app.name`."""
    loader = MigrationLoader(None)
    return sorted(f"{app}.{name}" for app, name in loader.disk_migrations)


def applied_migrations(alias: str) -> list[str]:
    """Name the migrations a database went through, those of removed apps left aside."""
    loader = MigrationLoader(connections[alias])
    known = set(loader.disk_migrations)
    return sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if (app, name) in known
    )
