import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from entrelacs.engines.kit import seeded_random, shuffled
from entrelacs.engines.seating import board as board_module
from entrelacs.engines.seating.board import Board, cost_of
from entrelacs.engines.seating.room import enter_room

from .strategies import rooms


@pytest.fixture(params=(1, board_module.CROWD), ids=("crowds", "pairs"), autouse=True)
def crowd(request, monkeypatch):
    """Count shared labels per table even in small rooms, then pair by pair."""
    monkeypatch.setattr(board_module, "CROWD", request.param)


def seat_at_random(drawn, seed):
    tables = len(drawn["tables"])
    room = enter_room(
        drawn["guests"], met=drawn["met"], poles=("work", "enterprise"), table_count=tables
    )
    board = Board(room, tables)
    for place, guest in enumerate(shuffled(range(room.size), seeded_random(seed))):
        board.seat(guest, place % tables)
    return board


def total(board):
    return cost_of(board.room, board.table_of, len(board.sizes)).total


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=rooms(most_guests=16), seed=st.integers(0, 20), data=st.data())
def test_price_of_an_exchange_is_what_it_adds_to_the_cost(drawn, seed, data):
    board = seat_at_random(drawn, seed)
    people = st.integers(0, board.room.size - 1)
    guest, other = data.draw(people), data.draw(people)
    assume(board.table_of[guest] != board.table_of[other])
    before = total(board)

    price = board.exchange_price(guest, other)
    board.exchange(guest, other)

    assert total(board) == before + price


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=rooms(most_guests=16), seed=st.integers(0, 20), data=st.data())
def test_price_of_a_move_is_what_it_adds_to_the_cost(drawn, seed, data):
    board = seat_at_random(drawn, seed)
    guest = data.draw(st.integers(0, board.room.size - 1))
    table = data.draw(st.integers(0, len(board.sizes) - 1))
    assume(board.table_of[guest] != table)
    before = total(board)

    price = board.move_price(guest, table)
    board.seat(guest, table)

    assert total(board) == before + price
