from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from entrelacs.commons.messages import sentence_for
from entrelacs.errors import EntrelacsError
from entrelacs.web.backup.restore import restore_everything


class Command(BaseCommand):
    help = "Put an archive written by “backup” back, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--force", action="store_true")

    def handle(self, *args: Any, path: Path | str, force: bool, **options: Any) -> None:
        # A database just created has no table yet: the tables are laid first.
        call_command("migrate", verbosity=0, interactive=False)
        try:
            restored = restore_everything(Path(path).absolute(), force=force)
        except EntrelacsError as error:
            raise CommandError(sentence_for(error)) from error
        self.stdout.write(
            _("%(rows)s rows and %(files)s files restored from %(path)s, and compared.")
            % {"rows": restored.rows, "files": restored.files, "path": path}
        )
        if restored.set_aside:
            self.stdout.write(
                _("The files that were there are kept in %(folder)s.")
                % {"folder": restored.set_aside}
            )
