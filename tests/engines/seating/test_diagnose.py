from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelacs.engines.kit import seeded_random, shuffled
from entrelacs.engines.seating import (
    Constraint,
    DuplicateGuest,
    DuplicateTable,
    Guest,
    Lock,
    SeatingRequest,
    TableSpec,
    Wish,
)
from entrelacs.engines.seating.diagnose import diagnose


def people(count, **details):
    return tuple(Guest(f"g{number:02}", **details) for number in range(count))


def keys(count, first=0):
    return tuple(f"g{number:02}" for number in range(first, first + count))


def tables(count, seats=8, smallest=0):
    return tuple(TableSpec(f"T{number}", seats, smallest) for number in range(count))


def named(things):
    return [(thing.code, thing.guests, thing.tables, thing.number) for thing in things]


def test_possible_request_has_no_conflict():
    wishes = (Wish(keys(4), True), Wish(keys(2, 3), False))
    request = SeatingRequest(people(20), tables(3, smallest=5), rounds=2, wishes=wishes[:1])

    assert diagnose(request) is None


def test_more_must_together_than_a_table_holds_name_the_wish_and_the_largest_table():
    wishes = (Wish(keys(6), True), Wish(keys(6, 5), True), Wish(keys(2, 20), True))

    conflict = diagnose(SeatingRequest(people(30), tables(4), wishes=wishes))

    assert named(conflict.constraints) == [
        ("together", keys(6), (), 0),
        ("together", keys(6, 5), (), 0),
        ("seats", keys(11), ("T0", "T1", "T2", "T3"), 8),
    ]
    assert named(conflict.relaxation) == [("together", keys(6), (), 0)]


def test_together_in_a_chain_and_apart_at_its_ends_name_exactly_these_wishes():
    chain = (Wish(("g00", "g01"), True), Wish(("g01", "g02"), True), Wish(("g02", "g00"), False))
    others = (Wish(("g03", "g04"), True), Wish(("g03", "g05"), False), Wish(("g00", "g09"), True))

    conflict = diagnose(SeatingRequest(people(12), tables(2), wishes=others + chain))

    assert conflict.constraints == (
        Constraint("together", ("g00", "g01")),
        Constraint("together", ("g01", "g02")),
        Constraint("apart", ("g00", "g02")),
    )
    assert conflict.relaxation == (Constraint("together", ("g00", "g01")),)


def test_someone_locked_at_two_tables_is_named_with_both_locks():
    locks = (Lock("g00", "T0"), Lock("g00", "T1", 1), Lock("g01", "T1"), Lock("g00", "T0", 0))

    conflict = diagnose(SeatingRequest(people(9), tables(2), rounds=2, locks=locks))

    assert conflict.constraints == (
        Constraint("lock", ("g00",), ("T0",)),
        Constraint("lock", ("g00",), ("T1",), "1"),
    )
    assert len(conflict.relaxation) == 1


def test_locks_of_one_person_in_two_rounds_are_possible():
    locks = (Lock("g00", "T0", 0), Lock("g00", "T1", 1))

    assert diagnose(SeatingRequest(people(9), tables(2), rounds=2, locks=locks)) is None


@pytest.mark.parametrize(
    "lock", [Lock("zoe", "T0"), Lock("g00", "Z"), Lock("g08", "T0", 0)], ids=lambda lock: lock.guest
)
def test_lock_of_someone_absent_or_at_an_unknown_table_is_named_alone(lock):
    guests = (*people(8), Guest("g08", rounds=(1,)))

    conflict = diagnose(SeatingRequest(guests, tables(2), rounds=2, locks=(lock,)))

    assert [(thing.code, thing.guests, thing.tables) for thing in conflict.constraints] == [
        ("lock", (lock.guest,), (lock.table,))
    ]
    assert conflict.relaxation == conflict.constraints


def test_lock_for_every_round_holds_in_the_rounds_attended():
    guests = (*people(8), Guest("g08", rounds=(1,)))

    request = SeatingRequest(guests, tables(2), rounds=2, locks=(Lock("g08", "T0"),))

    assert diagnose(request) is None


@pytest.mark.parametrize("by_pair", [False, True])
def test_five_people_apart_at_four_tables(by_pair):
    pairs = combinations(keys(5), 2)
    wishes = [Wish(pair, False) for pair in pairs] if by_pair else [Wish(keys(5), False)]

    conflict = diagnose(SeatingRequest(people(20), tables(4), wishes=tuple(wishes)))

    assert conflict.constraints == tuple(Constraint("apart", wish.guests) for wish in wishes)
    assert len(conflict.relaxation) == 1


