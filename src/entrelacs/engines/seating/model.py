"""What goes in and what comes out of the seating engine: frozen, plain, without sentences.

People, tables, worlds and needs are named by keys chosen by the caller (text); rounds are numbered
from 0. Whoever shows a result to people turns codes and numbers into words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ENGINE_VERSION = "seating/2"

# The criteria an organiser may put in order, first to last, and their usual order.
USUAL_ORDER = ("structure", "mix", "repeats", "territory")


@dataclass(frozen=True, slots=True)
class Guest:
    """A person to seat.

    `worlds` may hold several worlds or none. No structure (None or empty) is never "the same
    structure", and the same goes for the territory. `needs` are properties their table must offer;
    `rounds` are those they attend, None for all of them.
    """

    key: str
    worlds: tuple[str, ...] = ()
    structure: str | None = None
    territory: str | None = None
    needs: tuple[str, ...] = ()
    rounds: tuple[int, ...] | None = None

    def attends(self, round_: int) -> bool:
        """Tell whether they are there in that round."""
        return self.rounds is None or round_ in self.rounds


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table to fill: at most `seats` people, at least `smallest`; `offers` answer needs."""

    key: str
    seats: int
    smallest: int = 2
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A confidential wish: these people at one table, or no two of them at one table."""

    guests: tuple[str, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class Lock:
    """Someone keeps their seat at a table in one round, or in every round (a host, a scribe)."""

    guest: str
    table: str
    round: int | None = None


@dataclass(frozen=True, slots=True)
class SeatingRequest:
    """Everything one asks of the tables.

    `met` counts the earlier meetings of pairs of guest keys, in either order; people who are not
    among the guests are left out. `poles` are the two worlds wanted at every table where they are
    numerous enough. Nobody from a world of `never_alone` sits without a peer. `order` ranks the
    criteria, first to last.
    """

    guests: tuple[Guest, ...]
    tables: tuple[TableSpec, ...]
    rounds: int = 1
    met: Mapping[tuple[str, str], int] = field(default_factory=dict)
    wishes: tuple[Wish, ...] = ()
    locks: tuple[Lock, ...] = ()
    poles: tuple[str, str] | None = None
    never_alone: tuple[str, ...] = ()
    order: tuple[str, ...] = USUAL_ORDER


# Who sits where in one round: guest keys by table key, in the order of the tables.
RoundTables = Mapping[str, tuple[str, ...]]


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
    >>> cost.minus(Cost((CostPart("structure", 0, 100), CostPart("territory", 9, 1)))).as_dict()
    {'total': 98, 'structure': 1, 'territory': -2}
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

    def minus(self, before: "Cost") -> "Cost":
        """Return what changed since a cost of the same rules, fault by fault."""
        return Cost(
            tuple(
                CostPart(new.code, new.count - old.count, new.price)
                for new, old in zip(self.parts, before.parts, strict=True)
            )
        )


@dataclass(frozen=True, slots=True)
class BoundReason:
    """One reason why faults cannot be avoided; `least` faults in all, `price` each.

    `kind` is "rounds" (tables of two rounds overlap: the pigeonhole), "clique" (`guests` who all
    met before are more than the tables), "together" (a wish makes the same people meet again),
    "label" (`label` is shared by `people` people, more than the tables) or "pole" (`people` people
    of the world `label` for more tables).
    """

    code: str
    kind: str
    least: int
    price: int
    label: str = ""
    people: int = 0
    tables: int = 0
    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What no seating can do better than: `least` faults by rule code, and why."""

    least: Cost
    reasons: tuple[BoundReason, ...]

    @property
    def total(self) -> int:
        """Return the least total cost that any seating of the request has."""
        return self.least.total


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where: `rounds[r][n]` are the keys of the people at the table `table_keys[n]`.

    `dealt` is the cost of the first deal, before the search; `moves` is the budget asked for and
    `moves_made` what was spent of it: less when the optimum was reached, or when the caller stopped
    the search (`stopped`). With `seed` and `engine` they say how the seating was made.

    >>> seating = Seating(("A", "B"), ((("ada",), ("bo", "cy")),), 0, 10, 10, Cost(()), Cost(()),
    ...     Bounds(Cost(()), ()))
    >>> seating.by_round(), seating.table_of("cy"), seating.is_optimal
    (({'A': ('ada',), 'B': ('bo', 'cy')},), 'B', True)
    """

    table_keys: tuple[str, ...]
    rounds: tuple[tuple[tuple[str, ...], ...], ...]
    seed: int
    moves: int
    moves_made: int
    cost: Cost
    dealt: Cost
    bounds: Bounds
    stopped: bool = False
    engine: str = ENGINE_VERSION

    @property
    def is_optimal(self) -> bool:
        """Tell whether no seating can do better, as the counting bounds prove it."""
        return self.cost.total == self.bounds.total

    def by_round(self) -> tuple[RoundTables, ...]:
        """Return the guest keys of every table, round by round: what other functions take."""
        return tuple(dict(zip(self.table_keys, tables, strict=True)) for tables in self.rounds)

    def table_of(self, guest_key: str, round_: int = 0) -> str:
        """Return the key of the table where someone sits (KeyError for a stranger)."""
        for table_key, seated in zip(self.table_keys, self.rounds[round_], strict=True):
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
    """What can be said of one table in one round.

    `new_share` is the share (0 to 1) of its pairs of neighbours who had never met, None under two
    people. `missing_poles` names the poles nobody here belongs to. `poles_in_proportion` says that
    each pole holds its share of the room (true when no poles were given). `unmet_needs` are pairs
    (guest key, need); `wishes_broken` the wishes not kept here.
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
    alone: tuple[str, ...] = ()
    unmet_needs: tuple[tuple[str, str], ...] = ()
    wishes_broken: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundMeasure:
    """What can be said of one round; `unseated` are those who attend it and sit at no table."""

    tables: tuple[TableMeasure, ...]
    same_structure: tuple[SeatedPair, ...]
    re_encounters: tuple[SeatedPair, ...]
    new_share: float | None
    unseated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What can be said of a whole seating, round by round, and what it costs in all.

    In a round, a pair has met before if it met at an earlier gathering or in an earlier round.
    """

    rounds: tuple[RoundMeasure, ...]
    cost: Cost


@dataclass(frozen=True, slots=True)
class Exchange:
    """Changing seats with `guest` of `table`; `change` counts faults after minus before."""

    guest: str
    table: str
    change: Cost


@dataclass(frozen=True, slots=True)
class SeatReasons:
    """Why someone sits where they sit in one round, in keys and numbers.

    `new_people` of the `neighbours` (the table less the person) were never met before, neither at
    an earlier gathering nor in an earlier round. `worlds` is the table's mix against the room.
    `alone_in_worlds` names the person's worlds that nobody else at the table belongs to. `needs_met`
    are their needs that the table answers, `needs_unmet` the others. `is_locked` says that the seat
    was fixed by hand. `together_kept` are the people they asked to sit with and who are here.

    `exchange` is the best change of seats with someone of another table, None if nobody may move.
    `apart_kept` and `apart_broken` tell of wishes to sit apart: they are confidential, and empty in
    the reasons made for a participant, as is an `exchange` that only a wish makes a good one.
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
    needs_met: tuple[str, ...] = ()
    needs_unmet: tuple[str, ...] = ()
    is_locked: bool = False
    together_kept: tuple[str, ...] = ()
    together_broken: tuple[str, ...] = ()
    apart_kept: tuple[str, ...] = ()
    apart_broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatMove:
    """Someone changes tables; `before` is None for someone who had no seat."""

    guest: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to put a round right again: who moves, and what it buys.

    `moves` lists those displaced; `seated` the newcomers who get a seat (they displace nobody).
    `tables` is the round once repaired; `cost` counts that round alone, `change` is its difference
    with displacing nobody. `closed` and `opened` are table keys.
    """

    tables: RoundTables
    moves: tuple[SeatMove, ...]
    seated: tuple[SeatMove, ...]
    cost: Cost
    change: Cost
    closed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()

    @property
    def moved(self) -> int:
        """Return how many people are displaced."""
        return len(self.moves)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a latecomer sits down now, and why.

    `reason` is the code of the criterion that made this table better than the next best, or "room"
    when several were as good and this one had the most free seats. `change` is what the newcomer
    adds to the faults of the round; `new_people` of the `neighbours` were never met before.
    """

    guest: str
    table: str
    reason: str
    change: Cost
    neighbours: int
    new_people: int


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing asked for that takes part in a contradiction.

    `code` is "together", "apart", "lock", "need", "seats" (the people exceed the seats of `tables`)
    or "smallest" (too few people to fill the tables).
    `guests` and `tables` are keys; `number` is a count that the code speaks of (seats, people).
    """

    code: str
    guests: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    label: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a request cannot be met: a minimal set of things asked for that exclude one another.

    Taking any one of `constraints` away ends this contradiction. `relaxation` is the smallest set
    found whose removal makes the whole request possible.
    """

    constraints: tuple[Constraint, ...]
    relaxation: tuple[Constraint, ...]
