import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelacs.engines.seating import (
    DuplicateGuest,
    DuplicateTable,
    Guest,
    LockedTableFull,
    TableSpec,
    TooFewGuests,
    TooManyGuests,
    UnknownGuest,
    UnknownTable,
    compose_tables,
    measure_seating,
)

from .strategies import rooms

POLES = ("work", "enterprise")


def make_guests(count, **same):
    return [Guest(key=f"g{number:02}", **same) for number in range(count)]


@settings(deadline=None)
@given(room=rooms(), seed=st.integers(0, 5))
def test_composing_seats_everyone_once_within_sizes_and_locks(room, seed):
    seating = compose_tables(**room, poles=POLES, seed=seed, moves=300)

    seated = sorted(key for table in seating.tables for key in table)
    assert seated == sorted(guest.key for guest in room["guests"])
    for spec, table in zip(room["tables"], seating.tables, strict=True):
        assert spec.smallest <= len(table) <= spec.seats
    assert {guest: seating.table_of(guest) for guest in room["locked"]} == room["locked"]


@settings(deadline=None)
@given(room=rooms(), seed=st.integers(0, 5), moves=st.sampled_from((0, 5, 40, 300)))
def test_composing_is_never_worse_than_the_deal_and_says_its_true_cost(room, seed, moves):
    seating = compose_tables(**room, poles=POLES, seed=seed, moves=moves)

    measure = measure_seating(
        room["guests"], tables=seating.by_table(), met=room["met"], poles=POLES
    )
    assert seating.cost.total <= seating.dealt.total
    assert seating.cost == measure.cost


@settings(deadline=None, max_examples=40)
@given(room=rooms(), seed=st.integers(0, 5), order=st.randoms(use_true_random=False))
def test_composing_gives_the_same_result_whatever_the_order_of_the_guests(room, seed, order):
    shuffled = list(room["guests"])
    order.shuffle(shuffled)

    first = compose_tables(**room, seed=seed, moves=200)
    second = compose_tables(**room | {"guests": shuffled}, seed=seed, moves=200)

    assert first == second


@settings(deadline=None, max_examples=40)
@given(room=rooms(), seed=st.integers(0, 5))
def test_composing_keeps_tables_as_even_as_seats_and_locks_allow(room, seed):
    seating = compose_tables(**room, seed=seed, moves=200)

    sizes = [len(table) for table in seating.tables]
    for size, spec in zip(sizes, room["tables"], strict=True):
        # A table may be smaller by more than one only when it is full.
        assert size == spec.seats or size >= max(sizes) - 1


def test_composing_with_a_known_seed_gives_the_known_tables():
    guests = [
        Guest(f"g{n:02}", (("work", "enterprise", "town")[n % 3],), f"s{n % 7}", f"t{n % 4}")
        for n in range(18)
    ]
    tables = [TableSpec(key, 7) for key in "ABC"]

    seating = compose_tables(guests, tables=tables, seed=3)

    assert seating.tables == (
        ("g01", "g03", "g11", "g12", "g14", "g16"),
        ("g05", "g06", "g07", "g08", "g09", "g10"),
        ("g00", "g02", "g04", "g13", "g15", "g17"),
    )
    assert (seating.dealt.total, seating.cost.total) == (106, 6)


def test_composing_puts_colleagues_apart_before_mixing_worlds():
    guests = [
        Guest("a1", ("work",), "a"),
        Guest("a2", ("work",), "a"),
        Guest("b1", ("enterprise",), "b"),
        Guest("b2", ("enterprise",), "b"),
    ]

    seating = compose_tables(guests, tables=[TableSpec("A", 2), TableSpec("B", 2)])

    assert seating.cost.as_dict() == {
        "total": 0,
        "structure": 0,
        "mix": 0,
        "strangers": 0,
        "territory": 0,
    }


def test_composing_brings_new_people_together():
    guests = make_guests(4)
    met = {("g00", "g01"): 1, ("g02", "g03"): 2}

    seating = compose_tables(guests, tables=[TableSpec("A", 2), TableSpec("B", 2)], met=met)

    assert seating.cost.count("strangers") == 0


def test_composing_puts_each_pole_at_every_table_when_it_can():
    guests = [Guest(f"w{n}", ("work",)) for n in range(3)]
    guests += [Guest(f"e{n}", ("enterprise",)) for n in range(18)]
    tables = [TableSpec(key, 7) for key in "ABC"]

    seating = compose_tables(guests, tables=tables, poles=POLES, seed=1)

    worlds = [sum(key.startswith("w") for key in table) for table in seating.tables]
    assert worlds == [1, 1, 1]


def test_people_without_structure_are_never_colleagues():
    guests = make_guests(6, structure=None) + [Guest(f"h{n}", structure="") for n in range(6)]

    seating = compose_tables(guests, tables=[TableSpec("A", 6), TableSpec("B", 6)])

    assert seating.cost.count("structure") == 0


@pytest.mark.parametrize(
    ("request_", "error", "details"),
    [
        (
            {"guests": make_guests(3), "tables": [TableSpec("A", 8), TableSpec("B", 8)]},
            TooFewGuests,
            {"found": 3, "needed": 4},
        ),
        (
            {"guests": make_guests(9), "tables": [TableSpec("A", 4), TableSpec("B", 4)]},
            TooManyGuests,
            {"found": 9, "seats": 8},
        ),
        ({"guests": make_guests(2), "tables": []}, TooManyGuests, {"found": 2, "seats": 0}),
        (
            {"guests": [*make_guests(4), Guest("g01")], "tables": [TableSpec("A", 8)]},
            DuplicateGuest,
            {"guest": "g01"},
        ),
        (
            {"guests": make_guests(4), "tables": [TableSpec("A", 4), TableSpec("A", 4)]},
            DuplicateTable,
            {"table": "A"},
        ),
        (
            {"guests": make_guests(4), "tables": [TableSpec("A", 4)], "locked": {"zoe": "A"}},
            UnknownGuest,
            {"guest": "zoe"},
        ),
        (
            {"guests": make_guests(4), "tables": [TableSpec("A", 4)], "locked": {"g00": "Z"}},
            UnknownTable,
            {"table": "Z", "guest": "g00"},
        ),
        (
            {
                "guests": make_guests(4),
                "tables": [TableSpec("A", 2), TableSpec("B", 2)],
                "locked": {"g00": "A", "g01": "A", "g02": "A"},
            },
            LockedTableFull,
            {"table": "A", "seats": 2, "locked": 3, "guests": ("g00", "g01", "g02")},
        ),
    ],
)
def test_impossible_requests_say_what_is_wrong(request_, error, details):
    with pytest.raises(error) as caught:
        compose_tables(**request_)

    assert caught.value.details == details


def test_composing_when_everyone_is_locked_changes_nothing():
    guests = make_guests(4)
    locked = {"g00": "A", "g01": "A", "g02": "B", "g03": "B"}

    seating = compose_tables(guests, tables=[TableSpec("A", 3), TableSpec("B", 3)], locked=locked)

    assert seating.by_table() == {"A": ("g00", "g01"), "B": ("g02", "g03")}
