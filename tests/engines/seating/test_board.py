import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from entrelacs.engines.seating import board as board_module
from entrelacs.engines.seating.board import board_from
from entrelacs.engines.seating.cost import cost_of
from entrelacs.engines.seating.room import NOWHERE

from .strategies import rooms, seats_at_random

quickly = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=(1, board_module.CROWD), ids=("crowds", "pairs"), autouse=True)
def crowd(request, monkeypatch):
    """Count shared labels per table even in small rooms, then pair by pair."""
    monkeypatch.setattr(board_module, "CROWD", request.param)


def draw_seated(data, board, round_):
    seated = [g for g in range(board.room.size) if board.table_of(round_, g) != NOWHERE]
    assume(seated)
    return data.draw(st.sampled_from(seated))


def total(board):
    return cost_of(board.room, board.rows()).total


@quickly
@given(drawn=rooms(most_guests=16), seed=st.integers(0, 20), data=st.data())
def test_price_of_an_exchange_is_what_it_adds_to_the_cost(drawn, seed, data):
    board = board_from(drawn, seats_at_random(drawn, seed))
    round_ = data.draw(st.integers(0, drawn.rounds - 1))
    guest, other = draw_seated(data, board, round_), draw_seated(data, board, round_)
    assume(board.table_of(round_, guest) != board.table_of(round_, other))
    # Needs are kept apart from pairs: `near` holds both.
    before = total(board)
    wishes_before = together_broken(board)

    price = board.exchange_price(round_, guest, other)
    board.exchange(round_, guest, other)

    assert total(board) - 1000 * (together_broken(board) - wishes_before) == before + price


@quickly
@given(drawn=rooms(most_guests=16), seed=st.integers(0, 20), data=st.data())
def test_price_of_a_move_is_what_it_adds_to_the_cost(drawn, seed, data):
    board = board_from(drawn, seats_at_random(drawn, seed))
    round_ = data.draw(st.integers(0, drawn.rounds - 1))
    guest = draw_seated(data, board, round_)
    table = data.draw(st.integers(0, board.room.table_count - 1))
    assume(board.table_of(round_, guest) != table)
    assume(board.size_of(round_, table) < board.span - 1)
    before, wishes_before = total(board), together_broken(board)

    price = board.move_price(round_, guest, table)
    board.seat(round_, guest, table)

    assert total(board) - 1000 * (together_broken(board) - wishes_before) == before + price


@quickly
@given(drawn=rooms(most_guests=12), seed=st.integers(0, 20), data=st.data())
def test_price_of_joining_is_what_it_adds_to_the_cost(drawn, seed, data):
    board = board_from(drawn, seats_at_random(drawn, seed, leave_out=1))
    round_ = data.draw(st.integers(0, drawn.rounds - 1))
    waiting = [g for g in board.room.present[round_] if board.table_of(round_, g) == NOWHERE]
    assume(waiting)
    table = data.draw(st.integers(0, board.room.table_count - 1))
    assume(board.size_of(round_, table) < board.span - 1)
    before, wishes_before = total(board), together_broken(board)

    price = board.join_price(round_, waiting[0], table)
    board.seat(round_, waiting[0], table)

    assert total(board) - 1000 * (together_broken(board) - wishes_before) == before + price


def together_broken(board):
    """People who travel together move as one: a price never counts their parting."""
    return sum(
        NOWHERE not in (row[one], row[other]) and row[one] != row[other]
        for row in board.rows()
        for one, other in board.room.together
    )


@quickly
@given(drawn=rooms(most_guests=12), seed=st.integers(0, 20), data=st.data())
def test_a_board_that_moved_is_like_a_board_laid_anew(drawn, seed, data):
    board = board_from(drawn, seats_at_random(drawn, seed))
    for _ in range(6):
        round_ = data.draw(st.integers(0, drawn.rounds - 1))
        guest = draw_seated(data, board, round_)
        table = data.draw(st.integers(0, board.room.table_count - 1))
        if board.size_of(round_, table) < board.span - 1:
            board.seat(round_, guest, table)
    rounds = [
        {
            spec.key: [board.room.guests[g].key for g in board.people_at(round_, number)]
            for number, spec in enumerate(drawn.tables)
        }
        for round_ in range(drawn.rounds)
    ]

    anew = board_from(drawn, rounds)

    for name in ("places", "sizes", "near", "price", "counts", "crowd_counts"):
        assert getattr(board, name) == getattr(anew, name), name
