from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelacs.engines.seating.diverse import choose_sizes, diverse_groups, moves_for
from entrelacs.engines.seating.diverse_errors import (
    DistanceNotFinite,
    GroupsCannotHold,
    ImpossibleGroupSize,
    MatrixNotSquare,
)


def draw_distances(count, seed, *, low=0.0, high=100.0):
    random = Random(seed)
    rows = [[0.0] * count for _ in range(count)]
    for one, other in combinations(range(count), 2):
        rows[one][other] = rows[other][one] = round(random.uniform(low, high), 3)
    return rows


def draw_points(count, seed, *, axes=4):
    random = Random(seed)
    points = [[random.uniform(0, 100) for _ in range(axes)] for _ in range(count)]
    return [
        [sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 for other in points]
        for one in points
    ]


def worth(distances, groups):
    return sum(distances[a][b] for group in groups for a, b in combinations(sorted(group), 2))


def best_by_enumeration(distances, sizes):
    """Return the largest worth of all the ways to fill groups of exactly these sizes."""

    def fill(left, sizes):
        if not sizes:
            return 0.0
        return max(
            worth(distances, [group]) + fill(left - set(group), sizes[1:])
            for group in combinations(sorted(left), sizes[0])
        )

    return fill(set(range(len(distances))), sizes)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("draw", [draw_distances, draw_points])
def test_small_groups_are_the_best_of_all(seed, draw):
    distances = draw(9, seed)

    found = diverse_groups(distances, sizes=[(3, 3)] * 3, seed=seed, moves=200_000, kernel="plain")

    assert found.value == pytest.approx(best_by_enumeration(distances, [3, 3, 3]))


def test_unequal_groups_are_the_best_of_all_sizes():
    distances = draw_distances(8, 5, low=40.0)
    bounds = [(1, 4), (2, 3), (2, 4)]

    found = diverse_groups(distances, sizes=bounds, moves=200_000, kernel="plain")

    every_size = product(*(range(least, most + 1) for least, most in bounds))
    assert found.value == pytest.approx(
        max(best_by_enumeration(distances, sizes) for sizes in every_size if sum(sizes) == 8)
    )


def test_value_is_that_of_the_groups_and_sizes_are_kept():
    distances = draw_points(40, 3)
    bounds = [(5, 9), (8, 8), (2, 12), (10, 20)]

    found = diverse_groups(distances, sizes=bounds, seed=1, moves=100_000, kernel="plain")

    assert found.value == pytest.approx(worth(distances, found.groups), rel=1e-12)
    assert sorted(sum(found.groups, ())) == list(range(40))
    assert tuple(map(len, found.groups)) == choose_sizes(40, bounds)


def test_groups_are_the_same_for_the_same_seed_and_moves_only():
    distances = draw_distances(60, 7)

    first, again, other = (
        diverse_groups(distances, sizes=[(10, 10)] * 6, seed=seed, moves=60_000, kernel="plain")
        for seed in (4, 4, 5)
    )

    assert first == again
    assert first.groups != other.groups


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("draw", [draw_distances, draw_points])
def test_plain_and_compiled_searches_agree_to_the_bit(seed, draw):
    pytest.importorskip("numba", reason="Numba, an optional dependency, is not installed")
    distances, bounds = draw(50, seed), [(6, 14)] * 5

    plain, compiled = (
        diverse_groups(distances, sizes=bounds, seed=seed, moves=400_000, kernel=kernel)
        for kernel in ("plain", "compiled")
    )

    assert plain == compiled


def test_only_the_part_right_of_the_diagonal_is_read():
    distances = draw_distances(12, 2)
    upper = [
        [distance if other > one else float("nan") for other, distance in enumerate(row)]
        for one, row in enumerate(distances)
    ]

    whole, part = (
        diverse_groups(rows, sizes=[(4, 4)] * 3, moves=5_000, kernel="plain")
        for rows in (distances, upper)
    )

    assert whole == part


def test_negative_distances_are_grouped_as_well():
    distances = draw_distances(9, 6, low=-50.0, high=50.0)

    found = diverse_groups(distances, sizes=[(3, 3)] * 3, moves=200_000, kernel="plain")

    assert found.value == pytest.approx(best_by_enumeration(distances, [3, 3, 3]))


