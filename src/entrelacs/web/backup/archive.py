"""The file itself: a compressed tar whose first member lists the others with their SHA-256."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from entrelacs.web.backup.errors import BackupDamaged, BackupUnreadable, NotABackup

MANIFEST = "manifest.json"
FORMAT = 1
LARGEST_MANIFEST = 64 * 1024 * 1024
BLOCK = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Part:
    """One member: rows of a model (with the fingerprint of its lines) or a media file."""

    name: str
    size: int
    sha256: str
    model: str = ""
    rows: int = 0
    fingerprint: str = ""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the archive holds, and which Entrelacs wrote it."""

    version: str
    made_at: str
    migrations: list[str]
    parts: list[Part] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        content = {"format": FORMAT, **asdict(self)}
        return json.dumps(content, ensure_ascii=False, indent=1).encode()


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_archive(target: BinaryIO, manifest: Manifest, folder: Path) -> None:
    """Write the manifest, then each part found in the folder, down to the disk."""
    with tarfile.open(fileobj=target, mode="w:gz", compresslevel=6) as archive:
        content = manifest.to_bytes()
        head = tarfile.TarInfo(MANIFEST)
        head.size, head.mode = len(content), 0o600
        archive.addfile(head, io.BytesIO(content))
        for part in manifest.parts:
            member = tarfile.TarInfo(part.name)
            member.size, member.mode = part.size, 0o600
            with (folder / part.name).open("rb") as file:
                archive.addfile(member, file)
    target.flush()
    os.fsync(target.fileno())


def read_archive(path: Path, folder: Path) -> Manifest:
    """Unpack into a folder, refusing whatever is not exactly what the manifest announces."""
    try:
        with gzip.open(path, "rb") as plain:
            with tarfile.open(fileobj=plain, mode="r|") as archive:
                manifest = _read_members(path, archive, folder)
            # To the last byte: the checksum of the whole comes at the very end.
            while plain.read(BLOCK):
                pass
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _damage(path, error) from error
    except OSError as error:
        raise BackupUnreadable(path=path, reason=error.strerror or error) from error
    return manifest


def _damage(path: Path, error: Exception) -> BackupDamaged | NotABackup:
    with path.open("rb") as file:
        looks_compressed = file.read(2) == b"\x1f\x8b"
    return BackupDamaged(path=path, part=error) if looks_compressed else NotABackup(path=path)


def _read_members(path: Path, archive: tarfile.TarFile, folder: Path) -> Manifest:
    members: Iterator[tarfile.TarInfo] = iter(archive)
    manifest = _read_manifest(path, archive, next(members, None))
    awaited = {part.name: part for part in manifest.parts}
    for member in members:
        part = awaited.pop(member.name, None)
        if part is None or not member.isfile() or not _stays_inside(member.name):
            raise BackupDamaged(path=path, part=member.name)
        target = folder / member.name
        target.parent.mkdir(parents=True, exist_ok=True)
        _unpack(archive, member, target)
        if target.stat().st_size != part.size or digest_of(target) != part.sha256:
            raise BackupDamaged(path=path, part=member.name)
    if awaited:
        raise BackupDamaged(path=path, part=next(iter(awaited)))
    return manifest


def _unpack(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    source = archive.extractfile(member)
    with target.open("xb") as file:
        while source is not None and (block := source.read(BLOCK)):
            file.write(block)


def _read_manifest(path: Path, archive: tarfile.TarFile, head: tarfile.TarInfo | None) -> Manifest:
    if head is None or head.name != MANIFEST or not head.isfile() or head.size > LARGEST_MANIFEST:
        raise NotABackup(path=path)
    source = archive.extractfile(head)
    content = source.read() if source else b""
    try:
        found: dict[str, Any] = json.loads(content)
        parts = [Part(**part) for part in found["parts"]]
        return Manifest(
            version=str(found["version"]),
            made_at=str(found["made_at"]),
            migrations=[str(name) for name in found["migrations"]],
            parts=parts,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BackupDamaged(path=path, part=MANIFEST) from error


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.parts[0] in {"rows", "media"}
