import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelacs.commons.people.matching import person_key

NAMES = st.text(st.characters(categories=("Ll", "Lu", "Zs", "Pd")), max_size=20)


@pytest.mark.parametrize(
    ("given_name", "family_name"),
    [
        ("Jean-Noël", "Le Gall"),
        ("jean noel", "LE GALL"),
        ("JEAN–NOËL", "Le-Gall"),
        ("Le Gall", "Jean-Noël"),
        ("", "Jean-Noël Le Gall"),
        ("  Jean\u00a0Noe\u0308l ", "le gall"),
    ],
)
def test_person_key_is_shared_whatever_the_writing(given_name, family_name):
    assert person_key(given_name, family_name) == "gall jean le noel"


def test_person_key_tells_different_people_apart():
    keys = {
        person_key("Ana", "Rivière"),
        person_key("Anaïs", "Rivière"),
        person_key("Ana", "Rivier"),
        person_key("Ana", ""),
    }

    assert len(keys) == 4


def test_name_in_another_alphabet_has_a_key():
    keys = {person_key("محمد", "علي"), person_key("李", "小龙"), person_key("Ольга", "Иванова")}

    assert len(keys - {""}) == 3
    assert person_key("Ольга", "Иванова") == person_key("ИВАНОВА", "ольга")


def test_person_key_of_nobody_is_empty():
    assert person_key(" ", "-") == ""


@given(NAMES, NAMES)
def test_person_key_does_not_depend_on_the_order(given_name, family_name):
    assert person_key(given_name, family_name) == person_key(family_name, given_name)
