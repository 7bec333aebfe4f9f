"""Which column holds what: every layout we know, and layouts nobody looked at."""

import io

import pytest

from entrelacs.act.guest_lists.columns import Confidence
from entrelacs.act.guest_lists.reading import Reading, read_guests
from entrelacs.act.guest_lists.sheets import Record, Sheet
from entrelacs.act.guest_lists.spreadsheet import read_file
from entrelacs.act.guest_lists.titles import title_scores
from entrelacs.act.guest_lists.vocabulary import Column
from entrelacs.act.guest_lists.world_words import USUAL, words_of
from tests.act.guest_lists.files import files
from tests.act.guest_lists.held_out import held_out
from tests.act.guest_lists.listing import ListFile

WORDS = words_of(USUAL)
LEAST_RIGHT = 0.95


def reading_of(file: ListFile) -> Reading:
    sheets = read_file(io.BytesIO(file.content), name=file.name, size=len(file.content))
    return read_guests(sheets[0], words=WORDS)


def columns_of(reading: Reading) -> dict[str, str]:
    return dict(zip(reading.names("%(number)d"), map(str, reading.columns), strict=True))


def read(*rows: list[str], **options: object) -> Reading:
    records = tuple(Record(lines=(n,), cells=tuple(row)) for n, row in enumerate(rows, start=1))
    return read_guests(Sheet(records=records), words=WORDS, **options)


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_known_layout_is_read_whole(file):
    reading = reading_of(file)

    assert columns_of(reading) == file.columns
    assert reading.titles.line == file.header_line
    assert sum(line.guest is not None for line in reading.lines) == file.people


def test_layouts_nobody_looked_at_are_read_right_nineteen_times_out_of_twenty():
    right = total = 0
    for file in held_out():
        found = columns_of(reading_of(file))
        right += sum(found.get(title) == column for title, column in file.columns.items())
        total += len(file.columns)

    assert right / total >= LEAST_RIGHT


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Nom de la structure", Column.ORGANIZATION),
        ("Fonction dans la structure", Column.FUNCTION),
        ("Commune de la structure", Column.TERRITORY),
        ("Nom du/de la participant·e", Column.FAMILY),
        ("Prénom et NOM", Column.FULL),
        ("Adresse", Column.IGNORED),
        ("Adresse de messagerie", Column.EMAIL),
        ("N° de téléphone", Column.PHONE),
        ("Date d’inscription", Column.IGNORED),
        ("Strcuture", Column.ORGANIZATION),
    ],
)
def test_title_says_what_its_head_says(title, column):
    scores = title_scores(title)

    assert max(scores, key=scores.__getitem__) is column


def test_cells_decide_when_the_title_says_little():
    reading = read(
        ["Contact", "Coordonnées", "Divers"],
        ["Ana Lopez", "ana@exemple.fr", "CCAS de Pessac"],
        ["Bo Li", "bo@exemple.fr", "Ville de Cenon"],
    )

    assert reading.columns[:2] == (Column.FULL, Column.EMAIL)


def test_confidence_falls_when_the_cells_contradict_the_title():
    reading = read(["Nom", "Mail"], ["Ana Lopez", "à demander"], ["Bo Li", "voir Eva"])

    assert [guess.confidence for guess in reading.guesses] == [
        Confidence.SURE,
        Confidence.DOUBTFUL,
    ]


def test_organiser_says_where_the_titles_are_and_what_columns_hold():
    rows = (["Réunion", "Du", "12"], ["A", "B", "C"], ["Lopez", "Ana", "CCAS"])

    reading = read(*rows, header_line=2, columns=[Column.FAMILY, Column.GIVEN, Column.ORGANIZATION])

    [line] = reading.lines
    assert (line.guest.full_name, line.guest.organization) == ("Ana Lopez", "CCAS")
    assert reading.titles.shown == ("A", "B", "C")


def test_total_remark_and_titles_again_are_about_nobody():
    reading = read(
        ["Nom", "Prénom", "Structure"],
        ["Lopez", "Ana", "CCAS"],
        ["Nom", "Prénom", "Structure"],
        ["Li", "Bo", ""],
        ["Liste arrêtée au 3 mars 2027"],
        ["Total : 42"],
        ["Sous-total", "42"],
    )

    assert [line.problem.code if line.problem else line.guest.full_name for line in reading.lines] == [
        "Ana Lopez", "titles-again", "Bo Li", "note-row", "total-row", "total-row",
    ]  # fmt: skip


def test_cross_under_the_name_of_a_world_or_of_a_need_says_it():
    reading = read(
        ["Nom", "TS", "ES", "Fauteuil roulant"], ["Ana", "x", "X", "oui"], ["Bo", "", "x", "non"]
    )
    corrected = read_guests(
        Sheet(
            records=(*(r for r in reading.titles.records), *(line.record for line in reading.lines))
        ),
        words=WORDS,
        columns=[Column.FULL, Column.WORLD, Column.WORLD, Column.NEEDS],
    )

    assert [(line.guest.worlds, line.guest.needs) for line in corrected.lines] == [
        (("ts", "es"), "Fauteuil roulant"),
        (("es",), ""),
    ]
