import pytest

from entrelacs.act.kit.warnings import NAMED, remarks_on
from tests.act.kit.samples import facts, guest, table

HOSTED = (table(1, host="Anouk", scribe="Basile"),)


def told(**changes):
    return remarks_on(facts(**{"tables": HOSTED, **changes}))


def test_meeting_that_lacks_nothing_has_no_remark():
    assert told() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"worlds": ()},
        {"given_name": "Maximilienne-Pétronille-Eugénie"},
        {"structure": "Fédération " * 12},
        {"family_name": "محمد"},
        {"given_name": "Zoé 😀"},
        {"structure": "株式会社"},
    ],
)
def test_badge_that_deserves_a_look_is_named(changes):
    person = guest(1, **changes)

    [remark] = told(guests=(person, guest(2)))

    assert remark.names == (person.name,)


def test_accents_and_cyrillic_deserve_no_look():
    assert told(guests=(guest(1, given_name="Œdipe-Łukasz", family_name="Жук Ωμέγα’"),)) == []


def test_long_list_of_names_says_how_many_are_left():
    [remark] = told(guests=tuple(guest(number, worlds=()) for number in range(1, 11)))

    assert (len(remark.names), remark.left) == (NAMED, 10 - NAMED)


def test_address_that_no_phone_reaches_is_told():
    assert len(told(entrance="http://127.0.0.1:8000/t/")) == 1
    assert len(told(entrance="http://localhost:8000/t/")) == 1


def test_tables_not_laid_or_without_hosts_are_told():
    assert len(told(tables=())) == 1
    assert len(told(tables=(table(1, host="Anouk"), table(2)))) == 1
