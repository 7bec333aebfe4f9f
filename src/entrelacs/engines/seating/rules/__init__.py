"""The rules. A new rule is a new module and one line here.

What was asked for by name (wishes, needs) comes first and is never traded; then a rare world's
company; then the criteria, in the order the organiser gives.
"""

from entrelacs.engines.seating.errors import UnknownCriterion
from entrelacs.engines.seating.model import USUAL_ORDER
from entrelacs.engines.seating.rules.alone import NeverAlone
from entrelacs.engines.seating.rules.base import CountRule, LabelRule, PairRule, Rule, SeatRule
from entrelacs.engines.seating.rules.mix import WorldsMixed
from entrelacs.engines.seating.rules.needs import NeedsMet
from entrelacs.engines.seating.rules.repeats import NewEncounters
from entrelacs.engines.seating.rules.size import SizesKept
from entrelacs.engines.seating.rules.structure import StructuresApart
from entrelacs.engines.seating.rules.territory import TerritoriesMixed
from entrelacs.engines.seating.rules.wishes import WishesKept

# What one fault weighs: asked for by name, then a rare world's company.
HARD_PRICE = 1000
ALONE_PRICE = 50
# By rank among the criteria. A table's worth of faults of the last rank stays under one fault of
# the rank above; two colleagues together outweigh four people out of proportion.
PRICE_BY_RANK = (100, 20, 10, 1)

ASKED_FOR: tuple[Rule, ...] = (WishesKept(), NeedsMet(), SizesKept())
COMPANY = NeverAlone()
CRITERIA: dict[str, Rule] = {
    rule.code: rule
    for rule in (StructuresApart(), WorldsMixed(), NewEncounters(), TerritoriesMixed())
}


def priced_rules(order: tuple[str, ...] = USUAL_ORDER) -> tuple[tuple[Rule, int], ...]:
    """Return every rule with the price of one of its faults, first criterion first.

    Raises UnknownCriterion unless `order` ranks the four criteria, each once.

    >>> [(rule.code, price) for rule, price in priced_rules()][3:6]
    [('alone', 50), ('structure', 100), ('mix', 20)]
    """
    if sorted(order) != sorted(CRITERIA):
        raise UnknownCriterion(order=order, known=tuple(CRITERIA))
    ranked = zip((CRITERIA[code] for code in order), PRICE_BY_RANK, strict=True)
    return (*((rule, HARD_PRICE) for rule in ASKED_FOR), (COMPANY, ALONE_PRICE), *ranked)


__all__ = [
    "CRITERIA",
    "CountRule",
    "LabelRule",
    "NewEncounters",
    "PairRule",
    "Rule",
    "SeatRule",
    "SizesKept",
    "priced_rules",
]
