"""What goes in and what comes out of the seating engine: frozen, plain, without sentences.

People and tables are named by keys chosen by the caller (text). Whoever shows a result to people
turns codes and numbers into words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ENGINE_VERSION = "seating/1"


@dataclass(frozen=True, slots=True)
class Guest:
    """A person to seat.

    `worlds` may hold several worlds or none. No structure (None or empty) is never "the same
    structure", and the same goes for the territory.
    """

    key: str
    worlds: tuple[str, ...] = ()
    structure: str | None = None
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table to fill: at most `seats` people, at least `smallest`."""

    key: str
    seats: int
    smallest: int = 2


@dataclass(frozen=True, slots=True)
class CostPart:
    """How many faults one rule counts; `price` is what one of them weighs in the total."""

    code: str
    count: int
    price: int


@dataclass(frozen=True, slots=True)
class Cost:
    """The faults of a seating, rule by rule, first criterion first; less is better.

    >>> cost = Cost((CostPart("structure", 1, 100), CostPart("territory", 7, 1)))
    >>> cost.total, cost.count("territory"), cost.as_dict()
    (107, 7, {'total': 107, 'structure': 1, 'territory': 7})
    """

    parts: tuple[CostPart, ...]

    @property
    def total(self) -> int:
        """Return the weighted sum that the search makes small."""
        return sum(part.count * part.price for part in self.parts)

    def count(self, code: str) -> int:
        """Return the faults counted by the rule of that code (KeyError if there is none)."""
        return {part.code: part.count for part in self.parts}[code]

    def as_dict(self) -> dict[str, int]:
        """Return the total and the count of every rule by its code, ready for JSON."""
        return {"total": self.total} | {part.code: part.count for part in self.parts}


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where: `tables[n]` are the keys of the people at the table `table_keys[n]`.

    `dealt` is the cost of the first deal, before the search; `moves` is the search budget. With
    `seed` and `engine` they say how the seating was made, so that it can be made again.

    >>> seating = Seating(("A", "B"), (("ada",), ("bo", "cy")), 0, 10, Cost(()), Cost(()))
    >>> seating.by_table(), seating.table_of("cy"), seating.engine
    ({'A': ('ada',), 'B': ('bo', 'cy')}, 'B', 'seating/1')
    """

    table_keys: tuple[str, ...]
    tables: tuple[tuple[str, ...], ...]
    seed: int
    moves: int
    cost: Cost
    dealt: Cost
    engine: str = ENGINE_VERSION

    def by_table(self) -> Mapping[str, tuple[str, ...]]:
        """Return the guest keys of every table by table key: what the other functions take."""
        return dict(zip(self.table_keys, self.tables, strict=True))

    def table_of(self, guest_key: str) -> str:
        """Return the key of the table where someone sits (KeyError for a stranger)."""
        for table_key, seated in zip(self.table_keys, self.tables, strict=True):
            if guest_key in seated:
                return table_key
        raise KeyError(guest_key)


@dataclass(frozen=True, slots=True)
class WorldCount:
    """How many people of a world sit at a table; its fair share of the room is least..most."""

    world: str
    count: int
    least: int
    most: int

    @property
    def in_proportion(self) -> bool:
        """Tell whether the table holds its share of that world."""
        return self.least <= self.count <= self.most


@dataclass(frozen=True, slots=True)
class SeatedPair:
    """Two people at one table with something in common; `count` is how many times they had met."""

    first: str
    second: str
    table: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class TableMeasure:
    """What can be said of one table.

    `new_share` is the share (0 to 1) of its pairs of neighbours who had never met, None under two
    people. `missing_poles` names the poles nobody here belongs to. `poles_in_proportion` says that
    each pole holds its share of the room (true when no poles were given).
    """

    key: str
    size: int
    worlds: tuple[WorldCount, ...]
    same_structure: tuple[SeatedPair, ...]
    re_encounters: tuple[SeatedPair, ...]
    same_territory: tuple[SeatedPair, ...]
    new_share: float | None
    missing_poles: tuple[str, ...]
    poles_in_proportion: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """What can be said of a whole seating; `unseated` are the guests at no table."""

    tables: tuple[TableMeasure, ...]
    cost: Cost
    same_structure: tuple[SeatedPair, ...]
    re_encounters: tuple[SeatedPair, ...]
    new_share: float | None
    tables_with_both_poles: int
    tables_in_proportion: int
    unseated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Changing seats with `guest` of `table`; `change` counts faults after minus before."""

    guest: str
    table: str
    change: Cost


@dataclass(frozen=True, slots=True)
class SeatReasons:
    """Why someone sits where they sit, in keys and numbers.

    `new_people` of the `neighbours` (the table less the person) were never met before. `worlds` is
    the table's mix against the room. `alone_in_worlds` names the person's worlds that nobody else
    at the table belongs to. `exchange` is the best change of seats with someone of another table,
    None if nobody may move.
    """

    guest: str
    table: str
    neighbours: int
    new_people: int
    met_before: tuple[str, ...]
    same_structure: tuple[str, ...]
    same_territory: tuple[str, ...]
    worlds: tuple[WorldCount, ...]
    alone_in_worlds: tuple[str, ...]
    exchange: Exchange | None
