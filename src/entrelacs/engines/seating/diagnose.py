"""Why a request cannot be met: what excludes what, by name, and the least to give up."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from entrelacs.engines.seating.asked import (
    BY_PIECES,
    GIVING_ORDER,
    Asked,
    joined,
    pieces,
)
from entrelacs.engines.seating.feasible import bits
from entrelacs.engines.seating.model import Conflict, Constraint, SeatingRequest

# What looking for the least to give up may cost: things read, and contradictions looked at.
MOST_READ = 25_000
MOST_CHOICES = 3_000
# Above this many people or tables, a need or a limit is named for all of them.
MOST_PIECES = 200
# Giving up a limit of the room weighs more than giving up any number of wishes.
WEIGHT = {"smallest": 1_000, "seats": 1_001}

Core = frozenset[Constraint]
Things = Sequence[Constraint]
Test = Callable[[list[Constraint]], bool]


def diagnose(request: SeatingRequest) -> Conflict | None:
    """Tell what makes a request impossible, or None when somebody can sit as everything asks.

    Looked at, round by round: wishes, needs against what tables offer, locks, seats, smallest sizes
    (every table of the request is to be filled), and who attends. What can be out of proportion
    (worlds, structures, new encounters) is never a conflict. In the answer, keys are in order and
    - of a "lock", `label` is its round as text, empty for every round;
    - of a "need", `label` is the need, `guests` who needs it, `tables` those that offer it and
      `number` their seats;
    - of "seats", `guests` are the people to seat there, and `number` how many the `tables` seat: the
      largest of them when one group is too large for each, all of them otherwise;
    - of "smallest", `number` is how many people it takes to fill the `tables`, and `guests` are
      those who attend.

    The set is minimal (QuickXplain: Junker, "Preferred explanations and relaxations for
    over-constrained problems", AAAI 2004). The relaxation is a smallest set that meets every
    contradiction found (implicit hitting sets: Reiter, "A theory of diagnosis from first
    principles", Artificial Intelligence 32, 1987); limits of the room are given up last, needs and
    limits for as few people and tables as can be. A need given up is so for these `guests`, a limit
    for these `tables`. A request too intricate to be decided (a bound on work, never on time) counts
    as possible. The order of the input changes nothing.

    Raises DuplicateGuest and DuplicateTable. People unknown to the request are left out of wishes.

    >>> from entrelacs.engines.seating import Guest, TableSpec, Wish
    >>> guests = tuple(Guest(key) for key in ("ada", "bo", "cy"))
    >>> wishes = (Wish(("ada", "bo"), True), Wish(("bo", "cy"), True), Wish(("ada", "cy"), False))
    >>> request = SeatingRequest(guests, (TableSpec("A", 8, 0), TableSpec("B", 8, 0)), wishes=wishes)
    >>> conflict = diagnose(request)
    >>> [(thing.code, thing.guests) for thing in conflict.constraints]
    [('together', ('ada', 'bo')), ('together', ('bo', 'cy')), ('apart', ('ada', 'cy'))]
    >>> len(conflict.relaxation)
    1
    >>> diagnose(replace(request, wishes=wishes[1:])) is None
    True
    """
    asked = Asked(request)
    if asked.possible(asked.things):
        return None
    if not asked.tables:
        nowhere = Constraint("seats", guests=tuple(asked.guests))
        return Conflict((nowhere,), (nowhere,))
    core = _core(asked, asked.things)
    relaxation = _relaxation(asked, core)
    return Conflict(
        constraints=_named(asked, core),
        relaxation=tuple(_counted(asked, thing) for thing in _least_given(asked, relaxation)),
    )


def smallest_set(things: list[Constraint], is_possible: Test) -> list[Constraint]:
    """Return things that exclude one another, of which each is necessary (QuickXplain).

    Of several such sets, the one whose things come first is preferred. `is_possible` is asked with
    some of the things, and must deny it for all of them.

    >>> lone = [Constraint("apart", (key,)) for key in "abcd"]
    >>> found = smallest_set(lone, lambda some: not {lone[1], lone[3]} <= set(some))
    >>> [thing.guests for thing in found]
    [('b',), ('d',)]
    """

    def explain(known: list[Constraint], asks: bool, left: list[Constraint]) -> list[Constraint]:
        if asks and not is_possible(known):
            return []
        if len(left) == 1:
            return left
        half = len(left) // 2
        first, second = left[:half], left[half:]
        late = explain(known + first, True, second)
        return explain(known + late, bool(late), first) + late

    return explain([], True, things) if things else []


def _core(asked: Asked, things: Things) -> list[Constraint]:
    """Return one contradiction: of the room alone if there is one, else of wishes if they do."""
    facts = [thing for thing in things if thing.code in WEIGHT]
    if not asked.possible(facts):
        return smallest_set(facts, asked.possible)
    return smallest_set([thing for thing in things if thing not in facts] + facts, asked.possible)


def _relaxation(asked: Asked, core: list[Constraint]) -> list[Constraint]:
    """Give up what meets every contradiction found, until the rest is possible.

    When contradictions are too many to find them all, only so much that nothing can be taken back.
    """
    cores, most = [frozenset(core)], asked.read + MOST_READ
    while asked.read < most and (given := _least_meeting(cores)) is not None:
        kept = [thing for thing in asked.things if thing not in given]
        if asked.possible(kept):
            return [thing for thing in asked.things if thing in given]
        cores.append(frozenset(_core(asked, kept)))
    return list(asked.things)


def _weight_and_order(thing: Constraint) -> tuple[int, int]:
    return WEIGHT.get(thing.code, 1), GIVING_ORDER.index(thing.code)


def _least_meeting(cores: Sequence[Core]) -> set[Constraint] | None:
    """Return things of the least weight such that each contradiction holds one of them.

    Branch and bound; contradictions that share nothing give the bound. None when choices are too
    many.
    """
    best: list[Constraint] = []
    best_weight = sum(max(_weight_and_order(thing)[0] for thing in core) for core in cores) + 1
    choices = MOST_CHOICES

    def choose(given: list[Constraint], weight: int, left: Sequence[Core]) -> None:
        nonlocal best, best_weight, choices
        choices -= len(left)
        if not left:
            best, best_weight = given, weight
            return
        for thing in sorted(left[0], key=lambda thing: (*_weight_and_order(thing), thing.guests)):
            more = weight + _weight_and_order(thing)[0]
            rest = [core for core in left if thing not in core]
            if choices > 0 and more + _least_weight(rest) < best_weight:
                choose([*given, thing], more, rest)

    choose([], 0, cores)
    return set(best) if choices > 0 else None


def _least_weight(cores: Sequence[Core]) -> int:
    seen: set[Constraint] = set()
    weight = 0
    for core in cores:
        if seen.isdisjoint(core):
            seen.update(core)
            weight += min(_weight_and_order(thing)[0] for thing in core)
    return weight


def _least_given(asked: Asked, given: list[Constraint]) -> list[Constraint]:
    """Take back all that can be: a need for some people, a limit for some tables."""
    kept = [thing for thing in asked.things if thing not in given]
    lost: list[Constraint] = []

    def take_back(parts: list[Constraint]) -> None:
        if asked.possible([*kept, *parts]):
            kept.extend(parts)
        elif len(parts) == 1:
            lost.extend(parts)
        else:
            half = len(parts) // 2
            take_back(parts[:half])
            take_back(parts[half:])

    whole = sorted(given, key=_weight_and_order, reverse=True)
    cut = [parts if len(parts := pieces(thing)) <= MOST_PIECES else [thing] for thing in whole]
    take_back(list(chain.from_iterable(cut)))
    return joined(lost)


def _named(asked: Asked, core: list[Constraint]) -> tuple[Constraint, ...]:
    """Name the people and tables that a contradiction needs, and count them."""
    needs = [thing for thing in core if thing.code == "need"]
    facts = [thing for thing in core if thing.code in ("seats", "smallest")]
    # Twelve people who need eight seats are named all twelve; else only who takes part.
    whole = needs if len(needs) == 1 and len(needs) + len(facts) == len(core) else []
    for thing in core:
        if thing.code in BY_PIECES and thing not in whole:
            rest = [other for other in core if other != thing]
            parts = _within_reach(asked, pieces(thing), rest)
            if len(parts) <= MOST_PIECES:
                parts = smallest_set(parts, _with(asked, rest))
            core = [*rest, *joined(parts)]
    place = asked.first_impossible(core) or 0
    present = asked.rounds[place][1]
    core = [
        replace(thing, guests=tuple(key for key in thing.guests if key in present))
        if thing.code == "need"
        else thing
        for thing in core
    ]
    people = {key for thing in core for key in thing.guests if key in present}
    return tuple(
        _counted(asked, _fact(asked, place, thing, core, people)) for thing in joined(core)
    )


def _within_reach(asked: Asked, parts: list[Constraint], rest: Things) -> list[Constraint]:
    """Leave out the limits of tables where nobody named may sit, if that changes nothing."""
    if parts[0].code not in WEIGHT or (puzzle := asked.puzzle(0, rest)) is None:
        return parts
    tables = {asked.tables[place].key for allowed in puzzle.allowed for place in bits(allowed)}
    near = [part for part in parts if tables.issuperset(part.tables)]
    return near if near and not asked.possible([*rest, *joined(near)]) else parts


def _with(asked: Asked, rest: Things) -> Test:
    return lambda some: asked.possible([*rest, *some])


def _fact(
    asked: Asked, place: int, thing: Constraint, core: Things, people: set[str]
) -> Constraint:
    """Say of a limit whom it is about, and of a table too small that it is the largest."""
    if thing.code not in WEIGHT:
        return thing
    present = asked.rounds[place][1]
    guests = tuple(sorted(people if people and thing.code == "seats" else present))
    number = 0
    puzzle = asked.puzzle(place, core)
    if thing.code == "seats" and puzzle is not None:
        largest = max(asked.tables[asked.table_number[key]].seats for key in thing.tables)
        number = largest if max(puzzle.sizes, default=0) > largest else 0
    return replace(thing, guests=guests, number=number)


def _counted(asked: Asked, thing: Constraint) -> Constraint:
    tables = [asked.tables[asked.table_number[key]] for key in thing.tables if thing.code in WEIGHT]
    match thing.code:
        case "need":
            offering = [asked.tables[place] for place in bits(asked.offering[thing.label])]
            return replace(
                thing,
                tables=tuple(table.key for table in offering),
                number=sum(table.seats for table in offering),
            )
        case "seats":
            return replace(thing, number=thing.number or sum(table.seats for table in tables))
        case "smallest":
            return replace(thing, number=sum(min(t.smallest, t.seats) for t in tables))
        case _:
            return thing
