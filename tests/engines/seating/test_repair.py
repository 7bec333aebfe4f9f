from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelacs.engines.seating import (
    Guest,
    Lock,
    SeatingRequest,
    TableSpec,
    compose_tables,
    cost_of_seating,
    repair_seating,
)
from entrelacs.engines.seating import mend as mend_module

POLES = ("work", "enterprise")


def make_request(count, rounds=1, tables=8):
    guests = tuple(
        Guest(f"g{n:02}", (POLES[n % 2],), f"s{n % 24}", f"t{n % 9}") for n in range(count)
    )
    specs = tuple(TableSpec(f"T{n}", 10, 6) for n in range(tables))
    return SeatingRequest(guests, specs, rounds, poles=POLES)


def without(request, absent):
    return replace(request, guests=tuple(g for g in request.guests if g.key not in absent))


def test_nobody_moves_first_then_each_repair_costs_less():
    request = make_request(64, rounds=2)
    seating = compose_tables(request, seed=2)
    absent = {f"g{n:02}" for n in (3, 4, 11, 12, 30, 41)}

    repairs = repair_seating(without(request, absent), seating.by_round(), round_=1)

    assert repairs[0].moves == ()
    costs = [repair.cost.total for repair in repairs]
    assert costs == sorted(set(costs), reverse=True)
    assert [r.moved for r in repairs] == sorted({r.moved for r in repairs})
    assert repairs[-1].moved <= 6


def test_a_repair_says_its_true_cost_and_moves_those_it_names_only():
    request = make_request(50, rounds=2, tables=6)
    seating = compose_tables(request, seed=1)
    absent = {"g05", "g18", "g33", "g47"}
    present = without(request, absent)

    repairs = repair_seating(present, seating.by_round(), round_=0)

    kept = {k: tuple(g for g in v if g not in absent) for k, v in seating.by_round()[1].items()}
    for repair in repairs:
        assert cost_of_seating(present, [repair.tables, kept], (0,)) == repair.cost
        assert repair.change.total == repair.cost.total - repairs[0].cost.total
        now = {guest: key for key, people in repair.tables.items() for guest in people}
        moved = {g: at for g, at in now.items() if at != seating.table_of(g, 0)}
        assert {move.guest: move.after for move in repair.moves} == moved
        assert {move.guest: move.before for move in repair.moves} == {
            guest: seating.table_of(guest, 0) for guest in moved
        }


def test_a_table_that_can_no_longer_be_filled_is_closed():
    request = make_request(24, tables=4)
    seating = compose_tables(request, seed=0)
    absent = set(seating.rounds[0][1][:3]) | {seating.rounds[0][2][0]}

    repairs = repair_seating(without(request, absent), seating.by_round())

    best = repairs[-1]
    assert best.cost.count("size") == 0
    assert best.closed == ("T1",)
    assert all(6 <= len(people) <= 10 for people in best.tables.values() if people)
    assert best.moved <= 6


def test_a_closed_table_in_one_round_keeps_its_people_in_the_others():
    request = make_request(24, rounds=2, tables=4)
    seating = compose_tables(request, seed=0)
    absent = set(seating.rounds[0][1][:3]) | {seating.rounds[0][2][0]}

    repairs = repair_seating(without(request, absent), seating.by_round(), round_=0)

    assert repairs[-1].closed == ("T1",)
    assert repairs[-1].cost.count("size") == 0


def test_newcomers_get_a_seat_and_displace_nobody():
    request = make_request(40, tables=5)
    seating = compose_tables(request, seed=0)
    late = (Guest("late", ("work",), "s99"), Guest("later", ("enterprise",), "s98"))

    repairs = repair_seating(replace(request, guests=request.guests + late), seating.by_round())

    assert {move.guest for move in repairs[0].seated} == {"late", "later"}
    assert repairs[0].moves == ()
    assert repairs[0].cost.count("size") == 0


def test_more_people_than_seats_open_a_table():
    request = make_request(20, tables=3)
    seats = {
        "T0": tuple(f"g{n:02}" for n in range(10)),
        "T1": tuple(f"g{n:02}" for n in range(10, 20)),
    }
    late = tuple(Guest(f"late{n}", (POLES[n % 2],)) for n in range(3))

    repairs = repair_seating(replace(request, guests=request.guests + late), [seats])

    assert repairs[-1].opened == ("T2",)
    assert repairs[-1].cost.count("size") == 0


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 50), data=st.data())
def test_people_who_keep_their_seat_never_move_and_limits_are_kept(seed, data):
    request = make_request(30, tables=4)
    seating = compose_tables(request, seed=seed, moves=300, kernel="plain")
    keys = [guest.key for guest in request.guests]
    absent = set(data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=6)))
    kept = data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=8))
    locks = tuple(Lock(key, seating.table_of(key), 0) for key in kept if key not in absent)

    repairs = repair_seating(
        replace(without(request, absent), locks=locks), seating.by_round(), steps=(0, 1, 2, 4)
    )

    for repair in repairs:
        assert not {move.guest for move in repair.moves} & set(kept)
        seated = [guest for people in repair.tables.values() for guest in people]
        assert sorted(seated) == sorted(set(keys) - absent)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_gives_the_same_repairs(seed):
    request = make_request(50, tables=6)
    seating = compose_tables(request, seed=4)
    present = without(request, {"g01", "g02", "g20", "g30"})

    first = repair_seating(present, seating.by_round(), seed=seed)
    second = repair_seating(present, seating.by_round(), seed=seed)

    assert first == second


def test_a_large_room_is_repaired_by_looking_at_the_tables_that_need_it(monkeypatch):
    monkeypatch.setattr(mend_module, "MOST_MOVES", 1)
    monkeypatch.setattr(mend_module, "LOOKED_AT", 2)
    request = make_request(64)
    seating = compose_tables(request, seed=0)
    absent = set(seating.rounds[0][5][:3])

    repairs = repair_seating(without(request, absent), seating.by_round())

    assert [repair.cost.count("size") for repair in repairs[:2]] == [1, 0]
    (move,) = repairs[1].moves
    assert move.after == "T5"
