"""`entrelacs import-notes`: read table notes typed in a document; show them, or bring them in."""

import argparse
import json
import sys
from gettext import ngettext
from pathlib import Path
from typing import Any

from entrelacs.act.notes.sources import (
    NotesFileUnusable,
    NotesWarning,
    ParsedNotes,
    ParsedTable,
    as_json,
    read_notes,
)
from entrelacs.act.notes.wording import WARNING_SENTENCES
from entrelacs.cli.site import prepare_site, run_command
from entrelacs.cli.words import _
from entrelacs.commons.file_sentences import FILE_SENTENCES

UNUSABLE = 2
EXCERPT = 72  # characters


def add_parser(subparsers: Any) -> None:
    """Declare the command; French options come first, English ones do the same."""
    parser = subparsers.add_parser(
        "import-notes", help=_("Read table notes typed in a text, Markdown or Word document.")
    )
    parser.add_argument("file", nargs="?", type=Path, help=_("file of notes (.docx, .txt, .md)"))
    parser.add_argument("--dry-run", action="store_true", help=_("only show what is found"))
    parser.add_argument("--json", action="store_true", help=_("print it as JSON, and nothing else"))
    parser.add_argument(
        "--rencontre",
        "--gathering",
        dest="gathering",
        metavar="SLUG",
        help=_("meeting to bring the notes into: the last part of its address"),
    )
    parser.add_argument(
        "--oui", "--yes", dest="yes", action="store_true", help=_("do not ask for confirmation")
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
    """Show, apply or take back; 2 when the file cannot be used."""
    if arguments.undo is not None:
        prepare_site()
        run_command("import_notes", undo=arguments.undo)
        return 0
    if arguments.file is None:
        arguments.parser.error(_("name the file to read"))
    brings_in = arguments.gathering is not None and not arguments.dry_run
    if brings_in and arguments.json:
        # What is said while importing would break the JSON on standard output.
        arguments.parser.error(_("--json only shows: add --dry-run, or leave it out"))
    try:
        parsed = read_notes(arguments.file)
    except NotesFileUnusable as error:
        print(_said(error), file=sys.stderr)
        return UNUSABLE
    if arguments.json:
        print(json.dumps(as_json(parsed), ensure_ascii=False, indent=2))
    elif not brings_in:
        print("\n".join(summary(parsed)))
    if brings_in:
        prepare_site()
        run_command(
            "import_notes",
            str(arguments.file),
            gathering=arguments.gathering,
            yes=arguments.yes,
        )
    return 0


def summary(parsed: ParsedNotes) -> list[str]:
    """Say table by table what was found, then in all, then what deserves a look."""
    lines = [
        _("Table %(number)d: %(found)s")
        % {"number": table.number, "found": ", ".join(_counted([table]))}
        for table in parsed.tables
    ]
    tables = ngettext("%(count)d table", "%(count)d tables", len(parsed.tables))
    found = [tables % {"count": len(parsed.tables)}, *_counted(parsed.tables)]
    lines += ["", _("In all: %(found)s.") % {"found": ", ".join(found)}]
    unplaced = [warning for warning in parsed.warnings if warning.is_unplaced]
    remarks = [warning for warning in parsed.warnings if not warning.is_unplaced]
    for title, warnings in ((_("Not taken:"), unplaced), (_("To be checked:"), remarks)):
        if warnings:
            lines += ["", title]
            lines += [f"  {line}" for warning in warnings for line in _told(warning, parsed.unit)]
    return lines


def _counted(tables: list[ParsedTable] | tuple[ParsedTable, ...]) -> list[str]:
    people = sum(len(table.people) for table in tables)
    unnamed = sum(table.unnamed_guests for table in tables)
    objectives = sum(len(table.objectives) for table in tables)
    examples = sum(len(table.examples) for table in tables)
    leads = sum(len(table.leads) for table in tables)
    words = [
        ngettext("%(count)d person", "%(count)d people", people) % {"count": people},
        ngettext("%(count)d objective", "%(count)d objectives", objectives) % {"count": objectives},
        ngettext("%(count)d example", "%(count)d examples", examples) % {"count": examples},
        ngettext("%(count)d lead", "%(count)d leads", leads) % {"count": leads},
    ]
    if unnamed:
        text = ngettext("%(count)d without a name", "%(count)d without a name", unnamed)
        words.insert(1, text % {"count": unnamed})
    return words


def _told(warning: NotesWarning, unit: str) -> list[str]:
    span = {"first": warning.line, "last": warning.last_line}
    if warning.line == warning.last_line:
        text = _("paragraph %(first)d") if unit == "paragraph" else _("line %(first)d")
    elif unit == "paragraph":
        text = _("paragraphs %(first)d to %(last)d")
    else:
        text = _("lines %(first)d to %(last)d")
    begins = " ".join(warning.text.split())
    excerpt = begins if len(begins) <= EXCERPT else f"{begins[:EXCERPT].rstrip()}…"
    return [f"{text % span} · {_(WARNING_SENTENCES[warning.code])}", f"    {excerpt}"]


def _said(error: NotesFileUnusable) -> str:
    """The sentence of the site, in the language of the terminal."""
    reasons = {
        "missing": _("it is not there"),
        "folder": _("it is a folder"),
        "forbidden": _("you may not read it"),
        "other": _("the system refuses it"),
    }
    details = dict(error.details)
    details["reason"] = reasons.get(details.get("reason", ""), "")
    return _(FILE_SENTENCES[error.code]) % details
