"""The rules, in the order of the criteria. A new rule is a new module and one line here."""

from collections.abc import Mapping

from entrelacs.engines.seating.rules.base import CountRule, LabelRule, PairRule, Rule
from entrelacs.engines.seating.rules.mix import WorldsMixed
from entrelacs.engines.seating.rules.size import EvenTables
from entrelacs.engines.seating.rules.strangers import NewEncounters
from entrelacs.engines.seating.rules.structure import StructuresApart
from entrelacs.engines.seating.rules.territory import TerritoriesMixed

CRITERIA: tuple[Rule, ...] = (
    StructuresApart(),
    WorldsMixed(),
    NewEncounters(),
    TerritoriesMixed(),
)

# What one fault weighs, by rank. A table's worth of faults of the last rank stays under one fault
# of the rank above; two colleagues together outweigh five people out of proportion.
PRICE_BY_RANK = (100, 20, 10, 1)

PRICES: Mapping[str, int] = {
    rule.code: price for rule, price in zip(CRITERIA, PRICE_BY_RANK, strict=True)
}

EVEN_TABLES = EvenTables()

__all__ = [
    "CRITERIA",
    "EVEN_TABLES",
    "PRICES",
    "CountRule",
    "EvenTables",
    "LabelRule",
    "PairRule",
    "Rule",
]
