"""`entrelacs serve`: answer people's browsers, until told to stop."""

import argparse
import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

from entrelacs.cli.site import has_collected_static_files, pending_migrations, prepare_site
from entrelacs.cli.words import _

# What measures advise on two cores: more threads only wait for the one writer.
WORKERS, THREADS = 2, 4
PATIENCE = 15


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("serve", help=_("Serve the site."))
    parser.add_argument("--host", default="127.0.0.1", help=_("address to listen on (%(default)s)"))
    parser.add_argument("--port", type=int, default=8000, help=_("port to listen on (%(default)s)"))
    parser.add_argument(
        "--workers", type=int, default=WORKERS, help=_("processes that answer (%(default)s)")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check what would fail at the first page, then serve."""
    prepare_site()
    if pending_migrations():
        sys.exit(_("The database is not up to date. Run “entrelacs migrate”, then start again."))
    if not has_collected_static_files():
        sys.exit(_("The style sheets are not in place. Run “entrelacs migrate”, then start again."))
    refuse_taken_port(arguments.host, arguments.port)
    return serve(
        host=arguments.host, port=arguments.port, workers=arguments.workers, log_level="info"
    )


def refuse_taken_port(host: str, port: int) -> None:
    """Say plainly that something else already listens there."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        sys.exit(
            _("%(host)s:%(port)s cannot be listened on (%(error)s). Choose another --port.")
            % {"host": host, "port": port, "error": error}
        )


def serve(*, host: str, port: int, workers: int, log_level: str) -> NoReturn:
    """Become the server: the process number stays the same, and no memory is kept from before."""
    from django.conf import settings  # slow import
    from django.db import connections

    # WhiteNoise warns at each start of a folder that is not there.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    # A connection left open here would live on, unused, in the server.
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": str(THREADS),
        "--workers-kill-timeout": str(PATIENCE),
        "--log-level": log_level,
    }
    words = [word for pair in options.items() for word in pair]
    flags = ["--no-ws", "--respawn-failed-workers"]
    # -P: a file of the current folder must not pass for one of our modules.
    server = [sys.executable, "-P", "-m", "granian", *words, *flags]
    os.execv(sys.executable, [*server, "entrelacs.web.wsgi:application"])  # noqa: S606 -- no shell
