"""`entrelacs demo`: a whole programme with invented people, on one's own machine."""

import argparse
import os
from typing import Any

from entrelacs.cli.serve import refuse_taken_port, serve
from entrelacs.cli.site import prepare_site, run_command
from entrelacs.cli.words import _

HOST = "127.0.0.1"


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "demo", help=_("Try Entrelacs on this machine, with invented people.")
    )
    parser.add_argument("--port", type=int, default=8000, help=_("port to listen on (%(default)s)"))
    parser.add_argument(
        "--reset", action="store_true", help=_("put the demonstration back as it was")
    )
    parser.add_argument(
        "--no-serve", action="store_true", help=_("prepare the data, then stop without serving")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Lay the database and its invented people, then serve."""
    # Links in mails lead here, unless told otherwise.
    os.environ.setdefault("ENTRELACS_URL", f"http://{HOST}:{arguments.port}")
    prepare_site("local")
    if not arguments.no_serve:
        refuse_taken_port(HOST, arguments.port)
    run_command("migrate", verbosity=0, interactive=False)
    run_command("demo", reset=arguments.reset)
    if arguments.no_serve:
        return 0
    print(
        _(
            "\nEntrelacs answers on %(address)s\n"
            "To log in: open %(address)sdemo/ and ask for a code beside an address; "
            "the code appears on that page and here.\n"
            "To stop: Ctrl+C."
        )
        % {"address": f"http://{HOST}:{arguments.port}/"},
        flush=True,
    )
    return serve(host=HOST, port=arguments.port, workers=2, log_level="warning")
