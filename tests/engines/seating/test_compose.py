from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entrelacs.engines.seating import (
    DuplicateGuest,
    DuplicateTable,
    Guest,
    Lock,
    LockedTableFull,
    LockedTwice,
    SeatingRequest,
    TableSpec,
    TooFewGuests,
    TooManyGuests,
    UnknownCriterion,
    UnknownGuest,
    UnknownTable,
    Wish,
    compose_tables,
    measure_seating,
    moves_for,
)
from entrelacs.engines.seating import halls as halls_module

from .strategies import POLES, rooms


def make_guests(count, **same):
    return tuple(Guest(key=f"g{number:02}", **same) for number in range(count))


def tables_of(*seats):
    return tuple(TableSpec(key, size) for key, size in zip("ABCDEFGH", seats, strict=False))


def fits(request):
    """Whether everyone has a seat in every round, whatever was wished."""
    seats = sum(table.seats for table in request.tables)
    counts = [sum(g.attends(r) for g in request.guests) for r in range(request.rounds)]
    return all(len(request.tables) <= count <= seats for count in counts)


@settings(deadline=None)
@given(room=rooms(), seed=st.integers(0, 5))
def test_composing_seats_everyone_once_a_round_within_sizes_and_locks(room, seed):
    assume(fits(room))

    seating = compose_tables(room, seed=seed, moves=100, kernel="plain")

    for round_, tables in enumerate(seating.rounds):
        seated = sorted(key for table in tables for key in table)
        assert seated == sorted(g.key for g in room.guests if g.attends(round_))
        for spec, table in zip(room.tables, tables, strict=True):
            assert spec.smallest <= len(table) <= spec.seats
    attends = {guest.key: guest.attends for guest in room.guests}
    for lock in room.locks:
        for round_ in range(room.rounds) if lock.round is None else [lock.round]:
            if attends[lock.guest](round_):
                assert seating.table_of(lock.guest, round_) == lock.table


@settings(deadline=None)
@given(room=rooms(), seed=st.integers(0, 5), moves=st.sampled_from((0, 5, 40, 300)))
def test_composing_is_never_worse_than_the_deal_nor_better_than_the_bound(room, seed, moves):
    assume(fits(room))

    seating = compose_tables(room, seed=seed, moves=moves, kernel="plain")

    assert seating.bounds.total <= seating.cost.total <= seating.dealt.total
    assert seating.cost == measure_seating(room, seating.by_round()).cost


@settings(deadline=None, max_examples=60)
@given(room=rooms(), seed=st.integers(0, 5), order=st.randoms(use_true_random=False))
def test_composing_gives_the_same_result_whatever_the_order_of_the_guests(room, seed, order):
    assume(fits(room))
    shuffled = list(room.guests)
    order.shuffle(shuffled)

    first = compose_tables(room, seed=seed, moves=200, kernel="plain")
    second = compose_tables(
        replace(room, guests=tuple(shuffled)), seed=seed, moves=200, kernel="plain"
    )

    assert first == second


@settings(deadline=None, max_examples=60)
@given(room=rooms(), seed=st.integers(0, 3))
def test_composing_is_the_same_compiled_or_not(room, seed):
    pytest.importorskip("numba")
    assume(fits(room))

    plain = compose_tables(room, seed=seed, moves=400, kernel="plain")
    compiled = compose_tables(room, seed=seed, moves=400, kernel="compiled")

    assert plain == compiled


