"""Put a backup back: everything is checked before the first row is written, and again before the end."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.utils import timezone

from entrelacs import __version__
from entrelacs.commons.mail.upkeep import doubt_restored_mails
from entrelacs.web.backup.archive import Manifest, read_archive
from entrelacs.web.backup.errors import (
    BackupTooNew,
    BackupTooOld,
    DatabaseNotEmpty,
    RestoredDiffers,
)
from entrelacs.web.backup.migrations import known_migrations
from entrelacs.web.backup.rows import (
    close_load,
    empty_tables,
    fingerprint_of,
    insert_rows,
    lines_of,
    tables_with_rows,
)


@dataclass(frozen=True)
class Restored:
    """What came back, and where the media files that were there went."""

    rows: int
    files: int
    set_aside: Path | None


def restore_everything(
    path: Path, *, force: bool = False, alias: str = DEFAULT_DB_ALIAS
) -> Restored:
    """Replace the database and the media files by those of an archive, all or nothing."""
    data = Path(settings.DATA_DIR)
    with TemporaryDirectory(dir=data, prefix="restore-") as scratch:
        folder = Path(scratch)
        manifest = read_archive(path, folder)
        refuse_other_state(path, manifest)
        if not force and (held := tables_with_rows(alias)):
            raise DatabaseNotEmpty(tables=", ".join(held[:3]))
        with transaction.atomic(using=alias):
            load_rows(manifest, folder, alias=alias)
            # Some may have been sent since the backup: nobody is written to twice.
            doubt_restored_mails(alias)
            # Before the commit: a disk that refuses the files gives the rows back too.
            set_aside = _put_media_back(folder / "media")
    rows = sum(part.rows for part in manifest.parts)
    return Restored(rows, sum(not part.model for part in manifest.parts), set_aside)


def refuse_other_state(path: Path, manifest: Manifest) -> None:
    """Refuse an archive whose tables are not shaped as ours."""
    ours, theirs = set(known_migrations()), set(manifest.migrations)
    versions = {"path": path, "theirs": manifest.version, "ours": __version__}
    if theirs - ours:
        raise BackupTooNew(**versions)
    if ours - theirs:
        raise BackupTooOld(**versions)


def load_rows(manifest: Manifest, folder: Path, *, alias: str) -> None:
    """Replace every row in one transaction, read them back, and keep them only if they are equal."""
    parts = [part for part in manifest.parts if part.model]
    with transaction.atomic(using=alias):
        empty_tables(alias)
        for part in parts:
            insert_rows(apps.get_model(part.model), folder / part.name, alias)
        try:
            close_load(alias)
        except IntegrityError as error:
            raise RestoredDiffers(part=error) from error
        for part in parts:
            found = fingerprint_of(lines_of(apps.get_model(part.model), alias))
            if (found.rows, found.text) != (part.rows, part.fingerprint):
                raise RestoredDiffers(part=part.name)


def _put_media_back(source: Path) -> Path | None:
    """Move the files in place; those that were there are kept beside, under today's date."""
    root, set_aside = Path(settings.MEDIA_ROOT), None
    if any(path.is_file() for path in root.rglob("*")):
        set_aside = root.with_name(f"{root.name}-{timezone.localtime():%Y-%m-%d-%H%M%S}")
        root.rename(set_aside)
    else:
        shutil.rmtree(root, ignore_errors=True)
    if source.is_dir():
        source.rename(root)
    return set_aside
