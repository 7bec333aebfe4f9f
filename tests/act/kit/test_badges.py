import io
import json
import re

import pypdf
import pytest
import segno
import typst
from PIL import Image

from entrelacs.act.kit.options import PAPERS, KitOptions
from entrelacs.act.kit.sheets import SHEETS
from entrelacs.act.kit.sheets.base import HERE, _fonts, square_of
from tests.act.kit.samples import ENTERPRISE, HOSTILE, WORK, facts, guest, plan, table

DOTS = 300
BADGES = SHEETS["badges"]


def badge_text(**changes):
    reader = pypdf.PdfReader(
        io.BytesIO(BADGES.pdf(facts(guests=(guest(1, **changes),)), KitOptions()))
    )
    return reader.pages[0].extract_text().replace("\u200b", "")


def test_badge_shows_names_structure_and_both_worlds():
    text = badge_text(given_name="Élia", family_name="Ortolan", worlds=(WORK, ENTERPRISE))

    for words in ("Élia", "Ortolan", "Maison des Tilleuls", "Travail social"):
        assert words in text
    assert "Entrepreneuriat social" in text


def test_badge_never_bears_the_number_of_a_table():
    told = facts(
        guests=(guest(1),),
        tables=(table(57, spot="Sous la verrière"),),
        placement=plan({1: (57,)}),
    )

    data = str(BADGES.data(told, KitOptions()))
    text = pypdf.PdfReader(io.BytesIO(BADGES.pdf(told, KitOptions()))).pages[0].extract_text()

    without_squares = re.sub(r"'path': '[^']*'", "", data)
    assert not re.search(r"\b57\b|verrière|K7MP", without_squares)
    assert not re.search("57|verrière|Table", text)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_long_and_hostile_names_are_whole(number):
    person = HOSTILE[number]
    reader = pypdf.PdfReader(io.BytesIO(BADGES.pdf(facts(guests=(person,)), KitOptions())))

    shown = re.sub(r"\s|\u200b|\u0000", "", reader.pages[0].extract_text())

    assert len(reader.pages) == 1
    for words in (person.given_name, person.family_name, person.structure):
        latin = re.sub(r"[^\x21-\x7e«»é]", "", words)
        assert latin in shown.replace("□", "") or not latin


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_is_printed_within_three_millimetres_of_the_cut(paper):
    """Drawn in black by the worst names, then looked at dot by dot."""
    chosen = PAPERS[paper]
    people = (HOSTILE * 2)[: chosen.badges]
    picture = drawn(facts(guests=people), KitOptions(paper=paper))

    left = (210 - chosen.columns * chosen.width) / 2
    top = (297 - chosen.rows * chosen.height) / 2
    for place in range(len(people)):
        x = left + place % chosen.columns * chosen.width
        y = top + place // chosen.columns * chosen.height
        # From where the cut marks end to the safe inside.
        for inset in (1.9, 2.9):
            edges = frame(picture, (x, y), chosen, inset)
            assert min(edges) > 200, (paper, place, inset)


def frame(picture, corner, paper, inset):
    """The dots along a rectangle inside a badge."""
    millimetre = DOTS / 25.4
    x1, x2 = corner[0] + inset, corner[0] + paper.width - inset
    y1, y2 = corner[1] + inset, corner[1] + paper.height - inset
    across = [x1 + n / 5 for n in range(int((x2 - x1) * 5))]
    down = [y1 + n / 5 for n in range(int((y2 - y1) * 5))]
    places = [(each, y1) for each in across] + [(each, y2) for each in across]
    places += [(x1, each) for each in down] + [(x2, each) for each in down]
    return [picture.getpixel((int(a * millimetre), int(b * millimetre))) for a, b in places]


def drawn(told, options):
    """The first page of badges in grey dots."""
    data = json.dumps(BADGES.data(told, options), ensure_ascii=False)
    # A PNG draws what it can: only PDF/UA refuses characters without a glyph.
    compiler = typst.Compiler(
        str(HERE / BADGES.template),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"kit": data},
    )
    png, _warnings = compiler.compile_with_warnings(format="png", ppi=DOTS)
    first = png[0] if isinstance(png, list) else png
    return Image.open(io.BytesIO(first)).convert("L")


def test_square_drawn_on_the_page_is_that_of_the_address_and_large_enough():
    person = guest(1, page="https://rencontres.ville-exemple.fr/p/4321-0123456789abcdef.x-Y_z/")
    told = facts(guests=(person,))
    wanted = [
        list(row)
        for row in segno.make(person.page, error="m", micro=False, boost_error=False).matrix
    ]
    millimetre = DOTS / 25.4
    size, paper = 23, PAPERS["90x54"]
    # Flush with the safe margin, at the bottom right of the first badge.
    left = (210 - 2 * paper.width) / 2 + paper.width - 4 - size
    top = (297 - 5 * paper.height) / 2 + paper.height - 4 - size
    module = size / len(wanted)

    picture = drawn(told, KitOptions())

    seen = [
        [
            int(
                picture.getpixel(
                    (
                        int((left + (column + 0.5) * module) * millimetre),
                        int((top + (row + 0.5) * module) * millimetre),
                    )
                )
                < 128
            )
            for column in range(len(wanted))
        ]
        for row in range(len(wanted))
    ]
    assert seen == wanted
    assert size >= 22
    # The quiet zone: four modules of white around.
    for away in (0.5, 1.5, 2.5, 3.5):
        for along in range(len(wanted)):
            x, y = left - away * module, top + (along + 0.5) * module
            assert picture.getpixel((int(x * millimetre), int(y * millimetre))) == 255
            x, y = left + (along + 0.5) * module, top - away * module
            assert picture.getpixel((int(x * millimetre), int(y * millimetre))) == 255


def test_square_keeps_every_dark_module():
    address = "https://entrelacs.example.org/t/K7MP4X01/"
    matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix

    square = square_of(address)

    area = sum(int(width) for width in re.findall(r"h(\d+)v1", square["path"]))
    assert square["size"] == len(matrix)
    assert area == sum(sum(row) for row in matrix)


def test_blank_badges_are_as_many_as_asked():
    sheet = SHEETS["blank-badges"]

    pages = sheet.pages(facts(), KitOptions(blank_badges=23))

    assert [len(page) for page in pages] == [10, 10, 3]
    assert sheet.pages(facts(), KitOptions(blank_badges=0)) == []
