"""What commands that need the site share: its settings, its database, its refusals."""

import os
import sys
from pathlib import Path
from typing import Any, Literal

from entrelacs.cli.words import _

Mode = Literal["local", "production", "test"]


def prepare_site(mode: Mode = "production") -> None:
    """Set Django up: settings named by DJANGO_SETTINGS_MODULE, else by ENTRELACS_MODE, else `mode`."""
    chosen = os.environ.get("ENTRELACS_MODE") or mode
    if chosen not in {"local", "production", "test"}:
        sys.exit(
            _("ENTRELACS_MODE: “%(mode)s” is unknown. Write “local” or “production”.")
            % {"mode": chosen}
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"entrelacs.web.settings.{chosen}")
    import django  # slow import
    from django.apps import apps
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        # Settings are read here; a fault in them already says what to mend.
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        if not apps.ready:
            django.setup()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(_("The data folder cannot be used: %(error)s.") % {"error": error})


def run_command(name: str, *arguments: str, **options: Any) -> None:
    """Run one management command; what it refuses ends the program with its sentence."""
    from django.core.management import CommandError, call_command  # slow import
    from django.db import OperationalError

    try:
        call_command(name, *arguments, **options)
    except CommandError as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(_("The database does not answer: %(error)s.") % {"error": str(error).strip()})


def pending_migrations() -> list[str]:
    """Name the migrations that the database still waits for."""
    from django.db import OperationalError, connection  # slow import
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        sys.exit(_("The database does not answer: %(error)s.") % {"error": str(error).strip()})
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def has_collected_static_files() -> bool:
    """Say whether production finds its static files; elsewhere they are served from the sources."""
    from django.conf import settings  # slow import

    backend = str(settings.STORAGES["staticfiles"]["BACKEND"])
    return "Manifest" not in backend or (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file()
