"""What one cell becomes: a phone, worlds, a name, a structure or none."""

import pytest

from entrelacs.act.guest_lists.cells import read_cells
from entrelacs.act.guest_lists.difference import names_alike
from entrelacs.act.guest_lists.guests import split_name
from entrelacs.act.guest_lists.phones import read_phone
from entrelacs.act.guest_lists.reading import read_guests
from entrelacs.act.guest_lists.structures import alike_structures
from entrelacs.act.guest_lists.world_words import USUAL, WorldName, read_worlds, words_of

WORDS = words_of(USUAL)


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("612345678", "06 12 34 56 78"),
        ("0612345678", "06 12 34 56 78"),
        ("06.12.34.56.78", "06 12 34 56 78"),
        ("06-12 34\u00a056/78", "06 12 34 56 78"),
        ("+33612345678", "06 12 34 56 78"),
        ("+33 (0)6 12 34 56 78", "06 12 34 56 78"),
        ("0033 6 12 34 56 78", "06 12 34 56 78"),
        ("33612345678", "06 12 34 56 78"),
        ("Tél. : 05 56 11 22 33", "05 56 11 22 33"),
        ("+32 470 12 34 56", "+32 470123456"),
        ("3", ""),
        ("12/03/2027", ""),
        ("6,12E+08", ""),
        ("poste 12", ""),
        ("+", ""),
        ("", ""),
    ],
)
def test_phone_is_written_as_one_dials_it(written, phone):
    assert read_phone(written) == phone


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("TS", ("ts",)),
        ("travailleur social", ("ts",)),
        ("Travailleur·se social·e", ("ts",)),
        ("Travailleur(se) social(e)", ("ts",)),
        ("assistante sociale", ("ts",)),
        ("éducatrice spécialisée", ("ts",)),
        ("ESS", ("es",)),
        ("Entrepreneuse sociale", ("es",)),
        ("les deux", ("ts", "es")),
        ("TS et ES", ("ts", "es")),
        ("TS/ES", ("ts", "es")),
        ("Travail social / ESS", ("ts", "es")),
        ("Je viens du travail social", ("ts",)),
        ("CCAS de Cenon", ("collectivite",)),
        ("Collectivité", ("collectivite",)),
        ("tu es là", ()),
        ("Lune", ()),
    ],
)
def test_world_is_known_by_all_its_names(written, codes):
    assert read_worlds(written, WORDS)[0] == codes


def test_trade_is_no_world_where_the_programme_has_none_for_it():
    words = words_of([WorldName(code="nord", label="Rive nord", short_label="N", is_pole=True)])

    assert read_worlds("assistante sociale", words) == ((), ["assistante sociale"])
    assert read_worlds("les deux", words)[0] == ()
    assert read_worlds("rive NORD", words)[0] == ("nord",)


@pytest.mark.parametrize(
    ("full", "names"),
    [
        ("LE GALL Jean-Noël", ("Jean-Noël", "LE GALL")),
        ("Ana LOPEZ", ("Ana", "LOPEZ")),
        ("Lopez, Ana", ("Ana", "Lopez")),
        ("Mme Ana Lopez", ("Ana", "Lopez")),
        ("M. DIOP", ("", "DIOP")),
        ("Lopez", ("", "Lopez")),
    ],
)
def test_whole_name_is_cut_where_people_write_it(full, names):
    assert split_name(full) == names


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("elodie martin", "elodie martain", True),
        ("dupont marie", "claire dupont marie", True),
        ("gall le noel", "legall noel", True),
        ("ana lopez", "ana martin", False),
        ("ana1 lopez1", "ana2 lopez2", False),
    ],
)
def test_name_nearly_the_same_is_seen(one, other, is_alike):
    assert names_alike(one, other) is is_alike


def test_structure_written_two_ways_in_one_list_is_seen_however_long_the_list():
    towns = [
        f"Association Numéro {chr(97 + n % 26)}{chr(97 + n // 26)} du Quai" for n in range(500)
    ]
    named = {*towns, "CCAS de Pessac", "Centre communal d'action sociale de Pessac", "Ressourcerie",
             "Resourcerie", "CD 92", "Département des Hauts-de-Seine"}  # fmt: skip

    few = alike_structures({name for name in named if name not in towns}, [])
    many = alike_structures(named, [])

    assert {name: many[name] for name in few} == few
    assert few == {
        "Centre communal d'action sociale de Pessac": "CCAS de Pessac",
        "Département des Hauts-de-Seine": "CD 92",
        "Ressourcerie": "Resourcerie",
    }


def test_none_in_words_is_neither_a_structure_nor_a_need():
    text = "Nom;Structure;Besoins;Tél\nAna Lopez;Néant;RAS;non\nBo Li;indépendante;Aucun;-\n"

    guests = [line.guest for line in read_guests(read_cells(text), words=WORDS).lines]

    assert [(guest.organization, guest.needs, guest.phone) for guest in guests] == [
        ("", "", "")
    ] * 2


def test_second_phone_is_told_and_the_mobile_kept():
    text = "Nom;Fixe;Portable\nAna Lopez;05 56 11 22 33;0612345678\n"

    [line] = read_guests(read_cells(text), words=WORDS).lines

    assert line.guest.phone == "06 12 34 56 78"
    assert [(each.code, each.details["text"]) for each in line.remarks] == [
        ("phone-several", "05 56 11 22 33")
    ]
