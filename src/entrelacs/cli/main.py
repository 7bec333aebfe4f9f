"""`entrelacs`: one command per need. A command's module is imported only when it is asked for."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from types import ModuleType

from entrelacs import __version__
from entrelacs.cli.words import _, choose_language
from entrelacs.errors import EntrelacsError

# Command to module; each module has `add_parser(subparsers)`, which sets `run`.
COMMANDS = {
    "demo": "demo",
    "serve": "serve",
    "worker": "worker",
    "tick": "tick",
    "migrate": "migrate",
    "programme": "programme",
    "check": "check",
    "import-notes": "import_notes",
    "import-people": "import_people",
    "backup": "backup",
    "restore": "backup",
    "seat": "seat",
    "group": "group",
}
FAILED, INTERRUPTED = 1, 130


def build_parser(command: str = "") -> argparse.ArgumentParser:
    """Build the parser of one command, or of all when none is recognised."""
    parser = argparse.ArgumentParser(
        prog="entrelacs",
        description=_("Grandes Rencontres at mixed tables, from invitation to follow-up."),
        epilog=_("“entrelacs COMMAND --help” explains one command."),
    )
    subparsers = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    for module in _modules(command):
        module.add_parser(subparsers)
    version = subparsers.add_parser("version", help=_("Print the version."))
    version.set_defaults(run=print_version)
    return parser


def _modules(command: str) -> list[ModuleType]:
    wanted = [COMMANDS[command]] if command in COMMANDS else list(dict.fromkeys(COMMANDS.values()))
    names = [f"entrelacs.cli.{name}" for name in wanted]
    return [importlib.import_module(name) for name in names if find_spec(name)]


def print_version(_arguments: argparse.Namespace) -> int:
    """Print which Entrelacs this is."""
    print(f"Entrelacs {__version__}")
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or the exit code that says what went wrong."""
    choose_language()
    words = list(sys.argv[1:] if argv is None else argv)
    arguments = build_parser(words[0] if words else "").parse_args(words)
    try:
        return int(arguments.run(arguments))
    except EntrelacsError as error:
        print(_sentence(error), file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left, as `head` does: nobody is there to be told.
        sys.stderr.close()
        return FAILED


def _sentence(error: EntrelacsError) -> str:
    if "django" in sys.modules:
        from django.apps import apps  # slow import

        if apps.ready:
            from entrelacs.commons.messages import sentence_for  # app ready

            return sentence_for(error)
    return _("Entrelacs stopped: %(error)s.") % {"error": error}


if __name__ == "__main__":
    sys.exit(main())
