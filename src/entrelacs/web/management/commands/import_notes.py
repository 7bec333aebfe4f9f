from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django_scopes import scope

from entrelacs.act.notes.difference import rows_of
from entrelacs.act.notes.importing import apply_import
from entrelacs.act.notes.planning import ImportPlan, plan_import
from entrelacs.act.notes.queries import batch_anywhere, gathering_anywhere
from entrelacs.act.notes.sources import read_notes
from entrelacs.commons.imports.actions import undo_batch
from entrelacs.commons.messages import sentence_for
from entrelacs.errors import EntrelacsError

YES = {"o", "oui", "y", "yes"}


class Command(BaseCommand):
    help = "Bring notes typed in a document into a meeting, or take an import back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path)
        parser.add_argument("--gathering")
        parser.add_argument("--yes", action="store_true")
        parser.add_argument("--undo", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["undo"] is not None:
                self._undo(options["undo"])
            else:
                self._import(Path(options["path"]), options["gathering"], yes=options["yes"])
        except EntrelacsError as error:
            raise CommandError(sentence_for(error)) from error

    def _import(self, path: Path, slug: str, *, yes: bool) -> None:
        gathering = gathering_anywhere(slug)
        if gathering is None:
            text = _("No meeting has the address “%(slug)s”. Nothing was imported.")
            raise CommandError(text % {"slug": slug})
        parsed = read_notes(path)
        with scope(programme=gathering.programme):
            plan = plan_import(gathering, parsed)
            self._show(gathering.name, plan)
            if plan.brings_nothing:
                self.stdout.write(_("Everything is there already: there is nothing to import."))
                return
            if not (yes or self._confirmed()):
                self.stdout.write(_("Nothing was imported."))
                return
            batch = apply_import(actor=None, gathering=gathering, plan=plan)
        self.stdout.write(
            _(
                "Import %(number)d is done. To take it back: "
                "entrelacs import-notes --annuler %(number)d"
            )
            % {"number": batch.pk}
        )

    def _show(self, name: str, plan: ImportPlan) -> None:
        shown = rows_of(plan)
        new = len(plan.new_tables)
        lines = [
            _("Into “%(gathering)s”:") % {"gathering": name},
            "  "
            + _("tables: %(new)d new, %(known)d already laid")
            % {"new": new, "known": len(plan.tables) - new},
            "  "
            + _("people: %(new)d new, %(known)d known, %(listed)d on the list already")
            % shown.people,
            "  "
            + _("ideas: %(new)d new, %(known)d already there")
            % {"new": shown.new_ideas, "known": shown.known_ideas},
        ]
        if shown.unplaced:
            spans = [
                str(told.line) if told.line == told.last_line else f"{told.line}-{told.last_line}"
                for told in shown.unplaced
            ]
            lines.append("  " + _("found no place: %(lines)s") % {"lines": ", ".join(spans)})
        self.stdout.write("\n".join(lines))

    def _confirmed(self) -> bool:
        try:
            answer = input(_("Import? (yes/no)") + " ")
        except EOFError as error:
            raise CommandError(_("Nothing was imported. Add --oui to answer yes.")) from error
        return answer.strip().lower() in YES

    def _undo(self, number: int) -> None:
        batch = batch_anywhere(number)
        if batch is None:
            text = _("No import has the number %(number)d. Nothing was changed.")
            raise CommandError(text % {"number": number})
        with scope(programme=batch.programme):
            counts = undo_batch(actor=None, batch=batch)
        self.stdout.write(
            _("Import %(number)d is taken back: %(removed)d removed, %(kept)d used since and kept.")
            % {"number": number, **counts}
        )
