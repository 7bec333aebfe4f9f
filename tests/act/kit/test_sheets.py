"""What holds of every sheet, whichever it is."""

import io
import re

import pypdf
import pytest

from entrelacs.act.kit.facts import KitFacts
from entrelacs.act.kit.options import KitOptions
from entrelacs.act.kit.sheets import SHEETS
from tests.act.kit.samples import HOSTILE, facts, guest, plan, table

FEW = KitOptions(blank_badges=3, notebooks=3)
A4 = {(595, 842), (842, 595)}
ALL = facts(placement=plan({1: (1,), 2: (2,), 3: (1,)}))
EMPTY = facts(guests=(), tables=(), consents=(), worlds=())
CODES = list(SHEETS)


def printed(code: str, told: KitFacts, options: KitOptions = FEW) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(SHEETS[code].pdf(told, options)))


def words(reader: pypdf.PdfReader) -> str:
    """The text without the places where a long word may be cut."""
    text = "\n".join(page.extract_text() for page in reader.pages)
    return text.replace("\u200b", "")


def test_sheets_are_printed_in_this_order():
    assert CODES == [
        "badges", "blank-badges", "table-tents", "table-sheets", "notebooks", "sign-in",
        "minute-sheet", "host-briefs", "placement",
    ]  # fmt: skip
    assert [sheet.file_name[0] for sheet in SHEETS.values()] == [str(n) for n in range(1, 10)]


@pytest.mark.parametrize("code", CODES)
def test_file_name_survives_any_unzipping(code):
    assert re.fullmatch(r"[1-9]-[a-zA-Z-]+\.pdf", SHEETS[code].file_name)


@pytest.mark.parametrize("code", CODES)
def test_sheet_is_accessible_a4_with_the_pages_it_announces(code):
    reader = printed(code, ALL)

    root = reader.trailer["/Root"]
    assert len(reader.pages) == SHEETS[code].page_count(ALL, FEW) > 0
    assert {tuple(round(side) for side in page.mediabox[2:]) for page in reader.pages} <= A4
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "fr"
    assert "Grande Rencontre du Val" in reader.metadata.title
    assert "Grande Rencontre du Val" in words(reader)


@pytest.mark.parametrize("code", CODES)
def test_sheet_of_an_empty_meeting_still_serves(code):
    count = SHEETS[code].page_count(EMPTY, FEW)

    assert (count == 0) is (code in {"badges", "placement"})
    if count:
        assert len(printed(code, EMPTY).pages) == count


@pytest.mark.parametrize("code", CODES)
def test_hostile_words_stop_nothing_and_add_no_page(code):
    text = HOSTILE[0].given_name
    told = facts(
        guests=HOSTILE,
        gathering=f"{text} " * 6,
        tables=(table(1, spot="\\ $ # [ " * 10, host="😀" * 20, scribe="z" * 160), table(60)),
        placement=plan({each.registration: (1,) for each in HOSTILE}),
        prompts=tuple(
            type(prompt)(
                code=prompt.code, label=prompt.label, question="#panic() " * 22, minutes=15
            )
            for prompt in ALL.prompts
        ),
    )

    reader = printed(code, told)

    assert len(reader.pages) == SHEETS[code].page_count(told, FEW)
    assert text in words(reader)


@pytest.mark.parametrize("code", CODES)
def test_large_meeting_has_the_pages_announced(code):
    people = tuple(guest(number) for number in range(1, 101))
    told = facts(
        guests=people,
        tables=tuple(table(number) for number in range(1, 14)),
        placement=plan({each.registration: (1, None, 60) for each in people}, rounds=3),
    )

    assert len(printed(code, told).pages) == SHEETS[code].page_count(told, FEW)


def test_page_counts_follow_people_tables_and_choices():
    told = facts(
        guests=tuple(guest(number) for number in range(1, 81)),
        tables=tuple(table(number) for number in range(1, 11)),
        placement=plan(dict.fromkeys(range(1, 81), (1,))),
    )

    counts = {code: sheet.page_count(told, KitOptions()) for code, sheet in SHEETS.items()}

    assert counts == {
        "badges": 8, "blank-badges": 2, "table-tents": 10, "table-sheets": 10, "notebooks": 80,
        "sign-in": 6, "minute-sheet": 1, "host-briefs": 10, "placement": 2,
    }  # fmt: skip
    assert SHEETS["badges"].page_count(told, KitOptions(paper="105x74")) == 10


def test_tables_not_laid_yet_are_numbered_without_a_code():
    told = facts(tables=())

    reader = printed("table-tents", told, KitOptions(tables=3))

    assert len(reader.pages) == 3
    assert len(list(reader.pages[0].images)) == 0
    assert "K7MP" not in words(reader)


def test_tent_bears_number_place_and_code_on_both_sides():
    reader = printed("table-tents", facts(tables=(table(7, spot="près de la fenêtre"),)))

    text = words(reader)
    assert text.count("K7MP 4X07") == 2
    assert text.count("près de la fenêtre") == 2


def test_notebooks_bear_the_numbers_of_the_tables_then_none():
    pages = SHEETS["notebooks"].pages(facts(), KitOptions(notebooks=3))

    assert [page["table"] for page in pages] == ["1"] * 4 + ["2"] * 4 + [""] * 4
    letters = [page["prompt"]["letter"] for page in pages[:4] if page["prompt"]]
    assert letters == ["O", "E", "P"]


def test_sign_in_sheet_lists_names_agreements_and_ends_with_blank_lines():
    reader = printed("sign-in", facts())

    text = words(reader)
    assert len(reader.pages) == 2
    assert "VALMORINA Anouk" in text
    assert "J’accepte." in text
    assert "VALMORIN" not in reader.pages[1].extract_text()


def test_sign_in_sheet_without_texts_has_no_box():
    assert SHEETS["sign-in"].data(facts(consents=()), FEW)["consents"] == []


def test_placement_says_its_version_and_leaves_out_who_has_no_seat():
    told = facts(placement=plan({1: (1, 2), 3: (None, 1)}, rounds=2))

    text = words(printed("placement", told))

    assert "VALMORINA" in text
    assert "VALMORINB" not in text
    [page] = SHEETS["placement"].pages(told, FEW)
    assert [row["tables"] for column in page["columns"] for row in column] == [
        ["1", "2"],
        ["–", "1"],
    ]
    # Half past the hour of Paris, not that of Greenwich.
    assert "18:02" in SHEETS["placement"].words(told, FEW)["version"]


def test_break_before_the_tables_is_the_time_to_find_ones_table():
    moments = facts().moments
    pause = type(moments[0])(
        kind="break", starts_at=moments[0].starts_at, minutes=10, title="Installation"
    )

    before = SHEETS["minute-sheet"].pages(facts(moments=(pause, *moments)), FEW)[0]["rows"][0]
    after = SHEETS["minute-sheet"].pages(facts(moments=(*moments, pause)), FEW)[0]["rows"][-1]

    assert before["software"] != after["software"]
