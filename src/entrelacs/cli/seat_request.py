"""From people and options to a request for the engine, with what had to give way said in words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from entrelacs.cli.guest_list_structures import find_spellings
from entrelacs.cli.seat_source import Source, name_some
from entrelacs.cli.words import _
from entrelacs.engines.seating import Guest, Lock, SeatingRequest, TableSpec
from entrelacs.engines.seating.errors import ImpossibleTableSizes, NoSizesFit, TooFewGuests
from entrelacs.engines.seating.sizes import LARGEST, PREFERRED, SMALLEST, plan_tables

# How lists write the two worlds to be bridged; both must be found for the poles to be wanted.
_POLES = (
    re.compile(r"^(ts|travail.* socia.*|social work.*)$", re.IGNORECASE),
    re.compile(r"^(es|entrepren.* socia.*|social enterprise.*|social entrepren.*)$", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for; None leaves it to the file, or to the usual."""

    rounds: int | None = None
    tables: int | None = None
    sizes: tuple[int, int] | None = None
    distinct_structures: bool = False


def make_request(
    source: Source, wanted: Wanted, met: Mapping[tuple[str, str], int]
) -> tuple[SeatingRequest, list[str]]:
    """Return the request and the sentences that go with it. Raises SeatingError."""
    rounds = wanted.rounds or source.rounds or 1
    guests, warnings = join_structures(source.guests, wanted.distinct_structures)
    counts = [sum(guest.attends(round_) for guest in guests) for round_ in range(rounds)]
    tables, told = _cut_tables(source, wanted, counts)
    warnings += told
    never = [guest.key for guest in guests if not any(map(guest.attends, range(rounds)))]
    if never:
        warnings.append(
            _("There in none of the %(rounds)d rounds: %(names)s.")
            % {"rounds": rounds, "names": name_some(never)}
        )
    locks, told = _locks(source, tables, rounds)
    warnings += told
    request = SeatingRequest(
        guests=tuple(guests),
        tables=offer_needs(tables, guests, locks),
        rounds=rounds,
        met=met,
        wishes=source.wishes,
        locks=tuple(locks),
        poles=find_poles(guests),
    )
    return request, warnings


def find_poles(guests: Sequence[Guest]) -> tuple[str, str] | None:
    """Return the two worlds to be bridged, when both are in the room."""
    worlds = sorted({world for guest in guests for world in guest.worlds})
    found = [next(filter(pattern.match, worlds), None) for pattern in _POLES]
    return (found[0], found[1]) if found[0] and found[1] else None


def join_structures(guests: Sequence[Guest], distinct: bool) -> tuple[list[Guest], list[str]]:
    """Give one name to structures that are probably one, and ask whether they are."""
    if distinct:
        return list(guests), []
    # The numbers of a case are nobody's spelling.
    names = (g.structure for g in guests if g.structure and not g.structure.isdecimal())
    groups = find_spellings(names)
    one_name = {spelling: group[0] for group in groups for spelling in group}
    joined = [
        replace(guest, structure=one_name.get(guest.structure or "", guest.structure))
        for guest in guests
    ]
    questions = [
        _(
            "Are these one structure? %(spellings)s. Taken as one: their people are kept apart. "
            "If not, add --distinct-structures."
        )
        % {"spellings": ", ".join(_("“%(name)s”") % {"name": name} for name in group)}
        for group in groups
    ]
    return joined, questions