def test_composing_counts_as_it_goes_what_it_costs_in_the_end():
    # Every sort of fault at once, so that a wrong price in the loop would show.
    guests = tuple(
        Guest(
            f"g{n:02}",
            (("work",), ("enterprise",), ("work", "town"), ())[n % 4],
            f"s{n % 9}",
            f"t{n % 3}",
            ("door",) if n % 10 == 0 else (),
            (0, 2) if n % 11 == 5 else None,
        )
        for n in range(66)
    )
    request = SeatingRequest(
        guests,
        tuple(TableSpec(f"T{n}", 9, 2, ("door",) if n < 2 else ()) for n in range(8)),
        rounds=3,
        met={(f"g{a:02}", f"g{a + 7:02}"): 1 + a % 2 for a in range(50)},
        wishes=(
            Wish(("g01", "g02"), together=True),
            Wish(("g03", "g04", "g09"), together=True),
            Wish(("g06", "g07"), together=False),
        ),
        poles=POLES,
        never_alone=("town",),
    )
    seen = []

    def watch(progress):
        seen.append(progress.cost)
        return True

    seating = compose_tables(request, seed=1, moves=6000, kernel="plain", watch=watch)

    assert seating.cost.count("wishes") == seating.cost.count("needs") == 0
    assert seating.cost.total < seating.dealt.total
    assert seen[-1] == seating.cost.total
    assert seen == sorted(seen, reverse=True)


def test_composing_stops_when_told_and_gives_the_best_so_far():
    request = SeatingRequest(make_guests(24), tables_of(6, 6, 6, 6), rounds=9)
    told = []

    def watch(progress):
        told.append(progress)
        return len(told) < 3

    seating = compose_tables(request, moves=20_000, kernel="plain", watch=watch)

    assert (len(told), seating.stopped) == (3, True)
    assert told[-1].done == seating.moves_made < seating.moves == 20_000
    assert seating.cost.total <= seating.dealt.total


def test_composing_with_a_known_seed_gives_the_known_tables():
    guests = tuple(
        Guest(f"g{n:02}", (("work", "enterprise", "town")[n % 3],), f"s{n % 7}", f"t{n % 4}")
        for n in range(18)
    )

    seating = compose_tables(SeatingRequest(guests, tables_of(7, 7, 7), rounds=2), seed=3)

    assert seating.rounds == (
        (
            ("g07", "g08", "g09", "g10", "g11", "g12"),
            ("g03", "g05", "g13", "g14", "g15", "g16"),
            ("g00", "g01", "g02", "g04", "g06", "g17"),
        ),
        (
            ("g02", "g07", "g12", "g13", "g15", "g17"),
            ("g00", "g01", "g03", "g05", "g11", "g16"),
            ("g04", "g06", "g08", "g09", "g10", "g14"),
        ),
    )
    assert (seating.dealt.total, seating.cost.total) == (237, 126)


def test_composing_puts_colleagues_apart_before_mixing_worlds_unless_told_otherwise():
    guests = tuple(
        Guest(key, (world,), structure)
        for key, world, structure in (
            ("a1", "work", "a"), ("a2", "enterprise", "a"),
            ("b1", "work", "b"), ("b2", "enterprise", "b"),
            ("c1", "work", "c"), ("c2", "work", "d"),
        )
    )  # fmt: skip
    request = SeatingRequest(guests, tables_of(3, 3), locks=(Lock("c1", "A"), Lock("c2", "A")))

    usual = compose_tables(request, kernel="plain")
    mixed = compose_tables(
        replace(request, order=("mix", "structure", "repeats", "territory")), kernel="plain"
    )

    assert (usual.cost.count("structure"), mixed.cost.count("structure")) == (1, 1)
    assert [part.code for part in mixed.cost.parts][4:] == [
        "mix", "structure", "repeats", "territory",
    ]  # fmt: skip
    assert [part.price for part in mixed.cost.parts][4:] == [100, 20, 10, 1]


def test_people_meet_new_people_in_each_round_and_those_who_met_before_sit_apart():
    met = {("g00", "g01"): 1, ("g02", "g03"): 2}
    request = SeatingRequest(make_guests(4), tables_of(2, 2), rounds=2, met=met)

    seating = compose_tables(request, kernel="plain")

    assert seating.cost.count("repeats") == 0


