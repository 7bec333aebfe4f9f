"""`entrelacs backup` and `entrelacs restore`: one file that holds everything, read back and checked."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from entrelacs.cli.site import pending_migrations, prepare_site, run_command
from entrelacs.cli.words import _


def add_parser(subparsers: Any) -> None:
    """Declare both commands."""
    backup = subparsers.add_parser(
        "backup", help=_("Save everything into one file, restored and checked.")
    )
    backup.add_argument(
        "file", nargs="?", type=Path, help=_("file to write (entrelacs-DATE.tar.gz)")
    )
    backup.set_defaults(run=run)
    restore = subparsers.add_parser("restore", help=_("Put a saved file back."))
    restore.add_argument("file", type=Path, help=_("file written by “entrelacs backup”"))
    restore.add_argument(
        "--force", action="store_true", help=_("replace what the database already holds")
    )
    restore.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the management command of the same name."""
    prepare_site()
    if arguments.command == "restore":
        run_command("restore", str(arguments.file), force=arguments.force)
    else:
        if pending_migrations():
            sys.exit(
                _(
                    "The database is older than this Entrelacs. Nothing was saved: "
                    "save it with its own version, before upgrading."
                )
            )
        now = datetime.now().astimezone()
        run_command("backup", str(arguments.file or f"entrelacs-{now:%Y-%m-%d-%H%M%S}.tar.gz"))
    return 0
