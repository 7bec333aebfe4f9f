import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scope

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.guest_lists.actions import Added
from entrelacs.act.guest_lists.drafts import apply_list, start_list
from entrelacs.act.guest_lists.queries import batch_anywhere, difference_with
from entrelacs.act.guest_lists.sheets import Sheet
from entrelacs.act.guest_lists.spreadsheet import read_file
from entrelacs.act.guest_lists.summary import summary
from entrelacs.act.guest_lists.texts import json_of
from entrelacs.act.notes.queries import gathering_anywhere
from entrelacs.commons.imports.actions import undo_batch
from entrelacs.commons.messages import sentence_for
from entrelacs.errors import EntrelacsError


class Command(BaseCommand):
    help = "Bring a list of people into a meeting, as one import that can be taken back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path)
        parser.add_argument("--gathering")
        parser.add_argument("--undo", type=int)
        parser.add_argument("--sheet")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["undo"] is not None:
                self._undo(options["undo"])
                return
            gathering = gathering_anywhere(options["gathering"])
            if gathering is None:
                text = _("No meeting has the address “%(slug)s”. Nothing was imported.")
                raise CommandError(text % {"slug": options["gathering"]})
            with scope(programme=gathering.programme):
                self._import(gathering, Path(options["path"]), options)
        except EntrelacsError as error:
            raise CommandError(sentence_for(error)) from error

    def _import(self, gathering: Gathering, path: Path, options: dict[str, Any]) -> None:
        with path.open("rb") as file:
            sheets = read_file(file, name=path.name, size=path.stat().st_size)
        name = options["sheet"]
        sheet = next(each for each in sheets if name is None or each.name == name)
        difference = difference_with(gathering, sheet)
        shown = json_of(difference, _)
        if not options["json"]:
            self.stdout.write("\n".join(summary(difference, sheets, sheet, _)))
        if not options["dry_run"]:
            added = self._apply(gathering, sheet, path.name, difference.digest)
            shown["import"] = added.batch.pk
            if not options["json"]:
                self._say(added)
        if options["json"]:
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2))

    @transaction.atomic
    def _apply(self, gathering: Gathering, sheet: Sheet, filename: str, digest: str) -> Added:
        draft = start_list(actor=None, gathering=gathering, sheets=[sheet], filename=filename)
        return apply_list(actor=None, draft=draft, digest=digest).added

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

    def _say(self, added: Added) -> None:
        text = _(
            "Import %(number)d is done: %(people)d people put on the list. "
            "To take it back: entrelacs import-people --annuler %(number)d"
        )
        self.stdout.write("\n" + text % {"number": added.batch.pk, "people": added.people})
        if added.aside:
            text = _("Left aside, to be decided on the site: %(count)d.")
            self.stdout.write(text % {"count": len(added.aside)})
