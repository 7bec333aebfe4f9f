import gzip
import io
import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, connections, models
from django.db.utils import ConnectionDoesNotExist
from django_scopes import scope

from entrelacs import __version__
from entrelacs.commons.people.models import Person
from entrelacs.commons.site.last_backup import last_backup
from entrelacs.commons.territories.models import Territory
from entrelacs.web.backup import save
from entrelacs.web.backup.archive import MANIFEST, digest_of
from entrelacs.web.backup.errors import (
    BackupDamaged,
    BackupNameTaken,
    BackupNotWritten,
    BackupTooNew,
    BackupTooOld,
    BackupUnreadable,
    DatabaseNotEmpty,
    NotABackup,
    RestoredDiffers,
)
from entrelacs.web.backup.restore import restore_everything
from entrelacs.web.backup.rows import lines_of, saved_models
from entrelacs.web.backup.save import save_everything
from entrelacs.web.backup.scratch import ALIAS
from tests.factories import MemberFactory, PersonFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = datetime(2021, 12, 13, 9, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def house(settings, tmp_path):
    """Two programmes, their people, one session and one file."""
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    (settings.MEDIA_ROOT / "logos").mkdir(parents=True)
    (settings.MEDIA_ROOT / "logos" / "réseau.svg").write_bytes(b"<svg/>\n")
    for name in ("Alliances de la Seine", "Autre « programme » d’à côté"):
        programme = ProgrammeFactory(name=name)
        with scope(programme=programme):
            PersonFactory.create_batch(3)
            member = MemberFactory()
            models.QuerySet(type(member.account)).filter(pk=member.account.pk).update(
                last_login=MOMENT
            )
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=MOMENT)
    return settings


@pytest.fixture
def own_archive(house, tmp_path):
    """A backup of that very house."""
    path = tmp_path / "saved" / "house.tar.gz"
    path.parent.mkdir()
    save_everything(path)
    return path


@pytest.fixture(scope="module")
def made_once():
    return []


@pytest.fixture
def archive(house, tmp_path, made_once):
    """A backup of such a house: made once, since making one takes a second."""
    path = tmp_path / "house.tar.gz"
    if not made_once:
        save_everything(path)
        made_once.append(path.read_bytes())
    path.write_bytes(made_once[0])
    return path


def everything(alias="default"):
    """Every saved row of a database, as lines."""
    return {
        model._meta.label: sorted(lines_of(model, alias))
        for model in saved_models()
        if model._meta.app_label not in {"contenttypes", "auth"}
    }


def empty_house():
    """Leave the database as `migrate` makes it."""
    call_command("flush", verbosity=0, interactive=False)


def rewrite(archive, change):
    """Write the archive again, its manifest changed."""
    with tarfile.open(archive) as source:
        members = [(member, source.extractfile(member).read()) for member in source]
    with tarfile.open(archive, "w:gz") as target:
        for member, content in members:
            if member.name == MANIFEST:
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()  # noqa: PLW2901 -- only that one
                member.size = len(content)
            target.addfile(member, fileobj=io.BytesIO(content))


def test_backup_restored_into_an_empty_house_gives_the_same_rows_and_files(house, own_archive):
    before = everything()
    empty_house()
    logo = house.MEDIA_ROOT / "logos" / "réseau.svg"
    logo.unlink()

    restored = restore_everything(own_archive)

    assert everything() == before
    assert logo.read_bytes() == b"<svg/>\n"
    assert (restored.files, restored.set_aside) == (1, None)
    assert len(before["commons.Person"]) == 8


def test_good_backup_leaves_its_trace(house, own_archive):
    manifest = read_manifest(own_archive)

    trace = last_backup()

    assert trace.made_at.isoformat() == manifest["made_at"]
    assert trace.rows == sum(part["rows"] for part in manifest["parts"])
    assert trace.rows > 8


def test_backup_that_fails_leaves_the_trace_of_the_last_good_one(house, own_archive):
    before = last_backup()

    with pytest.raises(BackupNameTaken):
        save_everything(own_archive)

    assert last_backup() == before


def read_manifest(archive):
    with tarfile.open(archive) as source:
        return json.load(source.extractfile(MANIFEST))


def test_backup_restored_beside_loaded_territories_needs_no_force(archive):
    empty_house()
    Territory.objects.create(kind="commune", code="75056", name="Paris", search_name="paris")

    restore_everything(archive)

    assert models.QuerySet(Territory).count() == 0


def test_backup_keeps_microseconds(archive):
    account = apps.get_model("commons.Account")
    empty_house()

    restore_everything(archive)

    assert models.QuerySet(account).filter(last_login=MOMENT).count() == 2


def test_restored_house_gives_new_numbers_to_new_rows(house, archive):
    empty_house()
    restore_everything(archive)
    known = {row.pk for row in models.QuerySet(Person)}

    with scope(programme=ProgrammeFactory(name="Suite")):
        person = PersonFactory()

    assert person.pk not in known


def test_backup_leaves_sessions_out(archive):
    restore_everything(archive, force=True)

    assert Session.objects.count() == 0


