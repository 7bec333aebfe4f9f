"""`entrelacs check`: say whether this installation is fit to serve, and what to mend."""

import argparse
import sys
from pathlib import Path
from typing import Any

from entrelacs.cli.site import (
    has_collected_static_files,
    pending_migrations,
    prepare_site,
    run_command,
)
from entrelacs.cli.words import LOCALE, _


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("check", help=_("Say whether this installation is sound."))
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Print one line per thing looked at; return 1 as soon as one is to be mended."""
    from django.conf import settings  # slow import

    prepare_site()
    run_command("check", deploy=settings.SETTINGS_MODULE.endswith("production"))
    fonts = sorted(Path(settings.FONT_DIR).glob("*.ttf"))
    findings = {
        _("The database is up to date."): not pending_migrations(),
        _("The style sheets are in place."): has_collected_static_files(),
        _("The fonts of the report are in place."): bool(fonts),
        _("The French translation is compiled."): any(LOCALE.glob("fr/LC_MESSAGES/*.mo")),
        _("The database holds together."): _is_sound(),
        _("No mail waits for a worker that is not running."): _mails_leave(),
    }
    for sentence, holds in findings.items():
        mark = _("yes") if holds else _("NO")
        print(f"{mark:4} {sentence}", file=sys.stdout if holds else sys.stderr)
    return 0 if all(findings.values()) else 1


def _is_sound() -> bool:
    """Ask the database whether its files are whole and its references hold."""
    from django.db import IntegrityError, OperationalError, connection  # slow import

    try:
        connection.check_constraints()
        if connection.vendor != "sqlite":
            return True
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            return bool(cursor.fetchone() == ("ok",))
    except (IntegrityError, OperationalError):
        return False


def _mails_leave() -> bool:
    """Ask whether somebody sends what is to be sent: `entrelacs worker`, which a service should run."""
    from django.db import DatabaseError  # slow import
    from django.utils import timezone
    from django_scopes import scopes_disabled

    from entrelacs.commons.mail.queries import unsent_since  # app ready

    try:
        with scopes_disabled():
            return unsent_since(timezone.now()) is None
    except DatabaseError:
        return False
