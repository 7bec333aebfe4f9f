import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelacs.engines.seating import ImpossibleTableSizes, NoSizesFit, TooFewGuests, plan_tables
from entrelacs.engines.seating.sizes import fill_evenly


@given(guest_count=st.integers(12, 500))
def test_planned_tables_hold_everyone_within_six_and_ten(guest_count):
    sizes = plan_tables(guest_count)

    assert sum(sizes) == guest_count
    assert 6 <= min(sizes) <= max(sizes) <= 10
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(
    ("guest_count", "sizes"),
    [(7, (7,)), (12, (6, 6)), (50, (9, 9, 8, 8, 8, 8)), (60, (8, 8, 8, 8, 7, 7, 7, 7))],
)
def test_planned_tables_stay_close_to_eight(guest_count, sizes):
    planned = plan_tables(guest_count)

    assert planned == sizes


def test_eleven_people_fit_no_table_and_the_nearest_counts_are_given():
    with pytest.raises(NoSizesFit) as caught:
        plan_tables(11)

    assert caught.value.details == {"found": 11, "smallest": 6, "largest": 10, "nearest": (10, 12)}


def test_one_person_is_too_few_for_a_table():
    with pytest.raises(TooFewGuests) as caught:
        plan_tables(1)

    assert caught.value.details == {"found": 1, "needed": 6}


@pytest.mark.parametrize("sizes", [(10, 6, 8), (6, 10, 5), (1, 10, 8)])
def test_contradictory_sizes_are_refused(sizes):
    with pytest.raises(ImpossibleTableSizes) as caught:
        plan_tables(64, *sizes)

    assert caught.value.details == dict(
        zip(("smallest", "largest", "preferred"), sizes, strict=True)
    )


@given(
    limits=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), min_size=1, max_size=6),
    data=st.data(),
)
def test_seats_are_filled_as_evenly_as_least_and_most_allow(limits, data):
    least = [low for low, _ in limits]
    most = [low + more for low, more in limits]
    count = data.draw(st.integers(sum(least), sum(most)))

    sizes = fill_evenly(count, least=least, most=most)

    assert sum(sizes) == count
    for size, low, high in zip(sizes, least, most, strict=True):
        assert low <= size <= high
        # No seat could be taken from a larger table for a smaller one.
        larger = [s for s, other in zip(sizes, least, strict=True) if s > other and s > size + 1]
        assert size == high or not larger
