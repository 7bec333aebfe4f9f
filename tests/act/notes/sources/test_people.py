import pytest

from entrelacs.act.notes.sources import split_name
from entrelacs.act.notes.sources.people import PeopleFound, read_people


def seen(found: PeopleFound) -> list[tuple[str, str]]:
    return [(person.name, person.structure) for person in found.people]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ana LOPEZ (Le Nid), Bob DURAND (CCAS)", [("Ana LOPEZ", "Le Nid"), ("Bob DURAND", "CCAS")]),
        ("Ana LOPEZ (Le Nid, Valmont et Arc); Bob", [("Ana LOPEZ", "Le Nid, Valmont et Arc"), ("Bob", "")]),
        ("Ana, Bob et Zoé", [("Ana", ""), ("Bob", ""), ("Zoé", "")]),
        ("Ana, Bob, et Zoé.", [("Ana", ""), ("Bob", ""), ("Zoé", "")]),
        ("Ana LOPEZ – Le Nid, Bob", [("Ana LOPEZ", "Le Nid"), ("Bob", "")]),
        ("Ana (*Le Nid*), **Bob** ([CCAS](#))", [("Ana", "Le Nid"), ("Bob", "CCAS")]),
        ("Ana (Le Nid (antenne sud), pôle 2)", [("Ana", "Le Nid (antenne sud), pôle 2")]),
        ("Ana (Le Nid) (bénévole)", [("Ana", "Le Nid, bénévole")]),
        ("Ana (Et alors ?), Bob", [("Ana", "Et alors ?"), ("Bob", "")]),
        ("Zoé AVET-MARET (Nid)", [("Zoé AVET-MARET", "Nid")]),
    ],
)  # fmt: skip
def test_people_are_cut_at_separators_outside_parentheses(text, people):
    found = read_people([(4, text)])

    assert seen(found) == people
    assert found.unclear == []
    assert found.unnamed_guests == 0


@pytest.mark.parametrize(
    ("text", "people", "guests"),
    [
        ("Ana, Bob (+1)", [("Ana", ""), ("Bob", "")], 1),
        ("Ana (Le Nid, +2)", [("Ana", "Le Nid")], 2),
        ("Ana (Le Nid) +1", [("Ana", "Le Nid")], 1),
        ("Ana, +3", [("Ana", "")], 3),
        ("Ana et deux autres personnes", [("Ana", "")], 2),
        ("Ana, une personne du CCAS", [("Ana", "")], 1),
        ("Ana, anonyme", [("Ana", "")], 1),
    ],
)
def test_guest_without_a_name_is_counted_and_never_named(text, people, guests):
    found = read_people([(4, text)])

    assert seen(found) == people
    assert found.unnamed_guests == guests
    assert [number for number, _, _ in found.unnamed] == [4]


def test_wrapped_line_of_people_keeps_each_person_s_line():
    found = read_people([(4, "Ana LOPEZ (Le Nid), Bob"), (5, "DURAND (La"), (6, "Ruche), Zoé")])

    assert seen(found) == [("Ana LOPEZ", "Le Nid"), ("Bob DURAND", "La Ruche"), ("Zoé", "")]
    assert [person.line for person in found.people] == [4, 4, 6]


def test_people_one_under_the_other_need_no_comma():
    found = read_people([(4, "Ana LOPEZ (Le Nid)"), (5, "Bob DURAND (CCAS)")])

    assert seen(found) == [("Ana LOPEZ", "Le Nid"), ("Bob DURAND", "CCAS")]
    assert [person.line for person in found.people] == [4, 5]


def test_bullet_with_one_comma_is_a_person_and_a_structure_to_look_at_again():
    found = read_people([(4, "Ana LOPEZ, Le Nid"), (5, "Bob DURAND")], one_per_line=True)

    assert seen(found) == [("Ana LOPEZ", "Le Nid"), ("Bob DURAND", "")]
    assert found.unclear == [(4, "Ana LOPEZ, Le Nid")]


@pytest.mark.parametrize("text", ["Ana, ???", "Ana, 12 rue du Port", "Ana, qui donc ?"])
def test_what_is_no_name_is_told(text):
    found = read_people([(4, text)])

    assert seen(found) == [("Ana", "")]
    assert found.unclear == [(4, text.removeprefix("Ana, "))]


def test_parenthesis_left_open_ends_at_the_next_separator():
    found = read_people([(4, "Ana (Le Nid, Bob (CCAS)")])

    assert seen(found) == [("Ana", "Le Nid"), ("Bob", "CCAS")]
    assert found.unclear == [(4, "Ana (Le Nid")]


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Ana LOPEZ", "Ana", "LOPEZ"),
        ("Jean-Marc COMBE-TESSIER", "Jean-Marc", "COMBE-TESSIER"),
        ("Alix DE LA TOUR", "Alix", "DE LA TOUR"),
        ("LOPEZ Ana", "Ana", "LOPEZ"),
        ("Ana de la Tour", "Ana", "de la Tour"),
        ("Ana Lopez", "Ana", "Lopez"),
        ("Ana L.", "Ana", "L."),
        ("ANA LOPEZ", "ANA", "LOPEZ"),
        ("Ana", "Ana", ""),
        ("Mme Lopez", "", "Lopez"),
        ("", "", ""),
    ],
)
def test_name_is_cut_in_given_and_family(name, given, family):
    assert split_name(name) == (given, family)