def test_twelve_people_who_need_a_table_of_eight_are_all_named_and_four_must_do_without():
    guests = people(12, needs=("quiet",)) + tuple(Guest(f"h{n}") for n in range(6))
    room = (*tables(2), TableSpec("Q", 8, 0, ("quiet", "door")))

    conflict = diagnose(SeatingRequest(guests, room))

    assert conflict.constraints == (
        Constraint("need", keys(12), ("Q",), "quiet", 8),
        Constraint("seats", keys(12), ("Q",), number=8),
    )
    assert conflict.relaxation == (Constraint("need", keys(4, 8), ("Q",), "quiet", 8),)


def test_need_that_no_table_offers_is_named_with_everyone_who_has_it():
    guests = (*people(4), Guest("ada", needs=("signs",)), Guest("bo", needs=("signs",)))

    conflict = diagnose(SeatingRequest(guests, tables(2)))

    assert conflict.constraints == (Constraint("need", ("ada", "bo"), (), "signs"),)
    assert conflict.relaxation == conflict.constraints


def test_need_against_a_lock_names_the_one_person():
    guests = (*people(4, needs=("quiet",)), *people(10)[4:])
    room = (*tables(2), TableSpec("Q", 8, 0, ("quiet",)))

    conflict = diagnose(SeatingRequest(guests, room, locks=(Lock("g02", "T0"),)))

    assert conflict.constraints == (
        Constraint("lock", ("g02",), ("T0",)),
        Constraint("need", ("g02",), ("Q",), "quiet", 8),
    )


def test_people_locked_beyond_the_seats_are_named_with_the_table():
    locks = tuple(Lock(key, "T1") for key in keys(6))

    conflict = diagnose(SeatingRequest(people(12), tables(3, seats=4), locks=locks))

    assert named(conflict.constraints) == [
        *(("lock", (key,), ("T1",), 0) for key in keys(5)),
        ("seats", keys(5), ("T1",), 4),
    ]
    assert [thing.code for thing in conflict.relaxation] == ["lock", "lock"]


def test_more_people_than_seats_in_one_round_name_that_round_s_people():
    guests = (*people(20), *(Guest(f"late{n}", rounds=(1,)) for n in range(6)))

    conflict = diagnose(SeatingRequest(guests, tables(3), rounds=2))

    everyone = tuple(guest.key for guest in guests)
    assert named(conflict.constraints) == [("seats", everyone, ("T0", "T1", "T2"), 24)]
    assert [thing.code for thing in conflict.relaxation] == ["seats"]


def test_too_few_people_name_the_smallest_sizes_and_which_tables_to_leave():
    conflict = diagnose(SeatingRequest(people(20), tables(4, smallest=6)))

    room = ("T0", "T1", "T2", "T3")
    assert named(conflict.constraints) == [("smallest", keys(20), room, 24)]
    assert named(conflict.relaxation) == [("smallest", (), ("T3",), 6)]


def test_nobody_can_sit_where_there_is_no_table():
    conflict = diagnose(SeatingRequest(people(3), ()))

    assert conflict.constraints == conflict.relaxation == (Constraint("seats", keys(3)),)
    assert diagnose(SeatingRequest((), ())) is None


def test_two_contradictions_need_two_things_given_up():
    chain = (Wish(("g00", "g01"), True), Wish(("g00", "g01"), False))
    locks = (Lock("g05", "T0"), Lock("g05", "T2"))
    request = SeatingRequest(people(20), tables(4), wishes=chain, locks=locks)

    conflict = diagnose(request)

    assert len(conflict.constraints) == len(conflict.relaxation) == 2
    assert [thing.code for thing in conflict.relaxation] == ["together", "lock"]
    assert diagnose(without(request, conflict.relaxation)) is None


def test_one_thing_that_takes_part_in_two_contradictions_is_given_up_alone():
    locks = (Lock("g00", "T0"), Lock("g01", "T1"), Lock("g02", "T2"))
    wishes = (Wish(("g00", "g01"), True), Wish(("g00", "g02"), True))

    conflict = diagnose(SeatingRequest(people(20), tables(4), wishes=wishes, locks=locks[:2]))
    both = diagnose(SeatingRequest(people(20), tables(4), wishes=wishes, locks=locks[1:]))
    all_three = diagnose(SeatingRequest(people(20), tables(4), wishes=wishes, locks=locks))

    assert [len(found.relaxation) for found in (conflict, both, all_three)] == [1, 1, 2]


