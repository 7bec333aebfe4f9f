import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelacs.engines.seating import (
    Guest,
    GuestNotSeated,
    UnknownGuest,
    compose_tables,
    explain_seat,
    measure_seating,
)

from .strategies import rooms

GUESTS = [
    Guest("ada", ("work",), "s1", "t1"),
    Guest("bo", ("work",), "s1", "t2"),
    Guest("cy", ("enterprise",), "s2", "t1"),
    Guest("di", ("enterprise",), "s3", "t2"),
    Guest("ed", (), None, None),
]
TABLES = {"A": ["ada", "bo"], "B": ["cy", "di"]}


def test_explanation_tells_who_is_new_and_what_an_exchange_brings():
    reasons = explain_seat("ada", GUESTS, tables=TABLES, met={("bo", "ada"): 1})

    assert (reasons.table, reasons.neighbours, reasons.new_people) == ("A", 1, 0)
    assert reasons.met_before == reasons.same_structure == ("bo",)
    assert (reasons.same_territory, reasons.alone_in_worlds) == ((), ())
    assert (reasons.exchange.guest, reasons.exchange.table) == ("cy", "B")
    assert reasons.exchange.change.as_dict() == {
        "total": -(100 + 4 * 20 + 10),
        "structure": -1,
        "mix": -4,
        "strangers": -1,
        "territory": 0,
    }


def test_explanation_says_who_is_alone_of_their_world():
    reasons = explain_seat("ada", GUESTS, tables={"A": ["ada", "cy"], "B": ["bo", "di"]})

    assert reasons.alone_in_worlds == ("work",)


def test_explanation_offers_no_exchange_with_locked_people():
    reasons = explain_seat("ada", GUESTS, tables=TABLES, locked={"cy", "di"})
    own = explain_seat("ada", GUESTS, tables=TABLES, locked={"ada"})

    assert (reasons.exchange, own.exchange) == (None, None)


@pytest.mark.parametrize(("guest", "error"), [("ed", GuestNotSeated), ("zoe", UnknownGuest)])
def test_explanation_needs_someone_who_sits(guest, error):
    with pytest.raises(error) as caught:
        explain_seat(guest, GUESTS, tables=TABLES)

    assert caught.value.details == {"guest": guest}


@settings(deadline=None, max_examples=40)
@given(room=rooms(most_guests=14), data=st.data())
def test_exchange_offered_changes_the_cost_as_said(room, data):
    tables = {
        key: list(seats) for key, seats in compose_tables(**room, moves=50).by_table().items()
    }
    guest = data.draw(st.sampled_from(room["guests"])).key
    before = measure_seating(room["guests"], tables=tables, met=room["met"]).cost

    reasons = explain_seat(guest, room["guests"], tables=tables, met=room["met"])

    if reasons.exchange is None:
        assert len(tables) == 1
        return
    here, there = tables[reasons.table], tables[reasons.exchange.table]
    here[here.index(guest)] = reasons.exchange.guest
    there[there.index(reasons.exchange.guest)] = guest
    after = measure_seating(room["guests"], tables=tables, met=room["met"]).cost
    assert after.total - before.total == reasons.exchange.change.total
