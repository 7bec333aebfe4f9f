import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from entrelacs.act.notes.sources import (
    NotesFileDamaged,
    NotesFileEmpty,
    NotesFileNotText,
    NotesFileTooLarge,
    NotesFileTooLong,
    NotesFileUnreadable,
    read_notes,
)

NOTES = "TABLE 1\nPrésents : Zoé ÉMERY (Le Nid)\nPistes :\n- Un café d’été\n"


def zipped(**members: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        for name, text in members.items():
            written.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return archive.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_file_reads_the_same_in_each_encoding(encoding, line_end):
    content = NOTES.replace("\n", line_end).encode(encoding)

    parsed = read_notes(content, "notes.txt")

    assert parsed.tables[0].people[0].name == "Zoé ÉMERY"
    assert [(idea.text, idea.line) for idea in parsed.tables[0].leads] == [("Un café d’été", 4)]
    assert parsed.warnings == ()


def test_accents_typed_apart_are_put_together():
    parsed = read_notes("TABLE 1\nPistes :\n- Un cafe\u0301\n".encode(), "notes.txt")

    assert parsed.tables[0].leads[0].text == "Un café"


def test_path_and_its_bytes_read_the_same(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(NOTES, encoding="utf-8")

    parsed = read_notes(path)

    assert parsed == read_notes(NOTES.encode(), "notes.txt")
    assert parsed == read_notes(str(path))


def test_digest_follows_the_bytes():
    digests = {read_notes(NOTES.encode(), name).digest for name in ("a.txt", "b.txt")}

    assert len(digests) == 1
    assert digests != {read_notes(NOTES.encode() + b"\n", "a.txt").digest}


@pytest.mark.parametrize("content", [b"", b" \n\r\n\t\f", b"\xef\xbb\xbf\n", "\n".encode("utf-16")])
def test_empty_file_is_refused(content):
    with pytest.raises(NotesFileEmpty) as raised:
        read_notes(content, "vide.txt")

    assert raised.value.details == {"filename": "vide.txt"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "doc"),
        (b"{\\rtf1\\ansi TABLE 1}", "rtf"),
        (zipped(content_xml="<a/>"), "odt"),
        (zipped(xl__workbook_xml="<a/>"), "xlsx"),
        (zipped(autre="x"), "zip"),
        (b"TABLE 1\0\n- a", "binary"),
        (b"\0" * 100, "binary"),
        (bytes(range(1, 256)) * 4, "binary"),
        (b"\x01\x02\x03\x04" * 20, "binary"),
    ],
)
def test_file_that_is_not_text_is_refused_by_its_kind(content, kind):
    with pytest.raises(NotesFileNotText) as raised:
        read_notes(content, "notes.txt")

    assert raised.value.details == {"filename": "notes.txt", "kind": kind}


def test_large_file_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "gros.txt"
    with path.open("wb") as handle:
        handle.truncate(50_000_000)

    with pytest.raises(NotesFileTooLarge) as raised:
        read_notes(path)

    # Read first, fifty million NUL bytes would have been "not text".
    assert raised.value.details == {"filename": "gros.txt", "megabytes": 50.0, "largest": 5}


def test_large_bytes_are_refused():
    with pytest.raises(NotesFileTooLarge):
        read_notes(b"a" * 5_000_001, "gros.txt")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless device")
def test_device_without_a_size_is_not_read_for_ever():
    with pytest.raises(NotesFileTooLarge):
        read_notes(Path("/dev/zero"))


def test_file_of_too_many_lines_is_refused():
    with pytest.raises(NotesFileTooLong) as raised:
        read_notes(b"a\n" * 30_000, "long.txt")

    assert raised.value.details == {"filename": "long.txt", "most": 20_000}


def test_missing_file_and_folder_are_told(tmp_path):
    with pytest.raises(NotesFileUnreadable) as missing:
        read_notes(tmp_path / "absent.txt")
    with pytest.raises(NotesFileUnreadable) as folder:
        read_notes(tmp_path)

    assert missing.value.details == {"filename": "absent.txt", "reason": "missing"}
    assert folder.value.details["reason"] == "folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_file_is_told(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(NOTES, encoding="utf-8")
    path.chmod(0)

    with pytest.raises(NotesFileUnreadable) as raised:
        read_notes(path)

    assert raised.value.details["reason"] == "forbidden"


def test_text_named_docx_is_damaged():
    with pytest.raises(NotesFileDamaged) as raised:
        read_notes(NOTES.encode(), "notes.docx")

    assert raised.value.details == {"filename": "notes.docx", "reason": "not-word"}


@pytest.mark.parametrize("sign", ["**a ", "*a ", "[", "[a](", "_a ", "`", "> ", "("])
def test_hostile_line_is_read_to_its_end(sign):
    # A pattern that starts again at each sign would need hours here.
    text = "TABLE 1\nPrésents : " + sign * 3_000 + "\nPistes :\n- x " + sign * 600_000 + "fin\n"

    parsed = read_notes(text.encode(), "notes.txt")

    assert parsed.tables[0].leads[0].text.endswith("fin")


def test_reading_needs_no_django():
    script = (
        "import sys; from entrelacs.act.notes.sources import read_notes;"
        "print(len(read_notes(b'TABLE 1').tables), [m for m in ('django', 'docx') if m in sys.modules])"
    )
    environment = {
        name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"
    }

    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )

    assert ran.stdout == "1 []\n"