def test_more_moves_are_never_worse_here():
    distances = draw_distances(60, 9)

    values = [
        diverse_groups(distances, sizes=[(10, 10)] * 6, moves=moves, kernel="plain").value
        for moves in (1, 20_000, 500_000)
    ]

    assert values == sorted(values)
    assert values[2] > 1.2 * values[0]


def test_watch_is_told_what_is_done_and_stops_the_search():
    distances, told = draw_distances(60, 9), []

    def watch(done, planned, value):
        told.append((done, planned, value))
        return len(told) < 12

    found = diverse_groups(
        distances, sizes=[(10, 10)] * 6, moves=5_000_000, kernel="plain", watch=watch
    )

    assert len(told) == 12
    assert [planned for _, planned, _ in told] == [5_000_000] * 12
    assert told[0][0] < told[11][0] <= found.moves < 5_000_000
    assert told[0][2] <= told[11][2] <= found.value


@pytest.mark.parametrize(
    ("count", "bounds", "groups"),
    [
        (0, [], ()),
        (1, [(0, 1)], ((0,),)),
        (3, [(3, 3)], ((0, 1, 2),)),
        (2, [(0, 0), (2, 2), (0, 1)], ((), (0, 1), ())),
    ],
)
def test_groups_without_choice_are_given_at_once(count, bounds, groups):
    found = diverse_groups(draw_distances(count, 0), sizes=bounds, moves=1_000, kernel="plain")

    assert (found.groups, found.moves) == (groups, 0)


def test_equal_distances_end_as_soon_as_moves_do():
    distances = [[1.0] * 20 for _ in range(20)]

    found = diverse_groups(distances, sizes=[(5, 5)] * 4, moves=50_000, kernel="plain")

    assert found.value == 40.0


@given(
    bounds=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda pair: tuple(sorted(pair))),
        min_size=1,
        max_size=5,
    ),
    data=st.data(),
)
def test_chosen_sizes_have_the_largest_sum_of_squares(bounds, data):
    count = data.draw(st.integers(*(sum(side) for side in zip(*bounds, strict=True))))

    chosen = choose_sizes(count, bounds)

    every_size = product(*(range(least, most + 1) for least, most in bounds))
    assert sum(chosen) == count
    assert all(least <= size <= most for size, (least, most) in zip(chosen, bounds, strict=True))
    assert sum(size**2 for size in chosen) == max(
        sum(size**2 for size in sizes) for sizes in every_size if sum(sizes) == count
    )


@pytest.mark.parametrize(("count", "bounds"), [(7, [(1, 3), (2, 3)]), (2, [(1, 3), (2, 3)])])
def test_groups_that_cannot_hold_everything_are_refused(count, bounds):
    with pytest.raises(GroupsCannotHold) as caught:
        diverse_groups(draw_distances(count, 0), sizes=bounds)

    assert caught.value.details == {"found": count, "least": 3, "most": 6}


@pytest.mark.parametrize("bounds", [(3, 2), (-1, 2)])
def test_a_group_whose_bounds_cross_is_refused(bounds):
    with pytest.raises(ImpossibleGroupSize) as caught:
        diverse_groups(draw_distances(3, 0), sizes=[(1, 3), bounds])

    assert caught.value.details == {"group": 1, "least": bounds[0], "most": bounds[1]}


def test_a_matrix_that_is_not_square_is_refused():
    with pytest.raises(MatrixNotSquare) as caught:
        diverse_groups([[0, 1, 2], [1, 0], [2, 1, 0]], sizes=[(3, 3)])

    assert caught.value.details == {"row": 1, "found": 2, "needed": 3}


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_a_distance_that_is_no_number_is_refused(odd):
    distances = draw_distances(4, 0)
    distances[1][3] = odd

    with pytest.raises(DistanceNotFinite) as caught:
        diverse_groups(distances, sizes=[(2, 2)] * 2)

    assert caught.value.details == {"first": 1, "second": 3}


def test_moves_are_in_proportion_to_the_time():
    assert moves_for(20, 120, 10, "plain") == 2 * moves_for(10, 120, 10, "plain")
