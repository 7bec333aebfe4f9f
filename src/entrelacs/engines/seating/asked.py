"""What a request asks for, thing by thing, and the puzzle that some of these things make."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from entrelacs.engines.seating.errors import DuplicateGuest, DuplicateTable
from entrelacs.engines.seating.feasible import Effort, Puzzle, is_possible
from entrelacs.engines.seating.model import Constraint, SeatingRequest

# What is named rather than what comes after it, when several things would explain the same.
NAMING_ORDER = ("lock", "together", "apart", "need", "seats", "smallest")
# What is given up first when one may choose: what somebody needs after what somebody prefers, and
# the facts of the room last.
GIVING_ORDER = ("together", "apart", "lock", "need", "smallest", "seats")
# Looks at a group that one diagnosis may spend: see `feasible`.
EFFORT = 400_000
# Things that are asked for of several people or tables at once, and can be given up for some.
BY_PIECES = ("need", "seats", "smallest")


class Asked:
    """A request as named constraints. Everything is in the order of the keys.

    `things` are the constraints, the facts of the room among them: one for the seats of all the
    tables, one for their smallest sizes, one for all who need the same thing. Of "seats" and
    "smallest", `tables` are those whose limits are kept; of "need", `guests` those who need it. `read`
    counts the things read so far, round by round.
    """

    def __init__(self, request: SeatingRequest) -> None:
        self.guests = {guest.key: guest for guest in sorted(request.guests, key=lambda g: g.key)}
        self.tables = sorted(request.tables, key=lambda table: table.key)
        self.table_number = {table.key: place for place, table in enumerate(self.tables)}
        _refuse_doubles(request, self.guests, self.table_number)
        self.all_tables = (1 << len(self.tables)) - 1
        self.effort = Effort(EFFORT)
        self.read = 0
        self.offering: dict[str, int] = defaultdict(int)
        for place, table in enumerate(self.tables):
            for offer in set(table.offers):
                self.offering[offer] |= 1 << place
        self.things = tuple(
            sorted(set(self._name_things(request)), key=lambda c: _place(c, NAMING_ORDER))
        )
        self.rounds = self._unlike_rounds(request.rounds)

    def _name_things(self, request: SeatingRequest) -> Iterator[Constraint]:
        tables = tuple(table.key for table in self.tables)
        yield Constraint("seats", tables=tables)
        yield Constraint("smallest", tables=tables)
        for lock in request.locks:
            if lock.round is None or 0 <= lock.round < request.rounds:
                label = "" if lock.round is None else str(lock.round)
                yield Constraint("lock", (lock.guest,), (lock.table,), label)
        needing: dict[str, list[str]] = defaultdict(list)
        for key, guest in self.guests.items():
            for need in set(guest.needs):
                needing[need].append(key)
        for need, people in needing.items():
            yield Constraint("need", tuple(people), label=need)
        for wish in request.wishes:
            known = tuple(sorted({key for key in wish.guests if key in self.guests}))
            if len(known) > 1:
                yield Constraint("together" if wish.together else "apart", known)

    def _unlike_rounds(self, rounds: int) -> tuple[tuple[int, frozenset[str]], ...]:
        """Return each round with those who attend it; of rounds that are alike, the first only."""
        everyone = frozenset(self.guests)
        locked = {thing.label for thing in self.things if thing.code == "lock"}
        partial = [guest for guest in self.guests.values() if guest.rounds is not None]
        unlike: dict[tuple[frozenset[str], str], tuple[int, frozenset[str]]] = {}
        for round_ in range(rounds):
            present = everyone - {guest.key for guest in partial if not guest.attends(round_)}
            own = str(round_) if str(round_) in locked else ""
            unlike.setdefault((present, own), (round_, present))
        return tuple(unlike.values())

    def possible(self, things: Iterable[Constraint]) -> bool:
        """Tell whether all these things can be had at once, in every round."""
        return self.first_impossible(tuple(things)) is None

    def first_impossible(self, things: Collection[Constraint]) -> int | None:
        """Return the place in `rounds` of the first one where these things cannot be had."""
        if any(thing.code == "lock" and self.is_void(thing) for thing in things):
            return 0
        for place in range(len(self.rounds)):
            self.read += 10 + len(things)
            puzzle = self.puzzle(place, things)
            if puzzle is None or not is_possible(puzzle, self.effort):
                return place
        return None

    def is_void(self, lock: Constraint) -> bool:
        """Tell whether a lock names an unknown table, or someone who is not there to be seated."""
        guest = self.guests.get(lock.guests[0])
        if guest is None or lock.tables[0] not in self.table_number:
            return True
        if lock.label:
            return not guest.attends(int(lock.label))
        return not any(guest.key in present for _, present in self.rounds)

    def puzzle(self, place: int, things: Iterable[Constraint]) -> Puzzle | None:
        """Return the puzzle of a round; None when two people to keep apart are in one group."""
        round_, present = self.rounds[place]
        allowed: dict[str, int] = {}
        most = [len(present)] * len(self.tables)
        least = [0] * len(self.tables)
        groups, apart = Groups(), []
        for thing in things:
            here = [key for key in thing.guests if key in present]
            match thing.code:
                case "seats":
                    for key in thing.tables:
                        number = self.table_number[key]
                        most[number] = max(0, self.tables[number].seats)
                case "smallest":
                    for key in thing.tables:
                        number = self.table_number[key]
                        table = self.tables[number]
                        least[number] = max(0, min(table.smallest, table.seats))
                case "lock":
                    if thing.label in ("", str(round_)) and not self.is_void(thing):
                        at = 1 << self.table_number[thing.tables[0]]
                        for key in here:
                            allowed[key] = allowed.get(key, self.all_tables) & at
                case "need":
                    for key in here:
                        allowed[key] = (
                            allowed.get(key, self.all_tables) & self.offering[thing.label]
                        )
                case "together":
                    groups.join(here)
                case _:
                    apart.append(here)
        return _puzzle(
            self,
            groups=groups,
            allowed=allowed,
            apart=apart,
            sizes=(least, most),
            present=len(present),
        )


def _puzzle(
    asked: Asked,
    *,
    groups: "Groups",
    allowed: dict[str, int],
    apart: list[list[str]],
    sizes: tuple[list[int], list[int]],
    present: int,
) -> Puzzle | None:
    named = sorted({*groups.root, *allowed, *(key for keys in apart for key in keys)})
    number: dict[str, int] = {}
    for key in named:
        number.setdefault(groups.find(key), len(number))
    group_of = {key: number[groups.find(key)] for key in named}
    people, tables = [0] * len(number), [asked.all_tables] * len(number)
    for key in named:
        people[group_of[key]] += 1
        tables[group_of[key]] &= allowed.get(key, asked.all_tables)
    exclude = [0] * len(number)
    for keys in apart:
        at = [group_of[key] for key in keys]
        if len(set(at)) < len(at):
            return None
        everyone = sum(1 << group for group in at)
        for group in at:
            exclude[group] |= everyone & ~(1 << group)
    least, most = sizes
    return Puzzle(
        sizes=tuple(people),
        allowed=tuple(tables),
        apart=tuple(exclude),
        least=tuple(least),
        most=tuple(most),
        others=present - len(named),
    )


class Groups:
    """People joined two by two (union-find: Tarjan, Journal of the ACM 22, 1975)."""

    def __init__(self) -> None:
        self.root: dict[str, str] = {}

    def find(self, key: str) -> str:
        """Return who stands for the group of someone."""
        root = self.root
        while root.get(key, key) != key:
            root[key] = key = root.get(root[key], root[key])
        return key

    def join(self, keys: Iterable[str]) -> None:
        """Put people in one group."""
        first = None
        for key in keys:
            root = self.find(self.root.setdefault(key, key))
            first = root if first is None else first
            self.root[root] = first


def pieces(thing: Constraint) -> list[Constraint]:
    """Cut one thing in things as small as can be: a need by person, limits by table.

    >>> [piece.guests for piece in pieces(Constraint("need", ("ada", "bo"), label="quiet"))]
    [('ada',), ('bo',)]
    """
    if thing.code == "need":
        return [replace(thing, guests=(key,)) for key in thing.guests]
    if thing.code in BY_PIECES:
        return [replace(thing, tables=(key,)) for key in thing.tables]
    return [thing]


def joined(things: Iterable[Constraint]) -> list[Constraint]:
    """Put pieces together again, and everything in the order of what is given up first."""
    whole: dict[object, Constraint] = {}
    for piece in sorted(things, key=lambda thing: _place(thing, GIVING_ORDER)):
        name = (piece.code, piece.label) if piece.code in BY_PIECES else piece
        so_far = whole.get(name)
        whole[name] = (
            piece
            if so_far is None
            else replace(
                piece, guests=so_far.guests + piece.guests, tables=so_far.tables + piece.tables
            )
        )
    return list(whole.values())


def _place(
    thing: Constraint, order: Sequence[str]
) -> tuple[int, tuple[str, ...], tuple[str, ...], str]:
    return order.index(thing.code), thing.guests, thing.tables, thing.label


def _refuse_doubles(
    request: SeatingRequest, guests: Collection[str], tables: Collection[str]
) -> None:
    if len(guests) < len(request.guests):
        times = Counter(guest.key for guest in request.guests)
        raise DuplicateGuest(guest=min(key for key, count in times.items() if count > 1))
    if len(tables) < len(request.tables):
        times = Counter(table.key for table in request.tables)
        raise DuplicateTable(table=min(key for key, count in times.items() if count > 1))
