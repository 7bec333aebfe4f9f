import datetime
import io
import struct
import zipfile

import pytest
import python_calamine

from entrelacs.act.guest_lists.errors import FileEmpty, FileTooBig, FileUnreadable
from entrelacs.act.guest_lists.spreadsheet import read_file
from entrelacs.act.guest_lists.texts import text_of
from tests.act.guest_lists.writers import ods, xls, xlsx


def read(content: bytes, name: str = "liste.csv") -> str:
    [sheet, *_others] = read_file(io.BytesIO(content), name=name, size=len(content))
    return text_of(sheet)


def test_spreadsheet_becomes_the_text_one_would_have_pasted():
    content = xlsx([["Prénom", "Commune"], ["Ana", 33063], [None, None], ["Bo", "Paris"]])

    assert read(content, "liste.xlsx") == "Prénom\tCommune\nAna\t33063\nBo\tParis\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_file_is_read_in_the_encodings_people_have(encoding):
    assert read("Prénom;Nom\nÉlodie;Œuvrard".encode(encoding)) == "Prénom\tNom\nÉlodie\tŒuvrard\n"


@pytest.mark.parametrize("content", [b"", b" \n\t\n", xlsx([[None]])])
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
        xlsx([["Ana"]])[:-300],
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


ROWS = [
    ["Prénom", "Téléphone", "Né·e le", "Œuvre 🌻"],
    *(
        [f"Élodie {n}", 612345670 + n, datetime.date(2027, 1, 1 + n % 28), f"“{n}” — été"]
        for n in range(300)
    ),
    [None, 0.5, None, 7],
]


@pytest.mark.parametrize("shared", [False, True], ids=["labels", "shared"])
def test_old_workbook_is_read_as_another_library_reads_it(shared):
    content = xls({"Gens": ROWS, "Autre": [["Bo"]]}, shared=shared)

    ours = read_file(io.BytesIO(content), name="liste.xls", size=len(content))

    book = python_calamine.load_workbook(io.BytesIO(content))
    assert [sheet.name for sheet in ours] == book.sheet_names
    theirs = book.get_sheet_by_index(0).to_python()
    shown = [[shown_by_calamine(value) for value in row] for row in theirs]
    width = len(ROWS[0])
    assert [
        [*record.cells, *[""] * (width - len(record.cells))] for record in ours[0].records
    ] == shown
    assert shown[1] == ["Élodie 0", "612345670", "2027-01-01", "“0” — été"]


def shown_by_calamine(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


@pytest.mark.parametrize("write", [xlsx, ods], ids=["xlsx", "ods"])
def test_workbook_is_read_as_another_library_reads_it(write):
    content = write(ROWS)

    [ours] = read_file(io.BytesIO(content), name="liste", size=len(content))

    theirs = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    shown = [[shown_by_calamine(value) for value in row] for row in theirs]
    assert [[*record.cells, *[""] * (4 - len(record.cells))] for record in ours.records] == shown


@pytest.mark.parametrize("write", [xlsx, ods, xls], ids=["xlsx", "ods", "xls"])
def test_cell_merged_downwards_is_that_of_each_line_and_blank_cells_stay_blank(write):
    rows = [["Structure", "Nom"], ["CCAS", "Ana"], [None, "Bo"], [None, "Eva"], [None, None], ["X"]]

    content = write(rows, merges=[(1, 0, 2, 0)])

    [sheet] = read_file(io.BytesIO(content), name="liste", size=len(content))
    assert [record.cells for record in sheet.records][1:4] == [
        ("CCAS", "Ana"),
        ("CCAS", "Bo"),
        ("", "Eva"),
    ]
    assert [record.lines[0] for record in sheet.records] == [1, 2, 3, 4, 6]


def test_formula_of_an_old_workbook_gives_the_text_it_had():
    content = bytearray(xls([["Nom", "A"], ["Ana Lopez"]]))
    label = content.find(struct.pack("<HHHHH", 0x0204, 6 + 3 + 18, 1, 0, 0))
    # A formula whose text comes in the record after it takes the place of the label.
    formula = struct.pack("<HHHHH", 0x0006, 20, 1, 0, 0) + b"\0" * 6 + b"\xff\xff" + bytes(6)
    text = struct.pack("<HHHB", 0x0207, 3 + 9, 9, 0) + b"Ana Lopez" + struct.pack("<HH", 0x000A, 0)
    content[label : label + len(formula) + len(text)] = formula + text

    assert read(bytes(content), "liste.xls") == "Nom\tA\nAna Lopez\n"
