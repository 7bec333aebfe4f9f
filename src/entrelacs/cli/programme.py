"""`entrelacs programme`: open a programme and name who owns it, on a new installation."""

import argparse
import sys
from typing import Any

from entrelacs.cli.site import pending_migrations, prepare_site
from entrelacs.cli.words import _


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "programme", help=_("Open a programme and name its owner, who then signs in by mail.")
    )
    parser.add_argument("name", help=_("Name of the programme."))
    parser.add_argument("--owner", required=True, metavar="MAIL", help=_("The owner's address."))
    parser.add_argument("--given-name", required=True, help=_("The owner's first name."))
    parser.add_argument("--family-name", required=True, help=_("The owner's last name."))
    parser.add_argument("--organizer", default="", help=_("The association or town behind it."))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Found the programme; its worlds and consent texts may be changed afterwards."""
    prepare_site()
    if pending_migrations():
        sys.exit(_("The database is not ready: run “entrelacs migrate” first."))
    from entrelacs.commons.founding.actions import found_programme  # app ready

    programme, _founder = found_programme(
        name=arguments.name,
        owner_email=arguments.owner,
        owner_given_name=arguments.given_name,
        owner_family_name=arguments.family_name,
        organizer=arguments.organizer,
    )
    print(
        _("“%(name)s” is open. %(mail)s signs in with a code sent by mail.")
        % {"name": programme.name, "mail": arguments.owner}
    )
    return 0
