import pytest

from entrelacs.engines.seating import Guest
from entrelacs.engines.seating.room import enter_room
from entrelacs.engines.seating.rules import CRITERIA, PRICES, CountRule, PairRule

GUESTS = [
    Guest("ada", ("work",), "s1", "t1"),
    Guest("bo", ("work", "town"), "s1", "t1"),
    Guest("cy", ("enterprise",), None, None),
]


@pytest.mark.parametrize("rule", CRITERIA, ids=lambda rule: rule.code)
def test_every_rule_is_a_pair_rule_or_a_count_rule_that_keeps_its_word(rule):
    room = enter_room(GUESTS, met={("cy", "ada"): 1}, poles=None, table_count=1)

    if isinstance(rule, PairRule):
        pairs = list(rule.pairs(room))
        assert all(0 <= first < second < 3 and faults > 0 for first, second, faults in pairs)
        assert len({pair[:2] for pair in pairs}) == len(pairs)
    else:
        assert isinstance(rule, CountRule)
        for world in range(3):
            # The whole room at one table is always in proportion.
            assert rule.faults(room, world, 3, room.world_counts[world]) == 0


def test_criteria_keep_their_codes_and_their_order():
    order = [(code, price) for code, price in PRICES.items()]

    assert order == [("structure", 100), ("mix", 20), ("strangers", 10), ("territory", 1)]
