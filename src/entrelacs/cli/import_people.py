"""`entrelacs import-people`: read a list of people; show it, or bring it into a meeting."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from entrelacs.act.guest_lists.difference import compare
from entrelacs.act.guest_lists.errors import REFUSALS
from entrelacs.act.guest_lists.reading import read_guests
from entrelacs.act.guest_lists.sheets import Sheet
from entrelacs.act.guest_lists.spreadsheet import read_file
from entrelacs.act.guest_lists.summary import summary
from entrelacs.act.guest_lists.texts import json_of
from entrelacs.act.guest_lists.world_words import USUAL, words_of
from entrelacs.cli.site import prepare_site, run_command
from entrelacs.cli.words import _
from entrelacs.commons.file_sentences import FILE_SENTENCES

UNUSABLE = 2


def add_parser(subparsers: Any) -> None:
    """Declare the command; French options come first, English ones do the same."""
    parser = subparsers.add_parser(
        "import-people", help=_("Read a list of people (XLSX, XLS, ODS, CSV), or bring it in.")
    )
    parser.add_argument(
        "file", nargs="?", type=Path, help=_("list of people (.xlsx, .xls, .ods, .csv)")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only show what is found"))
    parser.add_argument("--json", action="store_true", help=_("print it as JSON, and nothing else"))
    parser.add_argument(
        "--rencontre",
        "--gathering",
        dest="gathering",
        metavar="SLUG",
        help=_("meeting to bring the people into: the last part of its address"),
    )
    parser.add_argument(
        "--feuille",
        "--sheet",
        dest="sheet",
        metavar=_("NAME"),
        help=_("sheet to read, by its name"),
    )
    parser.add_argument(
        "--annuler",
        "--undo",
        dest="undo",
        type=int,
        metavar=_("NUMBER"),
        help=_("take back an import, by its number"),
    )
    parser.set_defaults(run=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Show or apply; 2 when the file cannot be used.

    Without a meeting, everyone is new: only the list is compared with itself, without a database.
    """
    if arguments.undo is not None:
        prepare_site()
        run_command("import_people", undo=arguments.undo)
        return 0
    if arguments.file is None:
        arguments.parser.error(_("name the file to read"))
    try:
        sheets = read_path(arguments.file)
    except REFUSALS as error:
        print(_(FILE_SENTENCES[error.code]) % error.details, file=sys.stderr)
        return UNUSABLE
    except OSError as error:
        print(
            _("“%(path)s” cannot be read (%(reason)s). Nothing was imported.")
            % {"path": arguments.file, "reason": error.strerror},
            file=sys.stderr,
        )
        return UNUSABLE
    sheet = choose_sheet(sheets, arguments.sheet)
    if sheet is None:
        names = ", ".join(each.name for each in sheets)
        print(
            _("No sheet has this name. The file holds: %(names)s.") % {"names": names},
            file=sys.stderr,
        )
        return UNUSABLE
    if arguments.gathering is not None:
        prepare_site()
        run_command(
            "import_people",
            str(arguments.file),
            gathering=arguments.gathering,
            sheet=arguments.sheet,
            dry_run=arguments.dry_run,
            json=arguments.json,
        )
        return 0
    reading = read_guests(sheet, words=words_of(USUAL))
    difference = compare(reading, people=[], listed=set(), structures=[], places={})
    if arguments.json:
        print(json.dumps(json_of(difference, _), ensure_ascii=False, indent=2))
    else:
        print("\n".join(summary(difference, sheets, sheet, _)))
    return 0


def read_path(path: Path) -> list[Sheet]:
    """The sheets of a file. Raises one of `REFUSALS`, or OSError."""
    with path.open("rb") as file:
        return read_file(file, name=path.name, size=path.stat().st_size)


def choose_sheet(sheets: list[Sheet], name: str | None) -> Sheet | None:
    """The sheet of that name, or the first; None when no sheet has it."""
    return next((sheet for sheet in sheets if name is None or sheet.name == name), None)
