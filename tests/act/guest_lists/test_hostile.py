"""Files that would harm, or that are not what their name says: refused at once, and said why."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from entrelacs.act.guest_lists import archive
from entrelacs.act.guest_lists.errors import (
    FileEmpty,
    FileLocked,
    FileTooBig,
    FileUnfoldsTooBig,
    FileUnreadable,
    ListTooLong,
    ListTooWide,
)
from entrelacs.act.guest_lists.reading import read_guests
from entrelacs.act.guest_lists.sheets import Sheet
from entrelacs.act.guest_lists.spreadsheet import read_file
from entrelacs.act.guest_lists.world_words import USUAL, words_of
from entrelacs.commons.csv_export import csv_text
from tests.act.guest_lists.writers import locked, ods, ods_of, xls, xlsx, zipped

MEGABYTE = 1024 * 1024
NAMES = ["Ana Lopez", "Bo Li"]


def read(content: bytes, name: str = "liste.xlsx") -> list[Sheet]:
    return read_file(io.BytesIO(content), name=name, size=len(content))


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_part(content: bytes, part: str, written: bytes) -> bytes:
    return zipped(parts_of(content) | {part: written})


def lying(content: bytes, part: str, *, says: int) -> bytes:
    """The same archive, whose directory gives another size to one of its parts."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        begins = opened.getinfo(part).header_offset
    struct.pack_into("<I", changed, begins + 22, says)
    name = part.encode()
    place = changed.rfind(b"PK\x01\x02", 0, changed.rfind(name))
    struct.pack_into("<I", changed, place + 24, says)
    return bytes(changed)


def test_archive_that_unfolds_into_gigabytes_is_refused_in_little_memory():
    sheet = b'<worksheet xmlns="m"><sheetData>' + b" " * (archive.MOST_UNFOLDED + MEGABYTE)
    bomb = with_part(xlsx([["Nom"]]), "xl/worksheets/sheet1.xml", sheet)
    del sheet
    tracemalloc.start()

    with pytest.raises(FileUnfoldsTooBig):
        read(bomb)

    assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    tracemalloc.stop()


@pytest.mark.parametrize("says", [10, 0, 0x7FFFFFFF])
def test_archive_whose_directory_lies_is_never_believed(says):
    content = xlsx([["Nom"], *([f"Ana Lopez{n}"] for n in range(3000))])

    try:
        [sheet] = read(lying(content, "xl/worksheets/sheet1.xml", says=says))
    except FileUnreadable:
        return
    assert len(sheet.records) == 3001


def test_entities_that_grow_are_refused():
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    )

    with pytest.raises(FileUnreadable):
        read(with_part(xlsx([["Nom"]]), "xl/worksheets/sheet1.xml", laughs))


@pytest.mark.parametrize("write", [xlsx, ods, xls], ids=["xlsx", "ods", "xls"])
def test_list_of_a_hundred_thousand_lines_is_refused(write):
    rows = [[f"Ana {n}", "Lopez"] for n in range(100_000 if write is xlsx else 20_000)]
    content = write(rows)

    with pytest.raises((ListTooLong, FileTooBig)) as fault:
        read(content)

    assert fault.value.details["most"] == 6000 or isinstance(fault.value, FileTooBig)


def test_cell_at_the_far_corner_of_a_sheet_costs_nothing():
    far = (
        b'<worksheet xmlns="m"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="%s1048576"><v>2</v></c></row></sheetData></worksheet>'
    )

    with pytest.raises(ListTooWide):
        read(with_part(xlsx([["Nom"]]), "xl/worksheets/sheet1.xml", far % b"XFD"))
    [sheet] = read(with_part(xlsx([["Nom"]]), "xl/worksheets/sheet1.xml", far % b"B"))
    assert [record.lines for record in sheet.records] == [(1,), (1_048_576,)]


@pytest.mark.parametrize("column", [3, 255, 65_535])
def test_old_workbook_that_spans_too_much_is_refused_before_it_is_laid_out(column):
    content = bytearray(xls([["Nom", "Ana"]]))
    place = content.find("Ana".encode("utf-16-le")) - 9
    struct.pack_into("<HH", content, place, 65_535, column)

    if column == 3:
        assert [record.lines[0] for record in read(bytes(content))[0].records] == [1, 65_536]
        return
    with pytest.raises(ListTooWide):
        read(bytes(content), "liste.xls")


ROW = (
    "<table:table-row {rows}><table:table-cell {cells}><text:p>{text}</text:p></table:table-cell>"
    "</table:table-row>"
)


