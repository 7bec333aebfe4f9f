from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelacs.engines.seating import Guest, SeatingRequest, TableSpec, Wish, bound_cost
from entrelacs.engines.seating.bounds import cliques_of, pairs_at_least
from entrelacs.engines.seating.cost import cost_of
from entrelacs.engines.seating.room import enter_room


@given(sizes=st.lists(st.integers(0, 4), min_size=1, max_size=4), people=st.integers(0, 9))
def test_fewest_pairs_are_those_of_the_best_of_all_ways_to_spread(sizes, people):
    people = min(people, sum(sizes))

    def ways(left, tables):
        if not tables:
            return [0] if left == 0 else []
        first, *others = tables
        return [
            n * (n - 1) // 2 + rest
            for n in range(min(first, left) + 1)
            for rest in ways(left - n, others)
        ]

    assert pairs_at_least(people, sizes) == min(ways(people, list(sizes)))


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_no_seating_of_a_small_room_is_under_the_bound(data):
    labels = st.sampled_from((None, "x", "y"))
    guests = tuple(
        Guest(f"g{n}", structure=data.draw(labels), territory=data.draw(labels)) for n in range(5)
    )
    pairs = data.draw(st.lists(st.sampled_from([*combinations(range(5), 2)]), unique=True))
    wish = Wish(("g0", "g1"), together=True)
    request = SeatingRequest(
        guests,
        (TableSpec("A", 3), TableSpec("B", 2)),
        rounds=2,
        met={(f"g{a}", f"g{b}"): 1 for a, b in pairs},
        wishes=data.draw(st.sampled_from(((), (wish,)))),
    )
    room = enter_room(request)
    rows = sorted(set(permutations((0, 0, 0, 1, 1))))

    bounds = bound_cost(request)

    lowest = min(
        cost_of(room, [list(first), list(second)]).total for first in rows for second in rows
    )
    assert bounds.total <= lowest


def test_bounds_name_a_past_table_larger_than_the_number_of_tables():
    guests = tuple(Guest(f"g{n:02}") for n in range(24))
    met = {(f"g{a:02}", f"g{b:02}"): 1 for a, b in combinations(range(5), 2)}
    tables = tuple(TableSpec(key, 8) for key in "ABC")

    bounds = bound_cost(SeatingRequest(guests, tables, met=met))

    (reason,) = bounds.reasons
    assert (reason.kind, reason.least, reason.people, reason.tables) == ("clique", 2, 5, 3)
    assert reason.guests == ("g00", "g01", "g02", "g03", "g04")


def test_bounds_count_the_pigeons_of_two_rounds():
    guests = tuple(Guest(f"g{n:02}") for n in range(45))
    sizes = (8, 6, 9, 7, 8, 7)
    tables = tuple(TableSpec(f"T{n}", size, size) for n, size in enumerate(sizes))

    bounds = bound_cost(SeatingRequest(guests, tables, rounds=3))

    assert bounds.least.count("repeats") == 27
    assert [reason.kind for reason in bounds.reasons] == ["rounds"]


def test_bounds_count_people_who_asked_to_sit_together_apart_from_faults():
    guests = tuple(Guest(f"g{n:02}") for n in range(16))
    tables = tuple(TableSpec(f"T{n}", 2, 2) for n in range(8))
    wish = Wish(("g00", "g01"), together=True)

    bounds = bound_cost(SeatingRequest(guests, tables, rounds=4, wishes=(wish,)))

    assert [(reason.kind, reason.least) for reason in bounds.reasons] == [("together", 6)]


def test_bounds_say_that_a_pole_is_too_small_for_the_tables():
    guests = tuple(Guest(f"e{n:02}", ("enterprise",)) for n in range(70))
    guests += tuple(Guest(f"w{n}", ("work",)) for n in range(3))
    tables = tuple(TableSpec(f"T{n}", 8) for n in range(10))

    bounds = bound_cost(SeatingRequest(guests, tables, poles=("work", "enterprise")))

    (reason,) = bounds.reasons
    assert (reason.kind, reason.label, reason.people, reason.tables) == ("pole", "work", 3, 10)
    assert bounds.total == 0


@pytest.mark.parametrize("more_than", [2, 3])
def test_cliques_share_no_pair(more_than):
    pairs = [*combinations(range(5), 2), *combinations(range(3, 8), 2)]

    cliques = cliques_of(pairs, more_than=more_than)

    found = [pair for clique in cliques for pair in combinations(clique, 2)]
    assert len(found) == len(set(found))
    assert all(len(clique) > more_than for clique in cliques)
    assert set(found) <= set(pairs)
