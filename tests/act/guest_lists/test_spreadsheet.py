import io
import zipfile

import pytest

from entrelacs.act.guest_lists.errors import FileEmpty, FileTooBig, FileUnreadable
from entrelacs.act.guest_lists.spreadsheet import read_file
from tests.act.guest_lists.workbook import workbook


def read(content: bytes, name: str = "liste.csv") -> str:
    return read_file(io.BytesIO(content), name=name, size=len(content))


def test_spreadsheet_becomes_the_text_one_would_have_pasted():
    content = workbook([["Prénom", "Commune"], ["Ana", 33063], [None, None], ["Bo", "Paris"]])

    assert read(content, "liste.xlsx") == "Prénom\tCommune\nAna\t33063\n\nBo\tParis"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_file_is_read_in_the_encodings_people_have(encoding):
    assert read("Prénom;Nom\nÉlodie;Œuvrard".encode(encoding)) == "Prénom;Nom\nÉlodie;Œuvrard"


@pytest.mark.parametrize("content", [b"", b" \n\t\n", workbook([[None]])])
def test_empty_file_is_refused(content):
    with pytest.raises(FileEmpty):
        read(content)


def archive_of(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04 cut short",
        archive_of(photo=b"not a sheet"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"\xff\xfeodd",
        workbook([["Ana"]])[:-300],
    ],
    ids=["png", "pdf", "torn", "zip", "old-office", "half-utf16", "truncated"],
)
def test_file_that_is_no_list_is_refused(content):
    with pytest.raises(FileUnreadable):
        read(content)


class Untouchable(io.BytesIO):
    """Proves that a file is refused before anything of it is read."""

    def read(self, *_sizes: int | None) -> bytes:
        raise AssertionError


def test_huge_file_is_refused_before_it_is_read():
    with pytest.raises(FileTooBig) as fault:
        read_file(Untouchable(), name="liste.xlsx", size=50 * 1024 * 1024)

    assert fault.value.details == {"size": 50, "most": 5}


def test_small_archive_that_unfolds_into_gigabytes_is_refused():
    bomb = archive_of(**{"xl/workbook.xml": b"0" * (101 * 1024 * 1024)})

    assert len(bomb) < 5 * 1024 * 1024
    with pytest.raises(FileTooBig):
        read(bomb, "liste.xlsx")
