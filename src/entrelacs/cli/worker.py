"""`entrelacs worker`: what is done behind the pages, mails before all."""

import argparse
import sys
from typing import Any

from entrelacs.cli.site import pending_migrations, prepare_site
from entrelacs.cli.words import _


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "worker", help=_("Send mails and do what waits, until told to stop.")
    )
    parser.add_argument(
        "--once", action="store_true", help=_("do what waits now, then stop: for cron")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl+C; the mail under way is finished first."""
    prepare_site()
    if pending_migrations():
        sys.exit(_("The database is not up to date. Run “entrelacs migrate”, then start again."))
    from entrelacs.commons.background.worker import Worker  # app ready
    from entrelacs.commons.mail.carrier import kept_carrier

    with kept_carrier():
        Worker(stays=not arguments.once).run()
    return 0