def test_three_groups_of_six_do_not_fit_in_two_tables_of_ten_and_one_of_four():
    wishes = tuple(Wish(keys(6, first), True) for first in (0, 6, 12))
    room = (*tables(2, seats=10), TableSpec("T2", 4, 0))

    conflict = diagnose(SeatingRequest(people(20), room, wishes=wishes))

    assert [thing.code for thing in conflict.constraints] == ["together"] * 3 + ["seats"]
    assert conflict.constraints[-1].guests == keys(18)


def test_a_table_of_eight_takes_two_groups_of_three():
    wishes = tuple(Wish(keys(3, 3 * number), True) for number in range(21))

    conflict = diagnose(SeatingRequest(people(80), tables(10), wishes=wishes))

    assert [thing.code for thing in conflict.constraints] == ["together"] * 21 + ["seats"]
    assert [thing.code for thing in conflict.relaxation] == ["together"]
    assert diagnose(SeatingRequest(people(80), tables(10), wishes=wishes[:20])) is None


def test_the_order_of_everything_changes_nothing():
    wishes = (
        *(Wish(pair, False) for pair in combinations(keys(5), 2)),
        Wish(("g00", "g07"), True),
        Wish(("g07", "g01"), True),
    )
    locks = (Lock("g09", "T1"), Lock("g09", "T2"), Lock("g10", "T0"))
    request = SeatingRequest(people(20), tables(4), wishes=wishes, locks=locks)
    expected = diagnose(request)

    for seed in range(8):
        random = seeded_random(seed)
        mixed = SeatingRequest(
            tuple(shuffled(request.guests, random)),
            tuple(shuffled(request.tables, random)),
            wishes=tuple(
                replace(wish, guests=tuple(shuffled(wish.guests, random)))
                for wish in shuffled(wishes, random)
            ),
            locks=tuple(shuffled(locks, random)),
        )
        assert diagnose(mixed) == expected


def test_doubles_are_refused():
    with pytest.raises(DuplicateGuest):
        diagnose(SeatingRequest((Guest("ada"), Guest("ada")), tables(1)))
    with pytest.raises(DuplicateTable):
        diagnose(SeatingRequest((Guest("ada"),), (*tables(1), *tables(1))))


def test_twenty_thousand_people_without_wishes_are_counted():
    guests = tuple(
        Guest(f"g{n:05}", needs=("quiet",) if n % 10 == 0 else ()) for n in range(20_000)
    )
    room = tuple(TableSpec(f"T{n:04}", 8, 6, ("quiet",) if n < 240 else ()) for n in range(2_500))

    conflict = diagnose(SeatingRequest(guests, room, rounds=3))

    assert [(thing.code, len(thing.guests), thing.number) for thing in conflict.constraints] == [
        ("need", 2_000, 1_920),
        ("seats", 2_000, 1_920),
    ]


# Rooms so small that every seating can be tried.


@st.composite
def tiny_requests(draw):
    keys_ = "abcde"[: draw(st.integers(1, 5))]
    rounds = draw(st.integers(1, 2))
    attend = st.sampled_from([None, None, (0,), (1,)])
    guests = tuple(
        Guest(
            key,
            needs=tuple(draw(st.lists(st.sampled_from("qd"), unique=True, max_size=1))),
            rounds=draw(attend),
        )
        for key in keys_
    )
    room = tuple(
        TableSpec(
            f"T{number}",
            draw(st.integers(1, 4)),
            draw(st.integers(0, 2)),
            tuple(draw(st.lists(st.sampled_from("qd"), unique=True, max_size=2))),
        )
        for number in range(draw(st.integers(1, 3)))
    )
    group = st.lists(st.sampled_from(keys_), min_size=1, max_size=3, unique=True).map(tuple)
    wishes = draw(st.lists(st.builds(Wish, group, st.booleans()), max_size=4))
    lock = st.builds(
        Lock,
        st.sampled_from(keys_),
        st.sampled_from([table.key for table in room]),
        st.sampled_from([None, *range(rounds)]),
    )
    locks = draw(st.lists(lock, max_size=2))
    return SeatingRequest(guests, room, rounds, wishes=tuple(wishes), locks=tuple(locks))


def things_of(request):
    """Name everything a request asks for, piece by piece."""
    yield from (Constraint("seats", tables=(table.key,)) for table in request.tables)
    yield from (Constraint("smallest", tables=(table.key,)) for table in request.tables)
    yield from (
        Constraint("need", (guest.key,), label=need)
        for guest in request.guests
        for need in guest.needs
    )
    yield from {
        Constraint("lock", (k.guest,), (k.table,), "" if k.round is None else str(k.round))
        for k in request.locks
    }
    yield from {
        Constraint("together" if wish.together else "apart", tuple(sorted(wish.guests)))
        for wish in request.wishes
        if len(wish.guests) > 1
    }


