from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelacs.observe.overview.queries import SEVERAL, SMALLEST_GROUP, overview, shares_of
from tests.factories import PersonFactory, WorldFactory

belongings = st.lists(st.sampled_from([None, "a", "b", "c", "d", "e"]), max_size=60)


@given(belongings)
def test_no_figure_is_about_fewer_people_than_the_smallest_group(people) -> None:
    shares = shares_of(people)

    figures = [count for _group, count in shares.groups] + [shares.rest]
    assert all(count >= SMALLEST_GROUP for count in figures if count) or len(people) < 5


@given(belongings)
def test_no_small_group_is_found_by_subtraction(people) -> None:
    """Whatever is added up and taken from the total leaves nobody, or enough people to hide in."""
    shares = shares_of(people)

    shown = [count for _group, count in shares.groups]
    left = len(people)
    for count in shown:
        left -= count
        assert left == 0 or left >= SMALLEST_GROUP
    assert left == shares.rest


@given(belongings)
def test_groups_shown_are_true_and_everyone_counts_once(people) -> None:
    shares = shares_of(people)

    truth = Counter(item for item in people if item is not None)
    assert all(truth[group] == count for group, count in shares.groups)
    assert sum(count for _group, count in shares.groups) + shares.rest == len(people)


def test_what_could_be_hidden_is_not_hidden() -> None:
    shares = shares_of(["a"] * 12 + ["b"] * 5 + ["c"] * 4 + [None])

    assert (shares.groups, shares.rest) == ([("a", 12), ("b", 5)], 5)


def test_smallest_group_shown_joins_a_rest_too_small() -> None:
    shares = shares_of(["a"] * 12 + ["b"] * 6 + ["c"])

    assert (shares.groups, shares.rest) == ([("a", 12)], 7)


@pytest.mark.parametrize("count", [1, 3])
def test_overview_asks_the_same_queries_whatever_the_number_of_people(
    programme, count, django_assert_num_queries
) -> None:
    for _each in range(count):
        PersonFactory(worlds=[WorldFactory()])

    with django_assert_num_queries(3):
        found = overview()

    assert found.people_count == count


def test_someone_of_two_worlds_counts_once_among_several(programme, other_programme) -> None:
    one, two = WorldFactory(), WorldFactory()
    for _each in range(6):
        PersonFactory(worlds=[one])
        PersonFactory(worlds=[one, two])

    found = overview()

    assert dict(found.worlds.groups) == {one: 6, SEVERAL: 6}
    assert found.worlds.rest == 0