@pytest.mark.parametrize(
    ("rows", "cells", "refusal"),
    [
        ('table:number-rows-repeated="5000000"', "", ListTooLong),
        ("", 'table:number-columns-repeated="900000000"', ListTooWide),
        ('table:number-rows-repeated="99999999999999"', "", None),
    ],
)
def test_cells_repeated_by_millions_are_counted_and_not_written(rows, cells, refusal):
    table = f'<table:table table:name="A">{ROW.format(rows=rows, cells=cells, text="Ana")}</table:table>'

    if refusal is None:
        assert [len(sheet.records) for sheet in read(ods_of(table))] == [1]
        return
    with pytest.raises(refusal):
        read(ods_of(table))


def test_blank_rows_repeated_by_millions_are_no_rows():
    table = (
        '<table:table table:name="A">'
        + ROW.format(rows="", cells="", text="Ana Lopez")
        + ROW.format(rows='table:number-rows-repeated="1048000"', cells="", text="")
        + ROW.format(rows="", cells="", text="Bo Li")
        + "</table:table>"
    )

    [sheet] = read(ods_of(table))

    assert [record.lines for record in sheet.records] == [(1,), (1_048_002,)]


@pytest.mark.parametrize("name", ["EncryptedPackage", "EncryptionInfo"])
def test_workbook_behind_a_password_is_told_from_a_damaged_one(name):
    with pytest.raises(FileLocked):
        read(locked(name))


def test_other_files_behind_a_password_are_told_too():
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    protected = bytearray(xls([["Nom"]]))
    # The first record after the beginning asks for a password.
    struct.pack_into("<H", protected, protected.find(struct.pack("<HHH", 0x42, 2, 1200)), 0x2F)

    with pytest.raises(FileLocked):
        read(with_part(ods([["Nom"]]), "META-INF/manifest.xml", manifest))
    with pytest.raises(FileLocked):
        read(bytes(protected))


@pytest.mark.parametrize("kept", [0.05, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("write", [xlsx, ods, xls], ids=["xlsx", "ods", "xls"])
def test_torn_spreadsheet_is_refused(write, kept):
    content = write([["Nom"], ["Ana Lopez"]])

    with pytest.raises((FileUnreadable, FileEmpty)):
        read(content[: int(len(content) * kept)])


def test_web_page_under_the_name_of_a_workbook_is_read():
    page = "<html><body><table><tr><th>Nom<tr><td>Ana Lopez</table></body></html>"

    [sheet] = read(page.encode())

    assert [record.cells for record in sheet.records] == [("Nom",), ("Ana Lopez",)]


def test_web_page_without_a_table_is_empty():
    with pytest.raises(FileEmpty):
        read(b"<!DOCTYPE html><html><body><p>Connectez-vous.</p></body></html>")


def test_empty_sheets_and_hidden_ones_are_left_out():
    content = xlsx({"Vide": [], "Cachée": [["Secret"]], "Gens": [["Nom"]]}, hidden=["Cachée"])

    assert [sheet.name for sheet in read(content)] == ["Gens"]
    with pytest.raises(FileEmpty):
        read(xlsx([[]]))


@pytest.mark.parametrize(
    "formula",
    [
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://a")',
        "+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|x",
        "-2+3+cmd|x",
    ],
)
def test_formula_is_never_kept_and_never_exported_as_one(formula):
    cell = '"{}"'.format(formula.replace('"', '""'))
    text = f"Nom;Structure\n{cell};CCAS\nAna Lopez;{cell}\n"

    [sheet] = read(text.encode(), "liste.csv")
    refused, kept = read_guests(sheet, words=words_of(USUAL)).lines

    assert (refused.guest, refused.problem.code) == (None, "formula-refused")
    assert (kept.guest.full_name, kept.guest.organization) == ("Ana Lopez", "")
    assert [remark.code for remark in kept.remarks] == ["formula"]
    # Whatever were typed by hand is neutralised when it leaves.
    assert csv_text(["Nom"], [[formula]]).splitlines()[1].lstrip('"').startswith("'")


def test_formula_of_a_workbook_gives_the_value_it_had():
    sheet = (
        b'<worksheet xmlns="m"><sheetData><row r="1"><c r="A1" t="str"><f>CONCATENATE("Ana"," Lopez")'
        b"</f><v>Ana Lopez</v></c></row></sheetData></worksheet>"
    )

    [read_sheet] = read(with_part(xlsx([["Nom"]]), "xl/worksheets/sheet1.xml", sheet))

    assert read_sheet.records[0].cells == ("Ana Lopez",)
