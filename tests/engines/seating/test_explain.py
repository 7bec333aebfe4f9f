from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelacs.engines.kit import seeded_random, shuffled
from entrelacs.engines.seating import (
    Guest,
    GuestNotSeated,
    Lock,
    SeatingRequest,
    TableSpec,
    UnknownGuest,
    Wish,
    cost_of_seating,
)
from entrelacs.engines.seating.explain import explain_seat

from .strategies import rooms, seats_at_random

GUESTS = (
    Guest("ada", ("work",), "s1", "t1"),
    Guest("bo", ("work",), "s1", "t2", needs=("quiet", "door")),
    Guest("cy", ("enterprise",), "s2", "t1"),
    Guest("di", ("enterprise",), "s3", "t2"),
    Guest("ed"),
)
ROOM = (TableSpec("A", 8, 1, ("door",)), TableSpec("B", 8, 1, ("quiet", "door")))
REQUEST = SeatingRequest(GUESTS, ROOM, rounds=2)
TABLES = {"A": ("ada", "bo"), "B": ("cy", "di")}


def test_explanation_tells_who_is_new_and_what_an_exchange_brings():
    reasons = explain_seat("ada", replace(REQUEST, met={("bo", "ada"): 1}), [TABLES])

    assert (reasons.table, reasons.neighbours, reasons.new_people) == ("A", 1, 0)
    assert reasons.met_before == reasons.same_structure == ("bo",)
    assert (reasons.same_territory, reasons.alone_in_worlds) == ((), ())
    assert (reasons.exchange.guest, reasons.exchange.table) == ("cy", "B")
    assert reasons.exchange.change.as_dict() == {
        "total": -(100 + 2 * 20 + 10),
        "wishes": 0,
        "needs": 0,
        "size": 0,
        "alone": 0,
        "structure": -1,
        "mix": -2,
        "repeats": -1,
        "territory": 0,
    }


def test_people_met_in_an_earlier_round_are_not_new_and_those_of_a_later_round_are():
    rounds = [{"A": ("ada", "bo"), "B": ("cy", "di")}, {"A": ("ada", "bo"), "B": ("cy",)}]

    first = explain_seat("ada", REQUEST, rounds)
    second = explain_seat("ada", REQUEST, rounds, round_=1)

    assert (first.met_before, second.met_before) == ((), ("bo",))
    assert (first.new_people, second.new_people) == (1, 0)


def test_explanation_says_who_is_alone_of_their_world():
    reasons = explain_seat("ada", REQUEST, [{"A": ("ada", "cy"), "B": ("bo", "di")}])

    assert reasons.alone_in_worlds == ("work",)


def test_explanation_says_which_needs_the_table_answers():
    reasons = explain_seat("bo", REQUEST, [TABLES])

    assert (reasons.needs_met, reasons.needs_unmet) == (("door",), ("quiet",))


def test_explanation_offers_no_exchange_with_locked_people():
    others = replace(REQUEST, locks=(Lock("cy", "B"), Lock("di", "B", 0)))
    own = replace(REQUEST, locks=(Lock("ada", "A"),))

    assert explain_seat("ada", others, [TABLES]).exchange is None
    assert (explain_seat("ada", own, [TABLES]).exchange, own.locks[0].guest) == (None, "ada")
    assert explain_seat("ada", own, [TABLES]).is_locked


def test_lock_of_another_round_holds_nobody_here():
    later = replace(REQUEST, locks=(Lock("ada", "B", 1), Lock("cy", "A", 1)))

    reasons = explain_seat("ada", later, [TABLES])

    assert (reasons.is_locked, reasons.exchange.guest) == (False, "cy")


def test_someone_who_sits_nowhere_is_not_offered_in_exchange():
    reasons = explain_seat("cy", REQUEST, [{"A": ("ada",), "B": ("cy", "bo")}])

    assert reasons.exchange.guest == "ada"


def test_only_wishes_that_name_someone_are_told_to_them():
    wishes = (
        Wish(("ada", "bo", "cy"), True),
        Wish(("di", "ada"), False),
        Wish(("ada", "bo"), False),
        Wish(("cy", "di"), True),
        Wish(("bo", "di"), False),
    )
    request = replace(REQUEST, wishes=wishes)

    told = explain_seat("ada", request, [TABLES])
    participant = explain_seat("ada", request, [TABLES], for_participant=True)

    assert (told.together_kept, told.together_broken) == (("bo",), ("cy",))
    assert (told.apart_kept, told.apart_broken) == (("di",), ("bo",))
    assert (participant.together_kept, participant.together_broken) == (("bo",), ("cy",))
    assert (participant.apart_kept, participant.apart_broken) == ((), ())


def test_exchange_that_a_wish_forbids_is_told_to_the_organiser_with_its_price():
    request = replace(REQUEST, wishes=(Wish(("bo", "cy"), False), Wish(("bo", "di"), False)))

    exchange = explain_seat("ada", request, [TABLES]).exchange

    assert exchange.change.count("wishes") == 1


