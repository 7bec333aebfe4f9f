import pytest

from entrelacs.engines.seating import (
    DuplicateGuest,
    Guest,
    SeatedPair,
    UnknownGuest,
    WorldCount,
    measure_seating,
)

POLES = ("work", "enterprise")
GUESTS = [
    Guest("ada", ("work",), "s1", "t1"),
    Guest("bo", ("work",), "s1", "t2"),
    Guest("cy", ("enterprise",), "s2", "t1"),
    Guest("di", ("enterprise", "work"), None, None),
    Guest("ed", (), None, None),
]


def test_measure_names_pairs_and_counts_worlds_table_by_table():
    tables = {"A": ["ada", "bo"], "B": ["cy", "di"]}

    measure = measure_seating(GUESTS, tables=tables, met={("bo", "ada"): 2}, poles=POLES)

    first, second = measure.tables
    assert first.worlds == (WorldCount("enterprise", 0, 1, 1), WorldCount("work", 2, 1, 2))
    assert first.same_structure == (SeatedPair("ada", "bo", "A", 1),)
    assert first.re_encounters == (SeatedPair("ada", "bo", "A", 2),)
    assert (first.new_share, second.new_share, measure.new_share) == (0.0, 1.0, 0.5)
    assert (first.missing_poles, second.missing_poles) == (("enterprise",), ())
    assert (first.poles_in_proportion, second.poles_in_proportion) == (False, False)
    assert (measure.tables_with_both_poles, measure.tables_in_proportion) == (1, 0)
    assert measure.unseated == ("ed",)
    assert measure.cost.as_dict() == {
        "total": 100 + 20 * 2 + 10 * 2,
        "structure": 1,
        "mix": 2,
        "strangers": 2,
        "territory": 0,
    }


def test_measure_wants_a_pole_at_every_table_once_it_has_as_many_people_as_tables():
    guests = [Guest(f"e{n}", ("enterprise",)) for n in range(12)]
    guests += [Guest(f"w{n}", ("work",)) for n in range(2)]
    keys = [guest.key for guest in guests]
    tables = {"small": keys[:4], "large": keys[4:]}

    with_poles = measure_seating(guests, tables=tables, poles=POLES)
    without = measure_seating(guests, tables=tables)

    assert with_poles.tables[0].worlds[1] == WorldCount("work", 0, 1, 1)
    assert (with_poles.cost.count("mix"), without.cost.count("mix")) == (1, 0)


def test_measure_of_empty_tables_counts_nothing():
    measure = measure_seating(GUESTS, tables={"A": [], "B": []}, poles=POLES)

    assert measure.new_share is None
    assert measure.cost.total == 0
    assert measure.tables_with_both_poles == 0
    assert len(measure.unseated) == 5


def test_measure_refuses_someone_seated_twice():
    with pytest.raises(DuplicateGuest) as caught:
        measure_seating(GUESTS, tables={"A": ["ada"], "B": ["ada"]})

    assert caught.value.details == {"guest": "ada", "tables": ("A", "B")}


def test_measure_refuses_a_stranger_at_a_table():
    with pytest.raises(UnknownGuest) as caught:
        measure_seating(GUESTS, tables={"A": ["zoe"]})

    assert caught.value.details == {"guest": "zoe", "table": "A"}