def pieces_of(thing):
    if thing.code == "need":
        return {Constraint("need", (key,), label=thing.label) for key in thing.guests}
    if thing.code in ("seats", "smallest"):
        return {Constraint(thing.code, tables=(key,)) for key in thing.tables}
    return {Constraint(thing.code, thing.guests, thing.tables, thing.label)}


def kept(thing, request, round_, places):
    """Tell whether a seating of one round keeps one thing."""
    here = [places[key] for key in thing.guests if key in places]
    tables_ = {table.key: table for table in request.tables}
    match thing.code:
        case "seats":
            spec = tables_[thing.tables[0]]
            return list(places.values()).count(spec.key) <= spec.seats
        case "smallest":
            spec = tables_[thing.tables[0]]
            return list(places.values()).count(spec.key) >= min(spec.smallest, spec.seats)
        case "need":
            return all(thing.label in tables_[key].offers for key in here)
        case "lock":
            return thing.label not in ("", str(round_)) or set(here) <= set(thing.tables)
        case "together":
            return len(set(here)) <= 1
        case _:
            return len(set(here)) == len(here)


def can_be_had(request, things):
    """Try every seating of every round."""
    guests = {guest.key: guest for guest in request.guests}
    for thing in things:
        if thing.code == "lock":
            rounds = [int(thing.label)] if thing.label else range(request.rounds)
            if not any(guests[thing.guests[0]].attends(round_) for round_ in rounds):
                return False
    for round_ in range(request.rounds):
        present = [guest.key for guest in request.guests if guest.attends(round_)]
        seatings = product([table.key for table in request.tables], repeat=len(present))
        if not any(
            all(
                kept(thing, request, round_, dict(zip(present, at, strict=True)))
                for thing in things
            )
            for at in seatings
        ):
            return False
    return True


def without(request, things):
    """Take wishes, locks and needs out of a request."""
    gone = {piece for thing in things for piece in pieces_of(thing)}
    return replace(
        request,
        guests=tuple(
            replace(
                guest,
                needs=tuple(
                    need
                    for need in guest.needs
                    if Constraint("need", (guest.key,), label=need) not in gone
                ),
            )
            for guest in request.guests
        ),
        wishes=tuple(
            wish
            for wish in request.wishes
            if Constraint("together" if wish.together else "apart", tuple(sorted(wish.guests)))
            not in gone
        ),
        locks=tuple(
            k
            for k in request.locks
            if Constraint("lock", (k.guest,), (k.table,), "" if k.round is None else str(k.round))
            not in gone
        ),
    )


@settings(deadline=None, max_examples=300)
@given(request=tiny_requests())
def test_conflict_is_found_when_no_seating_keeps_everything_and_then_only(request):
    assert (diagnose(request) is None) == can_be_had(request, list(things_of(request)))


@settings(deadline=None, max_examples=300)
@given(request=tiny_requests())
def test_set_named_is_a_contradiction_and_each_of_its_things_is_necessary(request):
    conflict = diagnose(request)
    if conflict is None:
        return
    parts = [pieces_of(thing) for thing in conflict.constraints]

    assert not can_be_had(request, set().union(*parts))
    for part in parts:
        assert can_be_had(request, set().union(*parts) - part)


@settings(deadline=None, max_examples=300)
@given(request=tiny_requests())
def test_relaxation_makes_the_request_possible_and_nothing_less_of_it_does(request):
    conflict = diagnose(request)
    if conflict is None:
        return
    everything = set(things_of(request))
    given_up = set().union(*(pieces_of(thing) for thing in conflict.relaxation))

    assert can_be_had(request, everything - given_up)
    for piece in given_up:
        assert not can_be_had(request, everything - given_up | {piece})


@settings(deadline=None, max_examples=150)
@given(request=tiny_requests())
def test_no_smaller_choice_of_wishes_locks_and_needs_would_do(request):
    conflict = diagnose(request)
    everything = set(things_of(request))
    asked_for = [t for t in everything if t.code in ("lock", "together", "apart")]
    needs = {t.label for t in everything if t.code == "need"}
    if conflict is None or any(t.code in ("seats", "smallest") for t in conflict.relaxation):
        return

    choices = [{thing} for thing in asked_for]
    choices += [{t for t in everything if (t.code, t.label) == ("need", n)} for n in needs]
    for some in combinations(choices, len(conflict.relaxation) - 1):
        assert not can_be_had(request, everything.difference(*some))
