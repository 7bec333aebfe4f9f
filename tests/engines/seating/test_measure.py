import pytest

from entrelacs.engines.seating import (
    DuplicateGuest,
    Guest,
    SeatedPair,
    SeatingRequest,
    TableSpec,
    UnknownGuest,
    UnknownTable,
    Wish,
    WorldCount,
    cost_of_seating,
    measure_seating,
)

POLES = ("work", "enterprise")
GUESTS = (
    Guest("ada", ("work",), "s1", "t1"),
    Guest("bo", ("work",), "s1", "t2"),
    Guest("cy", ("enterprise",), "s2", "t1", needs=("quiet", "door")),
    Guest("di", ("enterprise", "work"), None, None),
)
TABLES = (TableSpec("A", 8), TableSpec("B", 8, offers=("door",)))


def test_measure_names_pairs_and_counts_worlds_table_by_table():
    request = SeatingRequest((*GUESTS, Guest("ed")), TABLES, met={("bo", "ada"): 2}, poles=POLES)

    measure = measure_seating(request, [{"A": ("ada", "bo"), "B": ("cy", "di")}])

    (round_,) = measure.rounds
    first, second = round_.tables
    assert first.worlds == (WorldCount("enterprise", 0, 1, 1), WorldCount("work", 2, 1, 2))
    assert first.same_structure == (SeatedPair("ada", "bo", "A", 1),)
    assert first.re_encounters == (SeatedPair("ada", "bo", "A", 2),)
    assert (first.new_share, second.new_share, round_.new_share) == (0.0, 1.0, 0.5)
    assert (first.missing_poles, second.missing_poles) == (("enterprise",), ())
    assert (first.poles_in_proportion, second.poles_in_proportion) == (False, False)
    assert round_.unseated == ("ed",)
    assert second.unmet_needs == (("cy", "quiet"),)
    assert measure.cost.as_dict() == {
        "total": 1000 + 100 + 20 * 2 + 10 * 2,
        "wishes": 0,
        "needs": 1,
        "size": 0,
        "alone": 0,
        "structure": 1,
        "mix": 2,
        "repeats": 2,
        "territory": 0,
    }


def test_measure_counts_meetings_of_earlier_rounds_in_the_later_ones():
    request = SeatingRequest(GUESTS, TABLES, rounds=3, met={("ada", "cy"): 1})
    same = {"A": ("ada", "cy"), "B": ("bo", "di")}

    measure = measure_seating(request, [same, {"A": ("ada",), "B": ("bo", "cy", "di")}, same])

    counts = [[pair.count for pair in round_.re_encounters] for round_ in measure.rounds]
    assert counts == [[1], [1], [2, 2]]
    assert measure.cost.count("repeats") == 1 + 1 + 2 + 2


def test_cost_of_one_round_counts_the_meetings_of_all_the_others():
    request = SeatingRequest(GUESTS, TABLES, rounds=2)
    same = {"A": ("ada", "cy"), "B": ("bo", "di")}

    costs = [cost_of_seating(request, [same, same], only).count("repeats") for only in ((0,), None)]

    assert costs == [2, 2]


def test_measure_names_the_wishes_that_are_not_kept_and_the_rare_who_sit_alone():
    apart, together = Wish(("ada", "bo"), together=False), Wish(("cy", "di"), together=True)
    guests = (*GUESTS, Guest("r1", ("resident",)), Guest("r2", ("resident",)))
    request = SeatingRequest(guests, TABLES, wishes=(apart, together), never_alone=("resident",))

    measure = measure_seating(request, [{"A": ("ada", "bo", "cy", "r1"), "B": ("di", "r2")}])

    first, second = measure.rounds[0].tables
    assert (first.wishes_broken, second.wishes_broken) == ((apart, together), (together,))
    assert (first.alone, second.alone) == (("resident",), ("resident",))
    assert (measure.cost.count("wishes"), measure.cost.count("alone")) == (2, 2)


def test_measure_wants_a_pole_two_by_two_at_every_table_where_it_has_enough_people():
    guests = tuple(Guest(f"e{n:02}", ("enterprise",)) for n in range(12))
    guests += tuple(Guest(f"w{n}", ("work",)) for n in range(4))
    keys = tuple(guest.key for guest in guests)
    tables = [{"A": keys[:3], "B": keys[3:]}]

    with_poles = measure_seating(SeatingRequest(guests, TABLES, poles=POLES), tables)
    without = measure_seating(SeatingRequest(guests, TABLES), tables)

    assert with_poles.rounds[0].tables[0].worlds[1] == WorldCount("work", 0, 2, 2)
    assert (with_poles.cost.count("mix"), without.cost.count("mix")) == (2, 0)


def test_measure_of_empty_tables_counts_nothing():
    measure = measure_seating(SeatingRequest(GUESTS, TABLES, poles=POLES), [{"A": (), "B": ()}])

    assert measure.rounds[0].new_share is None
    assert measure.cost.total == 0
    assert len(measure.rounds[0].unseated) == 4


@pytest.mark.parametrize(
    ("tables", "error", "details"),
    [
        ({"A": ("ada",), "B": ("ada",)}, DuplicateGuest, {"guest": "ada", "tables": ("A", "B")}),
        ({"A": ("zoe",)}, UnknownGuest, {"guest": "zoe", "table": "A"}),
        ({"Z": ("ada",)}, UnknownTable, {"table": "Z", "guest": "ada"}),
    ],
)
def test_measure_refuses_seats_that_cannot_be(tables, error, details):
    with pytest.raises(error) as caught:
        measure_seating(SeatingRequest(GUESTS, TABLES), [tables])

    assert caught.value.details == details
