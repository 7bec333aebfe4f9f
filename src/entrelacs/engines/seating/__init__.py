"""Mixed tables: who sits where, why, and what it costs.

    compose_tables   seat people at tables
    plan_tables      how many tables, of how many people
    measure_seating  what can be said of a seating, whoever made it
    explain_seat     why someone sits there, and the best exchange

Criteria, first to last: structures apart, worlds mixed in proportion to the room, new encounters,
territories mixed.
"""

from entrelacs.engines.seating.compose import compose_tables
from entrelacs.engines.seating.errors import (
    DuplicateGuest,
    DuplicateTable,
    GuestNotSeated,
    ImpossibleTableSizes,
    LockedTableFull,
    NoSizesFit,
    SeatingError,
    TooFewGuests,
    TooManyGuests,
    UnknownGuest,
    UnknownTable,
)
from entrelacs.engines.seating.explain import explain_seat
from entrelacs.engines.seating.measure import measure_seating
from entrelacs.engines.seating.model import (
    ENGINE_VERSION,
    Cost,
    CostPart,
    Exchange,
    Guest,
    Measure,
    SeatedPair,
    Seating,
    SeatReasons,
    TableMeasure,
    TableSpec,
    WorldCount,
)
from entrelacs.engines.seating.sizes import plan_tables

__all__ = [
    "ENGINE_VERSION",
    "Cost",
    "CostPart",
    "DuplicateGuest",
    "DuplicateTable",
    "Exchange",
    "Guest",
    "GuestNotSeated",
    "ImpossibleTableSizes",
    "LockedTableFull",
    "Measure",
    "NoSizesFit",
    "SeatReasons",
    "SeatedPair",
    "Seating",
    "SeatingError",
    "TableMeasure",
    "TableSpec",
    "TooFewGuests",
    "TooManyGuests",
    "UnknownGuest",
    "UnknownTable",
    "WorldCount",
    "compose_tables",
    "explain_seat",
    "measure_seating",
    "plan_tables",
]