def _cut_tables(
    source: Source, wanted: Wanted, counts: Sequence[int]
) -> tuple[list[TableSpec], list[str]]:
    if source.sizes and wanted.tables is None and wanted.sizes is None:
        everyone = all(count == len(source.guests) for count in counts)
        return [
            TableSpec(str(number), size, size if everyone else 0)
            for number, size in enumerate(source.sizes, start=1)
        ], []
    smallest, largest = wanted.sizes or (SMALLEST, LARGEST)
    if not 2 <= smallest <= largest:
        raise ImpossibleTableSizes(smallest=smallest, largest=largest)
    most = max(counts)
    if most < 2:
        raise TooFewGuests(found=most, needed=2)
    if wanted.tables is None:
        number, warnings = _number_of_tables(most, smallest, largest)
    else:
        number, warnings = _enough_tables(most, wanted.tables, largest)
    # A number of tables was asked for, or few come to a round: sizes follow.
    largest = max(largest, -(-most // number))
    evenly = min(counts) // number
    asked = wanted.sizes is not None if wanted.tables else smallest <= most // number
    if asked and evenly < smallest:
        fewest = counts.index(min(counts))
        warnings.append(
            _("In round %(round)d, %(people)d people for %(tables)d tables: some hold %(size)d.")
            % {"round": fewest + 1, "people": counts[fewest], "tables": number, "size": evenly}
        )
    smallest = min(smallest, evenly)
    return [TableSpec(str(n), largest, smallest) for n in range(1, number + 1)], warnings


def _number_of_tables(people: int, smallest: int, largest: int) -> tuple[int, list[str]]:
    """Choose how many tables; too few people, or a number that no sizes make, still get a plan."""
    preferred = min(max(PREFERRED, smallest), largest)
    if people < smallest:
        return 1, [
            _("%(people)d people are too few for tables of %(smallest)d: they sit at one table.")
            % {"people": people, "smallest": smallest}
        ]
    try:
        return len(plan_tables(people, smallest, largest, preferred)), []
    except NoSizesFit as error:
        fewer, more = error.details["nearest"]
        number = -(-people // largest)
        return number, [
            _(
                "%(people)d people cannot be cut in tables of %(smallest)d to %(largest)d; "
                "%(fewer)d or %(more)d could. Here are %(tables)d tables, some smaller."
            )
            % {
                "people": people,
                "smallest": smallest,
                "largest": largest,
                "fewer": fewer,
                "more": more,
                "tables": number,
            }
        ]


def _enough_tables(people: int, asked: int, largest: int) -> tuple[int, list[str]]:
    if people <= asked * largest:
        # No table stands empty.
        return max(1, min(asked, people)), _too_many_tables(people, asked)
    number = -(-people // largest)
    return number, [
        _(
            "%(people)d people for %(asked)d tables of at most %(largest)d: %(seats)d seats only. "
            "%(number)d tables of %(largest)d would do, as in this plan; "
            "or add “--sizes 6-%(size)d” for larger tables."
        )
        % {
            "people": people,
            "asked": asked,
            "largest": largest,
            "seats": asked * largest,
            "number": number,
            "size": -(-people // asked),
        }
    ]


def _too_many_tables(people: int, asked: int) -> list[str]:
    if asked <= people:
        return []
    return [
        _("%(people)d people for %(asked)d tables: %(people)d tables only are laid.")
        % {"people": people, "asked": asked}
    ]


def _locks(
    source: Source, tables: Sequence[TableSpec], rounds: int
) -> tuple[list[Lock], list[str]]:
    locks, warnings = [], []
    guests = {guest.key: guest for guest in source.guests}
    for key, number in source.hosts:
        if number >= len(tables):
            warnings.append(
                _("%(name)s keeps table %(table)d, and there are %(tables)d: seated anywhere.")
                % {"name": key, "table": number + 1, "tables": len(tables)}
            )
            continue
        locks.append(Lock(key, tables[number].key))
        absent = [str(r + 1) for r in range(rounds) if not guests[key].attends(r)]
        if absent:
            warnings.append(
                _("%(name)s keeps table %(table)d but is absent in round %(rounds)s: no host then.")
                % {"name": key, "table": number + 1, "rounds": ", ".join(absent)}
            )
    return locks, warnings


def offer_needs(
    tables: Sequence[TableSpec], guests: Sequence[Guest], locks: Sequence[Lock]
) -> tuple[TableSpec, ...]:
    """Let the first tables answer each need, as few as hold its people at half of their seats."""
    needs = Counter(need for guest in guests for need in guest.needs)
    needs_of = {guest.key: guest.needs for guest in guests}
    offers: dict[str, dict[str, None]] = {table.key: {} for table in tables}
    for need, people in needs.items():
        half = max(1, tables[0].seats // 2)
        for table in tables[: -(-people // half)]:
            offers[table.key][need] = None
    for lock in locks:
        offers[lock.table] |= dict.fromkeys(needs_of[lock.guest])
    return tuple(replace(table, offers=tuple(offers[table.key])) for table in tables)
