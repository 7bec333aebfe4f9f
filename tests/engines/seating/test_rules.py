import pytest

from entrelacs.engines.seating import Guest, SeatingRequest, TableSpec, UnknownCriterion
from entrelacs.engines.seating.room import enter_room
from entrelacs.engines.seating.rules import (
    CountRule,
    LabelRule,
    PairRule,
    SeatRule,
    SizesKept,
    priced_rules,
)

REQUEST = SeatingRequest(
    (
        Guest("ada", ("work",), "s1", "t1", ("door",)),
        Guest("bo", ("work", "town"), "s1", "t1"),
        Guest("cy", ("enterprise",), None, None),
    ),
    (TableSpec("A", 3, offers=("door",)), TableSpec("B", 3)),
    met={("cy", "ada"): 1},
)
RULES = [rule for rule, _price in priced_rules()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_of_a_known_sort_and_keeps_its_word(rule):
    room = enter_room(REQUEST)

    match rule:
        case PairRule():
            pairs = list(rule.pairs(room))
            assert all(0 <= first < second < 3 and faults > 0 for first, second, faults in pairs)
            assert len({pair[:2] for pair in pairs}) == len(pairs)
            assert isinstance(rule, LabelRule) == (rule.code in {"structure", "territory"})
        case CountRule():
            # The whole room at one table is always in proportion, and nobody is alone of many.
            for world in range(3):
                assert rule.faults(room, 0, world, 3, room.world_counts[0][world]) == 0
        case SeatRule():
            assert [rule.faults(room, guest, 0) for guest in range(3)] == [0, 0, 0]
            assert [rule.faults(room, guest, 1) for guest in range(3)] == [1, 0, 0]
        case _:
            assert isinstance(rule, SizesKept)
            assert [rule.faults(size, 6, 10) for size in (0, 5, 6, 10, 11)] == [0, 1, 0, 0, 1]


def test_rules_keep_their_codes_their_order_and_their_prices():
    prices = [(rule.code, price) for rule, price in priced_rules()]

    assert prices == [
        ("wishes", 1000),
        ("needs", 1000),
        ("size", 1000),
        ("alone", 50),
        ("structure", 100),
        ("mix", 20),
        ("repeats", 10),
        ("territory", 1),
    ]


@pytest.mark.parametrize("order", [("mix",), ("mix", "mix", "repeats", "territory")])
def test_an_order_that_forgets_a_criterion_is_refused(order):
    with pytest.raises(UnknownCriterion):
        priced_rules(order)
