"""A pasted list beside what the programme knows: no line is lost, nothing is written unasked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entrelacs.act.guest_lists.cells import is_blank, read_cells
from entrelacs.act.guest_lists.difference import compare
from entrelacs.act.guest_lists.errors import ListEmpty, ListTooLong
from entrelacs.act.guest_lists.queries import difference_with
from entrelacs.act.guest_lists.reading import read_guests
from entrelacs.act.guest_lists.vocabulary import Column
from entrelacs.act.guest_lists.world_words import USUAL, words_of
from entrelacs.commons.people.models import Person
from entrelacs.commons.territories.models import FormerCode, Territory, TerritoryKind
from tests.factories import (
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
    WorldFactory,
)

WORDS = words_of(USUAL)
TITLES = "prénom;nom;structure;commune;siret"


def read(text: str):
    return read_guests(read_cells(text), words=WORDS)


def guests(text: str) -> list[tuple[str, str, str]]:
    return [
        (line.guest.given_name, line.guest.family_name, line.guest.organization)
        for line in read(text).lines
        if line.guest
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Prénom\tNom\tStructure\nAna\tLopez\tCCAS de Pessac",
        "Prénom;Nom;Structure\r\nAna;Lopez;CCAS de Pessac\r\n;;\r\n",
        "STRUCTURE;NOM;PRENOM\nCCAS de Pessac;LOPEZ;ANA",
        "Nom et prénom|Organisme\nLOPEZ Ana|CCAS de Pessac",
        "Ana;Lopez;CCAS de Pessac",
        "Ana Lopez, CCAS de Pessac\n",
        '"Lopez, Ana";"CCAS\nde Pessac"',
        "\ufeffnom;structure;téléphone\n Ana  Lopez ;\tCCAS de Pessac;06",
    ],
)
def test_list_is_read_whatever_its_shape(text):
    assert guests(text) == [("Ana", "Lopez", "CCAS de Pessac")]


def test_columns_without_titles_are_known_by_what_they_hold():
    reading = read("Ana;Lopez;CCAS;ana@exemple.fr;TS;33318;chargée de mission")

    assert reading.columns == (
        Column.GIVEN,
        Column.FAMILY,
        Column.ORGANIZATION,
        Column.EMAIL,
        Column.WORLD,
        Column.TERRITORY,
        Column.FUNCTION,
    )


def test_mail_written_beside_the_name_is_found():
    [line] = read("Ana Lopez <ANA@exemple.fr>").lines

    assert (line.guest.full_name, line.guest.email) == ("Ana Lopez", "ana@exemple.fr")


def test_what_cannot_be_read_keeps_its_line_number_and_words():
    reading = read("Nom;Structure\nAna Lopez;CCAS\n;Sans personne\n" + "x" * 5000)

    unread = [(line.record.lines, line.problem.code) for line in reading.lines if line.problem]
    assert unread == [((3,), "nameless"), ((4,), "line-too-long")]


def test_doubtful_cells_are_remarked_and_the_person_is_kept():
    [line] = read(
        "prénom;nom;mail;monde;siret\nAna;Lopez;ana(at)exemple;TS / Lune;12345678901234"
    ).lines

    assert line.guest.worlds == ("ts",)
    assert [(remark.code, remark.details["text"]) for remark in line.remarks] == [
        ("mail-invalid", "ana(at)exemple"),
        ("world-unknown", "Lune"),
        ("siret-invalid", "12345678901234"),
    ]


def test_cell_without_a_column_is_remarked_rather_than_dropped():
    lines = read("nom;structure\nAna Lopez;CCAS;rappeler lundi").lines

    assert [(each.code, each.details) for each in lines[0].remarks] == [
        ("extra-cells", {"text": "rappeler lundi"})
    ]


@pytest.mark.parametrize("none", ["-", " / ", "—", "?"])
def test_sign_that_stands_for_none_is_no_structure(none):
    assert guests(f"Prénom;Nom;Structure\nAna;Lopez;{none}") == [("Ana", "Lopez", "")]


def test_empty_and_endless_lists_are_refused():
    with pytest.raises(ListEmpty):
        read_cells(" \n;;;\n\t\n")
    with pytest.raises(ListTooLong):
        read_cells("Ana Lopez\n" * 6001)


cells = st.text(
    alphabet=st.sampled_from('ab éÀ@.;,|\t"\n\r0123456789\u2028\x0b\u200b\x00<>/'), max_size=60
)


@given(st.one_of(cells, st.lists(cells, max_size=12).map("\n".join), st.text(max_size=200)))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_written_line_is_in_exactly_one_group(text):
    try:
        sheet = read_cells(text)
    except ListEmpty:
        assert all(is_blank(line) for line in text.replace("\r", "\n").split("\n"))
        return
    difference = compare(
        read_guests(sheet, words=WORDS), people=[], listed=set(), structures=[], places={}
    )

    titles = difference.reading.titles
    grouped = [n for entry in difference.entries for n in entry.line.record.lines]
    grouped += [n for record in (*titles.above, *titles.records) for n in record.lines]
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    written = {n for n, line in enumerate(plain, start=1) if not is_blank(line)}
    assert len(grouped) == len(set(grouped))
    assert written <= set(grouped)
    assert set(grouped) <= set(range(1, len(plain) + 1))


@pytest.fixture
def gathering(programme):
    WorldFactory(code="ts", label="Travail social", short_label="TS")
    return GatheringFactory()


def standings(gathering, text: str) -> list[tuple[int, str, str]]:
    difference = difference_with(gathering, read_cells(text))
    return [(entry.number, str(entry.standing), entry.reason) for entry in difference.entries]


def test_lines_are_told_new_known_listed_repeated_or_doubtful(gathering):
    ccas = OrganizationFactory(name="CCAS de Pessac")
    PersonFactory(
        given_name="Élodie", family_name="Martin", email="elodie@exemple.fr", organization=ccas
    )
    listed = PersonFactory(given_name="Bo", family_name="Li", email="bo@exemple.fr")
    RegistrationFactory(gathering=gathering, person=listed)

    found = standings(
        gathering,
        "prénom;nom;structure;mail\n"
        "ELODIE;MARTIN;C.C.A.S. de Pessac;\n"
        "Bo;Li;;bo@exemple.fr\n"
        "Ana;Lopez;Aux Pains;ana@exemple.fr\n"
        "ana;lopez;aux pains;\n"
        "Autre;Nom;;elodie@exemple.fr\n"
        "Bo;Li;Ailleurs;\n"
        ";;Seule;\n",
    )

    assert found == [
        (2, "known", "name"),
        (3, "listed", "name"),
        (4, "new", ""),
        (5, "repeated", "name"),
        (6, "doubtful", "mail"),
        (7, "doubtful", "namesake"),
        (8, "unreadable", ""),
    ]
    assert Person.objects.count() == 2


def test_same_name_in_a_structure_written_otherwise_is_doubtful(gathering):
    council = OrganizationFactory(name="Département des Hauts-de-Seine")
    PersonFactory(given_name="Ana", family_name="Lopez", organization=council)

    assert standings(gathering, "Ana;Lopez;CD 92") == [(1, "doubtful", "structure")]


def test_former_commune_code_is_read_as_the_commune_it_became(gathering):
    saint_denis = Territory.objects.create(
        kind=TerritoryKind.COMMUNE, code="93066", name="Saint-Denis", search_name="saint denis"
    )
    FormerCode.objects.create(code="93059", current=saint_denis)

    [entry] = difference_with(gathering, read_cells("nom;commune\nAna Lopez;93059")).entries

    assert entry.territory == saint_denis.pk
    assert [(remark.code, remark.details) for remark in entry.remarks] == [
        (
            "territory-former",
            {"code": "93059", "now": "93066", "name": "Saint-Denis (93)"},
        )
    ]


def test_comparing_asks_the_same_queries_whatever_the_length(gathering, django_assert_num_queries):
    PersonFactory(organization=OrganizationFactory())

    for count in (1, 3):
        lines = [f"Ana{n};Lopez;Structure {n};Bordeaux;{n}" for n in range(count)]

        with django_assert_num_queries(7):
            difference_with(gathering, read_cells("\n".join([TITLES, *lines])))