def test_a_group_that_travels_together_sits_together_in_every_round():
    trio = ("g00", "g05", "g09")
    request = SeatingRequest(
        make_guests(20), tables_of(5, 5, 5, 5), rounds=3, wishes=(Wish(trio, together=True),)
    )

    seating = compose_tables(request, moves=3000, kernel="plain")

    for round_ in range(3):
        assert len({seating.table_of(key, round_) for key in trio}) == 1
    assert seating.bounds.least.count("repeats") >= 9


def test_needs_lead_to_the_tables_that_answer_them():
    guests = (*make_guests(10), Guest("lea", needs=("quiet",)), Guest("max", needs=("quiet",)))
    tables = (TableSpec("A", 6), TableSpec("B", 6, offers=("quiet",)))

    seating = compose_tables(SeatingRequest(guests, tables, rounds=2), kernel="plain")

    for round_ in range(2):
        assert {seating.table_of(key, round_) for key in ("lea", "max")} == {"B"}


def test_nobody_of_a_rare_world_sits_alone_when_that_is_asked():
    guests = (
        *make_guests(22, worlds=("work",)),
        Guest("r1", ("resident",)),
        Guest("r2", ("resident",)),
    )
    request = SeatingRequest(guests, tables_of(8, 8, 8), rounds=2)

    asked = compose_tables(replace(request, never_alone=("resident",)), kernel="plain")
    unasked = compose_tables(request, kernel="plain")

    assert all(asked.table_of("r1", r) == asked.table_of("r2", r) for r in range(2))
    assert all(unasked.table_of("r1", r) != unasked.table_of("r2", r) for r in range(2))


def test_someone_who_attends_one_round_sits_in_that_round_only():
    guests = (*make_guests(8), Guest("late", rounds=(1,)))

    seating = compose_tables(SeatingRequest(guests, tables_of(5, 5), rounds=2), kernel="plain")

    seated = [{key for table in tables for key in table} for tables in seating.rounds]
    assert ["late" in people for people in seated] == [False, True]


def test_each_pole_sits_two_by_two_where_the_room_has_enough_of_it():
    guests = tuple(Guest(f"w{n}", ("work",)) for n in range(6))
    guests += tuple(Guest(f"e{n:02}", ("enterprise",)) for n in range(24))

    seating = compose_tables(SeatingRequest(guests, tables_of(10, 10, 10), poles=POLES))

    assert [sum(key[0] == "w" for key in table) for table in seating.rounds[0]] == [2, 2, 2]


def test_people_without_structure_are_never_colleagues():
    guests = make_guests(6, structure=None) + tuple(Guest(f"h{n}", structure="") for n in range(6))

    seating = compose_tables(SeatingRequest(guests, tables_of(6, 6)))

    assert seating.cost.count("structure") == 0


def test_a_very_large_room_is_composed_hall_by_hall(monkeypatch):
    monkeypatch.setattr(halls_module, "LARGEST_ROOM", 100)
    monkeypatch.setattr(halls_module, "HALL", 60)
    guests = tuple(
        Guest(f"g{n:03}", (("work", "enterprise")[n % 2],), f"s{n // 3}") for n in range(240)
    )
    request = SeatingRequest(
        guests,
        tuple(TableSpec(f"T{n:02}", 8, 6) for n in range(30)),
        rounds=2,
        wishes=(Wish(("g000", "g100", "g200"), together=True),),
        locks=(Lock("g007", "T29"),),
    )
    told = []

    seating = compose_tables(
        request, kernel="plain", watch=lambda progress: told.append(progress.done) or True
    )

    assert seating.cost.count("structure") == seating.cost.count("wishes") == 0
    assert seating.cost.count("mix") == 0
    assert all(seating.table_of("g007", r) == "T29" for r in range(2))
    assert all(len(table) == 8 for tables in seating.rounds for table in tables)
    assert told == sorted(told)


