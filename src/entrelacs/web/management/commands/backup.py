from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from entrelacs.commons.messages import sentence_for
from entrelacs.errors import EntrelacsError
from entrelacs.web.backup.save import save_everything


class Command(BaseCommand):
    help = "Save every row and every file into one archive, restored and compared."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, path: Path | str, **options: Any) -> None:
        try:
            manifest = save_everything(Path(path).absolute())
        except EntrelacsError as error:
            raise CommandError(sentence_for(error)) from error
        self.stdout.write(
            _("%(path)s: %(rows)s rows and %(files)s files saved, restored and compared.")
            % {
                "path": path,
                "rows": sum(part.rows for part in manifest.parts),
                "files": sum(not part.model for part in manifest.parts),
            }
        )
