"""`entrelacs tick`: what is due is prepared once, for those whose machine has cron and no worker."""

import argparse
import sys
from typing import Any

from entrelacs.cli.site import pending_migrations, prepare_site
from entrelacs.cli.words import _


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "tick", help=_("Prepare what is due: reminders, offers that end, mails to try again.")
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Name what failed; the rest was done all the same."""
    prepare_site()
    if pending_migrations():
        sys.exit(_("The database is not up to date. Run “entrelacs migrate”, then start again."))
    from django.utils import timezone  # slow import

    from entrelacs.commons.background.ticks import run_ticks  # app ready

    failed = run_ticks(timezone.now())
    for name in failed:
        print(_("%(name)s failed; the rest was done.") % {"name": name}, file=sys.stderr)
    return 1 if failed else 0
