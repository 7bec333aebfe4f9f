"""`entrelacs migrate`: bring an installation up to date, after installing and after each upgrade."""

import argparse
from typing import Any

from entrelacs.cli.site import prepare_site, run_command
from entrelacs.cli.words import _


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "migrate", help=_("Bring the database and the style sheets up to date.")
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Migrate the database and load the territories; in production, gather the static files too."""
    from django.conf import settings  # slow import

    prepare_site()
    run_command("migrate", interactive=False)
    from entrelacs.commons.territories.actions import load_territories  # app ready

    load_territories()
    if "Manifest" in str(settings.STORAGES["staticfiles"]["BACKEND"]):
        run_command("collectstatic", interactive=False, verbosity=0)
    print(_("Everything is up to date."))
    return 0
