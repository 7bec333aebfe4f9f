"""Make a backup: write it, restore it elsewhere, compare, and only then give it its name."""

import os
import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models
from django.utils import timezone

from entrelacs import __version__
from entrelacs.commons.site.last_backup import LastBackup, leave_trace
from entrelacs.web.backup.archive import Manifest, Part, digest_of, read_archive, write_archive
from entrelacs.web.backup.errors import BackupNameTaken, BackupNotWritten
from entrelacs.web.backup.migrations import applied_migrations
from entrelacs.web.backup.restore import load_rows
from entrelacs.web.backup.rows import Fingerprint, lines_of, one_moment, saved_models
from entrelacs.web.backup.scratch import scratch_database


def save_everything(path: Path, *, alias: str = DEFAULT_DB_ALIAS) -> Manifest:
    """Write the archive; until it has been restored and compared it is called `.partial`.

    Once it is good, `last-backup.json` in the data folder says when and how much.
    """
    if path.exists():
        raise BackupNameTaken(path=path)
    partial = path.with_name(f"{path.name}.partial")
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".entrelacs-") as scratch:
            manifest = _write(partial, Path(scratch) / "saved", alias)
            _prove(partial, Path(scratch) / "restored")
        # link() and not rename(): it never replaces a file that came meanwhile.
        os.link(partial, path)
    except FileExistsError as error:
        raise BackupNameTaken(path=path) from error
    except OSError as error:
        raise BackupNotWritten(path=path, reason=error.strerror or error) from error
    finally:
        partial.unlink(missing_ok=True)
    _sync_folder(path.parent)
    made_at, rows = datetime.fromisoformat(manifest.made_at), sum(p.rows for p in manifest.parts)
    leave_trace(LastBackup(made_at=made_at, rows=rows))
    return manifest


def _write(partial: Path, folder: Path, alias: str) -> Manifest:
    with one_moment(alias):
        migrations = applied_migrations(alias)
        parts = [_save_rows(model, folder, alias) for model in saved_models()]
    parts += _save_media(folder)
    manifest = Manifest(
        version=__version__,
        made_at=timezone.now().isoformat(),
        migrations=migrations,
        parts=parts,
    )
    partial.unlink(missing_ok=True)
    # The archive holds people's data: nobody else on the machine may read it.
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        write_archive(target, manifest, folder)
    return manifest


def _save_rows(model: type[models.Model], folder: Path, alias: str) -> Part:
    label = model._meta.label_lower
    path = folder / "rows" / f"{label}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    fingerprint = Fingerprint()
    with path.open("wb") as file:
        for line in lines_of(model, alias):
            file.write(line)
            fingerprint = fingerprint.add(line)
    return Part(
        name=f"rows/{path.name}",
        size=path.stat().st_size,
        sha256=digest_of(path),
        model=label,
        rows=fingerprint.rows,
        fingerprint=fingerprint.text,
    )


def _save_media(folder: Path) -> list[Part]:
    root, parts = Path(settings.MEDIA_ROOT), []
    for source in sorted(path for path in root.rglob("*") if path.is_file()):
        name = f"media/{source.relative_to(root).as_posix()}"
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Copied first: a file that changes while we read would not match its digest.
        shutil.copyfile(source, copy)
        parts.append(Part(name=name, size=copy.stat().st_size, sha256=digest_of(copy)))
    return parts


def _prove(partial: Path, folder: Path) -> None:
    folder.mkdir()
    manifest = read_archive(partial, folder)
    with scratch_database(folder) as alias:
        load_rows(manifest, folder, alias=alias)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