def test_seconds_are_turned_into_moves_by_fixed_speeds():
    request = SeatingRequest(make_guests(8), tables_of(8))

    assert moves_for(2, request, "plain") == 2 * moves_for(1, request, "plain")
    assert moves_for(1, request, "compiled") > 10 * moves_for(1, request, "plain")


@pytest.mark.parametrize(
    ("request_", "error", "details"),
    [
        (
            SeatingRequest(make_guests(3), tables_of(8, 8)),
            TooFewGuests,
            {"found": 3, "needed": 4},
        ),
        (
            SeatingRequest(make_guests(9), tables_of(4, 4)),
            TooManyGuests,
            {"found": 9, "seats": 8},
        ),
        (SeatingRequest(make_guests(2), ()), TooManyGuests, {"found": 2, "seats": 0}),
        (
            SeatingRequest((*make_guests(4), Guest("g01")), tables_of(8)),
            DuplicateGuest,
            {"guest": "g01"},
        ),
        (
            SeatingRequest(make_guests(4), (TableSpec("A", 4), TableSpec("A", 4))),
            DuplicateTable,
            {"table": "A"},
        ),
        (
            SeatingRequest(make_guests(4), tables_of(4), locks=(Lock("zoe", "A"),)),
            UnknownGuest,
            {"guest": "zoe"},
        ),
        (
            SeatingRequest(make_guests(4), tables_of(4), wishes=(Wish(("zoe", "g00"), True),)),
            UnknownGuest,
            {"guest": "zoe"},
        ),
        (
            SeatingRequest(make_guests(4), tables_of(4), locks=(Lock("g00", "Z"),)),
            UnknownTable,
            {"table": "Z", "guest": "g00"},
        ),
        (
            SeatingRequest(
                make_guests(4), tables_of(4, 4), locks=(Lock("g00", "A"), Lock("g00", "B", 0))
            ),
            LockedTwice,
            {"guest": "g00", "tables": ("A", "B")},
        ),
        (
            SeatingRequest(
                make_guests(4),
                tables_of(2, 2),
                locks=tuple(Lock(key, "A") for key in ("g00", "g01", "g02")),
            ),
            LockedTableFull,
            {"table": "A", "seats": 2, "locked": 3, "guests": ("g00", "g01", "g02")},
        ),
        (
            SeatingRequest(make_guests(4), tables_of(4), order=("mix", "structure")),
            UnknownCriterion,
            {
                "order": ("mix", "structure"),
                "known": ("structure", "mix", "repeats", "territory"),
            },
        ),
    ],
)
def test_impossible_requests_say_what_is_wrong(request_, error, details):
    with pytest.raises(error) as caught:
        compose_tables(request_)

    assert caught.value.details == details


def test_composing_when_everyone_is_locked_changes_nothing():
    locks = tuple(Lock(f"g{n:02}", "AABB"[n]) for n in range(4))

    seating = compose_tables(SeatingRequest(make_guests(4), tables_of(3, 3), locks=locks))

    assert seating.by_round() == ({"A": ("g00", "g01"), "B": ("g02", "g03")},)


def test_a_table_grows_for_a_group_larger_than_the_others_are():
    nine = tuple(f"g{n:02}" for n in range(9))
    tables = (TableSpec("A", 10, 4), TableSpec("B", 10, 4))

    seating = compose_tables(SeatingRequest(make_guests(16), tables, wishes=(Wish(nine, True),)))

    assert sorted(len(table) for table in seating.rounds[0]) == [7, 9]
    assert seating.cost.count("wishes") == 0


def test_a_table_grows_for_those_who_need_what_it_alone_offers():
    guests = (*make_guests(30), *(Guest(f"n{n:02}", needs=("quiet",)) for n in range(10)))
    tables = (TableSpec("A", 10, 6, ("quiet",)), *(TableSpec(key, 10, 6) for key in "BCDE"))

    seating = compose_tables(SeatingRequest(guests, tables))

    assert len(seating.by_round()[0]["A"]) == 10
    assert seating.cost.count("needs") == 0