def test_participant_is_offered_no_exchange_that_only_something_untold_forbids():
    tables = {"A": ("ada", "bo"), "B": ("cy", "ed")}

    organiser = explain_seat("ada", REQUEST, [tables]).exchange
    participant = explain_seat("ada", REQUEST, [tables], for_participant=True).exchange

    assert organiser.change.total < 0
    assert participant is None


def test_exchange_told_to_a_participant_speaks_of_nobody_s_needs():
    guests = (Guest("ada"), Guest("bo"), Guest("cy", needs=("quiet",)), Guest("di"))
    request = SeatingRequest(guests, ROOM)
    tables = {"A": ("ada", "bo"), "B": ("cy",)}

    organiser = explain_seat("ada", request, [tables]).exchange
    participant = explain_seat("ada", request, [tables], for_participant=True).exchange

    assert (organiser.guest, organiser.change.count("needs")) == ("cy", 1)
    assert participant is None


@pytest.mark.parametrize(("guest", "error"), [("ed", GuestNotSeated), ("zoe", UnknownGuest)])
@pytest.mark.parametrize("round_", [0, 1])
def test_explanation_needs_someone_who_sits(guest, error, round_):
    with pytest.raises(error) as caught:
        explain_seat(guest, REQUEST, [TABLES], round_=round_)

    assert caught.value.details == {"guest": guest}


def test_table_filled_by_hand_beyond_its_seats_is_explained_too():
    guests = tuple(Guest(f"g{n}", structure=f"s{n % 3}") for n in range(9))
    request = SeatingRequest(guests, (TableSpec("A", 2), TableSpec("B", 2)))
    tables = {"A": tuple(f"g{n}" for n in range(7)), "B": ("g7", "g8")}

    reasons = explain_seat("g0", request, [tables])
    swapped = {
        key: tuple(
            {"g0": reasons.exchange.guest, reasons.exchange.guest: "g0"}.get(g, g) for g in at
        )
        for key, at in tables.items()
    }

    change = cost_of_seating(request, [swapped]).minus(cost_of_seating(request, [tables]))
    assert (reasons.neighbours, reasons.exchange.change.total) == (6, change.total)


@settings(deadline=None, max_examples=60)
@given(request=rooms(most_guests=14), seed=st.integers(0, 9), data=st.data())
def test_exchange_offered_changes_the_cost_as_said_and_none_is_better(request, seed, data):
    rounds = seats_at_random(request, seed)
    round_ = data.draw(st.integers(0, request.rounds - 1))
    seated = {guest: key for key, at in rounds[round_].items() for guest in at}
    guest = data.draw(st.sampled_from(sorted(seated)))
    locked = {k.guest for k in request.locks if k.round in (None, round_)}

    reasons = explain_seat(guest, request, rounds, round_=round_)

    before = cost_of_seating(request, rounds)
    changes = {}
    for other, key in seated.items():
        if key != seated[guest] and not {guest, other} & locked:
            names = {guest: other, other: guest}
            swapped = {k: tuple(names.get(g, g) for g in at) for k, at in rounds[round_].items()}
            after = [swapped if r == round_ else tables for r, tables in enumerate(rounds)]
            changes[other] = cost_of_seating(request, after).minus(before)
    if not changes:
        assert reasons.exchange is None
        return
    assert reasons.exchange.change == changes[reasons.exchange.guest]
    assert reasons.exchange.change.total == min(change.total for change in changes.values())
    assert reasons.exchange.table == seated[reasons.exchange.guest]


@settings(deadline=None, max_examples=60)
@given(request=rooms(most_guests=12), seed=st.integers(0, 9), data=st.data())
def test_participants_learn_nothing_of_wishes_to_sit_apart(request, seed, data):
    rounds = seats_at_random(request, seed)
    keys = [guest.key for guest in request.guests]
    groups = st.lists(st.sampled_from(keys), unique=True, min_size=2, max_size=4).map(tuple)
    apart = data.draw(
        st.lists(groups.map(lambda group: Wish(group, False)), min_size=1, max_size=5)
    )
    together = tuple(wish for wish in request.wishes if wish.together)
    without = replace(request, wishes=together)
    mixed = tuple(shuffled((*together, *apart), seeded_random(seed)))

    for round_, tables in enumerate(rounds):
        for guest in (guest for at in tables.values() for guest in at):
            asked = {"round_": round_, "for_participant": True}
            plain = explain_seat(guest, without, rounds, **asked)

            assert explain_seat(guest, replace(request, wishes=mixed), rounds, **asked) == plain
            assert plain.apart_kept == plain.apart_broken == ()


@settings(deadline=None, max_examples=40)
@given(request=rooms(most_guests=12), seed=st.integers(0, 9))
def test_participants_learn_of_no_wish_between_others(request, seed):
    rounds = seats_at_random(request, seed)

    for guest in (guest for at in rounds[0].values() for guest in at):
        own = tuple(wish for wish in request.wishes if wish.together and guest in wish.guests)
        told = explain_seat(guest, replace(request, wishes=own), rounds, for_participant=True)

        assert explain_seat(guest, request, rounds, for_participant=True) == told
        if told.exchange is not None:
            assert told.exchange.change.total >= 0
            assert told.exchange.change.count("wishes") == told.exchange.change.count("needs") == 0