def test_backup_lists_every_part_with_its_digest(archive, tmp_path):
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path / "opened", filter="data")

    manifest = json.loads((tmp_path / "opened" / MANIFEST).read_bytes())
    listed = {part["name"]: part["sha256"] for part in manifest["parts"]}
    found = {
        path.relative_to(tmp_path / "opened").as_posix(): digest_of(path)
        for path in (tmp_path / "opened").rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    assert listed == found
    assert manifest["version"] == __version__


def test_backup_is_readable_by_its_owner_only(own_archive):
    assert own_archive.stat().st_mode & 0o777 == 0o600


def test_backup_leaves_nothing_else_behind(own_archive):
    assert [path.name for path in own_archive.parent.iterdir()] == ["house.tar.gz"]
    with pytest.raises(ConnectionDoesNotExist):
        connections[ALIAS]


def test_backup_never_replaces_a_file(archive):
    before = archive.read_bytes()

    with pytest.raises(BackupNameTaken):
        save_everything(archive)

    assert archive.read_bytes() == before


def test_backup_into_a_folder_that_is_not_there_says_so(house, tmp_path):
    with pytest.raises(BackupNotWritten):
        save_everything(tmp_path / "nowhere" / "house.tar.gz")


def test_interrupted_backup_leaves_no_file(house, tmp_path, monkeypatch):
    def interrupt(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(save, "load_rows", interrupt)
    folder = tmp_path / "saved"
    folder.mkdir()

    with pytest.raises(KeyboardInterrupt):
        save_everything(folder / "house.tar.gz")

    assert list(folder.iterdir()) == []


def test_backup_whose_restored_rows_differ_is_not_kept(house, tmp_path, monkeypatch):
    def forget(model, source: Path, alias):
        return None

    monkeypatch.setattr("entrelacs.web.backup.restore.insert_rows", forget)

    with pytest.raises(RestoredDiffers):
        save_everything(tmp_path / "house.tar.gz")

    assert not (tmp_path / "house.tar.gz").exists()


def test_restore_refuses_a_house_that_holds_data(archive):
    before = everything()

    with pytest.raises(DatabaseNotEmpty):
        restore_everything(archive)

    assert everything() == before


def test_forced_restore_replaces_data_and_keeps_the_files_aside(house, own_archive):
    before = everything()
    with scope(programme=ProgrammeFactory(name="De trop")):
        PersonFactory()
    (house.MEDIA_ROOT / "later.txt").write_text("après", encoding="utf-8")

    restored = restore_everything(own_archive, force=True)

    assert everything() == before
    assert not (house.MEDIA_ROOT / "later.txt").exists()
    assert (restored.set_aside / "later.txt").read_text(encoding="utf-8") == "après"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_archive_with_a_damaged_byte_is_refused(archive, share):
    content = bytearray(archive.read_bytes())
    content[int(len(content) * share)] ^= 0x10
    archive.write_bytes(content)
    before = everything()

    with pytest.raises(BackupDamaged):
        restore_everything(archive, force=True)

    assert everything() == before


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_truncated_archive_is_refused(archive, share):
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * share)])
    before = everything()

    with pytest.raises(BackupDamaged):
        restore_everything(archive, force=True)

    assert everything() == before


def test_archive_of_a_newer_entrelacs_is_refused(archive):
    rewrite(archive, lambda manifest: manifest["migrations"].append("commons.0999_tomorrow"))

    with pytest.raises(BackupTooNew):
        restore_everything(archive, force=True)


def test_archive_of_an_older_entrelacs_is_refused(archive):
    rewrite(archive, lambda manifest: manifest["migrations"].pop())

    with pytest.raises(BackupTooOld):
        restore_everything(archive, force=True)


def test_archive_that_lacks_a_part_is_refused(archive):
    extra = {"name": "rows/gone.jsonl", "size": 1, "sha256": "0" * 64, "model": "commons.person"}
    rewrite(archive, lambda manifest: manifest["parts"].append(extra))

    with pytest.raises(BackupDamaged):
        restore_everything(archive, force=True)


def test_archive_that_points_outside_is_refused(archive, tmp_path):
    content = b"outside"
    with tarfile.open(archive, "w:gz") as target:
        part = {"name": "../outside", "size": len(content), "sha256": "0" * 64}
        manifest = {"version": "1", "made_at": "", "migrations": [], "parts": [part]}
        for name, text in ((MANIFEST, json.dumps(manifest).encode()), ("../outside", content)):
            member = tarfile.TarInfo(name)
            member.size = len(text)
            target.addfile(member, fileobj=io.BytesIO(text))

    with pytest.raises(BackupDamaged):
        restore_everything(archive, force=True)

    assert list(tmp_path.rglob("outside")) == []


@pytest.mark.parametrize("content", [b"", b"hello", gzip.compress(b"hello", mtime=0)])
def test_file_that_is_no_backup_is_refused(house, tmp_path, content):
    path = tmp_path / "letter.txt"
    path.write_bytes(content)

    with pytest.raises((NotABackup, BackupDamaged)):
        restore_everything(path, force=True)


def test_file_that_is_not_there_is_refused(house, tmp_path):
    with pytest.raises(BackupUnreadable):
        restore_everything(tmp_path / "absent.tar.gz")


def test_commands_save_and_restore_and_say_so_in_french(house, tmp_path, capsys):
    path = tmp_path / "house.tar.gz"
    before = everything()

    call_command("backup", path)
    empty_house()
    call_command("restore", path)

    assert everything() == before
    assert "restaurés et comparés" in capsys.readouterr().out


def test_refused_restore_is_told_in_french(archive):
    with pytest.raises(CommandError) as refusal:
        call_command("restore", archive)

    assert "--force" in str(refusal.value)
    assert connection.in_atomic_block is False
