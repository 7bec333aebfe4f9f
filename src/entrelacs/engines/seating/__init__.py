"""Mixed tables: who sits where over several rounds, why, and what no seating can do better than.

    compose_tables    seat people at tables
    bound_cost        the faults that nobody can avoid, with the reasons
    measure_seating   what can be said of a seating, whoever made it
    repair_seating    a short list of repairs after no-shows and arrivals, few people moved
    place_one         a seat for a latecomer, now
    explain_seat      why someone sits there, for organisers or for the person
    diagnose          which requests exclude one another, and the least to give up
    diverse_groups    the plain problem on a matrix of distances: groups as diverse as can be
    plan_tables       how many tables, of how many people

What was asked for by name (wishes, needs) comes first. Then the criteria, in an order the caller
may change: structures apart, worlds mixed in proportion to the room, new encounters, territories
mixed.
"""

from entrelacs.engines.seating.bounds import bound_cost
from entrelacs.engines.seating.compiled import Kernel, can_compile
from entrelacs.engines.seating.compose import compose_tables, moves_for
from entrelacs.engines.seating.diagnose import diagnose
from entrelacs.engines.seating.diverse import Groups, diverse_groups
from entrelacs.engines.seating.errors import (
    DuplicateGuest,
    DuplicateTable,
    GuestNotSeated,
    ImpossibleTableSizes,
    LockedTableFull,
    LockedTwice,
    NoSeatLeft,
    NoSizesFit,
    NotCompiled,
    SeatingError,
    TooFewGuests,
    TooManyGuests,
    UnknownCriterion,
    UnknownGuest,
    UnknownTable,
)
from entrelacs.engines.seating.explain import explain_seat
from entrelacs.engines.seating.measure import cost_of_seating, measure_seating
from entrelacs.engines.seating.model import (
    ENGINE_VERSION,
    USUAL_ORDER,
    BoundReason,
    Bounds,
    Conflict,
    Constraint,
    Cost,
    CostPart,
    Exchange,
    Guest,
    Lock,
    Measure,
    Placement,
    Repair,
    RoundMeasure,
    RoundTables,
    SeatedPair,
    Seating,
    SeatingRequest,
    SeatMove,
    SeatReasons,
    TableMeasure,
    TableSpec,
    Wish,
    WorldCount,
)
from entrelacs.engines.seating.place import place_one
from entrelacs.engines.seating.repair import repair_seating
from entrelacs.engines.seating.search import Progress, Watch
from entrelacs.engines.seating.sizes import plan_tables

__all__ = [
    "ENGINE_VERSION",
    "USUAL_ORDER",
    "BoundReason",
    "Bounds",
    "Conflict",
    "Constraint",
    "Cost",
    "CostPart",
    "DuplicateGuest",
    "DuplicateTable",
    "Exchange",
    "Groups",
    "Guest",
    "GuestNotSeated",
    "ImpossibleTableSizes",
    "Kernel",
    "Lock",
    "LockedTableFull",
    "LockedTwice",
    "Measure",
    "NoSeatLeft",
    "NoSizesFit",
    "NotCompiled",
    "Placement",
    "Progress",
    "Repair",
    "RoundMeasure",
    "RoundTables",
    "SeatMove",
    "SeatReasons",
    "SeatedPair",
    "Seating",
    "SeatingError",
    "SeatingRequest",
    "TableMeasure",
    "TableSpec",
    "TooFewGuests",
    "TooManyGuests",
    "UnknownCriterion",
    "UnknownGuest",
    "UnknownTable",
    "Watch",
    "Wish",
    "WorldCount",
    "bound_cost",
    "can_compile",
    "compose_tables",
    "cost_of_seating",
    "diagnose",
    "diverse_groups",
    "explain_seat",
    "measure_seating",
    "moves_for",
    "place_one",
    "plan_tables",
    "repair_seating",
]
