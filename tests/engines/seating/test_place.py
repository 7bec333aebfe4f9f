from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelacs.engines.seating import (
    Guest,
    Lock,
    SeatingRequest,
    TableSpec,
    UnknownGuest,
    Wish,
    cost_of_seating,
)
from entrelacs.engines.seating.errors import NoSeatLeft
from entrelacs.engines.seating.place import place_one

from .strategies import rooms, seats_at_random

GUESTS = (
    Guest("ada", ("work",), "s1", "t1"),
    Guest("bo", (), "s1"),
    Guest("cy", (), "s2"),
    Guest("di", (), "s3"),
    Guest("ed"),
)
ROOM = (TableSpec("A", 3, 0), TableSpec("B", 3, 0, ("quiet",)))
REQUEST = SeatingRequest(GUESTS, ROOM, rounds=2)
TABLES = {"A": ("bo", "cy"), "B": ("di",)}


def place(request=REQUEST, tables=TABLES, guest="ada", **more):
    placement = place_one(guest, request, [tables], **more)
    return placement.table, placement.reason


def test_latecomer_goes_where_nobody_is_of_their_structure():
    placement = place_one("ada", REQUEST, [TABLES])

    assert (placement.table, placement.reason) == ("B", "structure")
    assert (placement.neighbours, placement.new_people) == (1, 1)
    assert placement.change.count("structure") == 0


def test_latecomer_goes_to_people_they_have_not_met():
    met = replace(REQUEST, met={("di", "ada"): 1, ("cy", "ed"): 1})

    assert place(met, guest="ed") == ("B", "repeats")
    assert place(replace(met, met={("ed", "di"): 1}), guest="ed") == ("A", "repeats")


def test_people_met_in_another_round_count():
    rounds = [{"A": ("ed", "di"), "B": ("bo", "cy")}, {"A": ("bo",), "B": ("di",)}]

    placement = place_one("ed", REQUEST, rounds, round_=1)

    assert (placement.table, placement.reason, placement.new_people) == ("A", "repeats", 1)


def test_of_tables_as_good_the_one_with_the_most_free_seats_then_the_first():
    assert place(guest="ed") == ("B", "room")
    assert place(guest="ed", tables={"A": ("bo",), "B": ("di",)}) == ("A", "room")


def test_wish_decides_before_any_criterion():
    together = replace(REQUEST, wishes=(Wish(("ada", "bo"), True),))
    apart = replace(REQUEST, wishes=(Wish(("di", "ada"), False),))

    assert place(together) == place(apart) == ("A", "wishes")


def test_wish_to_sit_together_holds_when_the_one_between_is_not_there():
    request = replace(REQUEST, wishes=(Wish(("ada", "ed", "bo"), True),))

    assert place(request, {"A": ("bo",), "B": ("cy", "di")}) == ("A", "wishes")


def test_need_decides_before_any_criterion():
    guests = (Guest("zoe", (), "s3", needs=("quiet",)), *GUESTS)

    assert place(replace(REQUEST, guests=guests), guest="zoe") == ("B", "needs")


def test_when_no_free_seat_answers_a_need_the_change_says_so():
    guests = (Guest("zoe", needs=("quiet",)), *GUESTS)
    tables = {"A": ("bo",), "B": ("di", "cy", "ed")}

    placement = place_one("zoe", replace(REQUEST, guests=guests), [tables])

    assert (placement.table, placement.reason) == ("A", "room")
    assert placement.change.count("needs") == 1


def test_host_sits_at_their_table_or_nowhere():
    locked = replace(REQUEST, locks=(Lock("ada", "A"),))

    assert place(locked) == ("A", "room")
    with pytest.raises(NoSeatLeft) as caught:
        place(locked, {"A": ("bo", "cy", "ed"), "B": ()})
    assert caught.value.details == {"guest": "ada", "seats": 3, "tables": ("A",)}


def test_lock_of_another_round_holds_nobody_here():
    assert place(replace(REQUEST, locks=(Lock("ada", "A", 1),))) == ("B", "structure")


def test_nobody_sits_at_a_table_that_is_full_or_closed():
    rounds = {"A": ("bo", "cy"), "B": ("di", "ed", "fay"), "C": ()}

    assert place(replace(REQUEST, guests=(*GUESTS, Guest("fay"))), rounds) == ("A", "room")


def test_people_who_have_gone_leave_their_seat():
    assert place(REQUEST, {"A": ("bo", "cy"), "B": ("di", "gone", "left")}) == ("B", "structure")


def test_no_seat_left_anywhere():
    small = replace(REQUEST, tables=(TableSpec("A", 2, 0), TableSpec("B", 1, 0)))

    with pytest.raises(NoSeatLeft) as caught:
        place(small)

    assert caught.value.details == {"guest": "ada", "seats": 3, "tables": ("A", "B")}


@pytest.mark.parametrize(("guest", "round_"), [("zoe", 0), ("late", 0)])
def test_someone_who_does_not_attend_the_round_gets_no_seat(guest, round_):
    request = replace(REQUEST, guests=(*GUESTS, Guest("late", rounds=(1,))))

    with pytest.raises(UnknownGuest) as caught:
        place_one(guest, request, [TABLES], round_=round_)

    assert caught.value.details == {"guest": guest, "round": round_}
    assert place_one("late", request, [TABLES], round_=1).table == "A"


def test_seat_that_someone_has_is_given_back():
    tables = {"A": ("bo", "cy", "ada"), "B": ("di",)}

    assert place(REQUEST, tables) == ("B", "structure")


@settings(deadline=None, max_examples=100)
@given(request=rooms(most_guests=16), seed=st.integers(0, 20), data=st.data())
def test_seat_given_is_free_and_none_that_keeps_as_much_costs_less(request, seed, data):
    rounds = seats_at_random(request, seed, leave_out=1)
    round_ = data.draw(st.integers(0, request.rounds - 1))
    seated = {guest for at in rounds[round_].values() for guest in at}
    standing = [g.key for g in request.guests if g.attends(round_) and g.key not in seated]
    if not standing:
        return
    guest = standing[0]
    before = cost_of_seating(request, rounds)
    free, changes = {}, {}
    for table in request.tables:
        seats = rounds[round_].get(table.key, ())
        free[table.key] = table.seats - len(seats)
        after = [dict(tables) for tables in rounds]
        after[round_][table.key] = (*seats, guest)
        changes[table.key] = cost_of_seating(request, after).minus(before)
    locked = {k.table for k in request.locks if k.guest == guest and k.round in (None, round_)}

    try:
        placement = place_one(guest, request, rounds, round_=round_)
    except NoSeatLeft:
        assert all(free[key] <= 0 for key in locked or free)
        return

    def wishes_broken(key):
        return sum(
            (other in rounds[round_][key]) != wish.together
            for wish in request.wishes
            if guest in wish.guests
            for other in wish.guests
            if other in seated
        )

    def kept_first(key):
        return wishes_broken(key) + changes[key].count("needs"), changes[key].total, -free[key]

    choices = [key for key in locked or free if free[key] > 0]
    assert placement.table in choices
    assert kept_first(placement.table) == min(kept_first(key) for key in choices)
    assert placement.change == changes[placement.table]
    assert placement.neighbours == len(rounds[round_][placement.table])
