"""Lay tables, compose them, come back to an earlier plan. Each change of the seating is a version.

`expected_version` is the version the actor was looking at (0 when there was none): if someone else
saved meanwhile, `SeatingChanged` says what differs and nothing is written.
"""

from collections.abc import Sequence

from django.db import transaction

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.codes import draw_codes
from entrelacs.act.tables.composing import (
    Base,
    asked_of,
    locked_in,
    people_to_seat,
    places_in_round,
    sizes_wanted,
)
from entrelacs.act.tables.errors import (
    GuestsChanged,
    NobodyToSeat,
    RoundIsPlayed,
    TablesChanged,
    WishesContradict,
    WrongTableSizes,
)
from entrelacs.act.tables.guests import Asked, specs_of
from entrelacs.act.tables.models import (
    LARGEST,
    MOST_TABLES,
    SMALLEST,
    Composition,
    Seating,
    Table,
)
from entrelacs.act.tables.queries import composition_of, current_seating, open_tables
from entrelacs.act.tables.versions import (
    Place,
    in_all_rounds,
    open_version,
    places_by_round,
    write_version,
)
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person
from entrelacs.engines.seating import (
    Conflict,
    SeatingRequest,
    Watch,
    compose_tables,
    diagnose,
    moves_for,
)
from entrelacs.engines.seating import Seating as EngineSeating

# What one press of the button may take on a small server, searching in plain Python.
USUAL_SECONDS = 1.5
# Too few people or seats alone have a refusal of their own.
IMPOSSIBLE = {"together", "apart", "lock", "need"}


@transaction.atomic
def set_tables(
    *,
    actor: Person | None,
    gathering: Gathering,
    sizes: Sequence[int],
    expected_version: int | None = None,
) -> list[Table]:
    """Have one table per size, numbered from 1; tables beyond are put away, their people get up."""
    if not 1 <= len(sizes) <= MOST_TABLES or not all(SMALLEST <= n <= LARGEST for n in sizes):
        raise WrongTableSizes(most=MOST_TABLES, smallest=SMALLEST, largest=LARGEST)
    seating = open_version(gathering, expected_version)
    known = {table.number: table for table in Table.objects.filter(gathering=gathering)}
    wanted = dict(enumerate(sizes, start=1))
    for number, table in known.items():
        table.is_open = number in wanted
        table.seat_count = wanted.get(number, table.seat_count)
    Table.objects.bulk_update(known.values(), ("is_open", "seat_count"))
    add_tables(gathering, {n: wanted[n] for n in sorted(wanted.keys() - known.keys())})
    record(actor=actor, event="tables.set", subject=gathering, sizes=list(sizes))
    stand_up(actor=actor, gathering=gathering, seating=seating)
    return list(open_tables(gathering))


def add_tables(gathering: Gathering, sizes: dict[int, int]) -> list[Table]:
    """Lay tables of these numbers and sizes; part of the action that asks for them."""
    return Table.objects.bulk_create(
        Table(
            programme_id=gathering.programme_id,
            gathering=gathering,
            number=number,
            seat_count=seats,
            code=code,
        )
        for (number, seats), code in zip(sizes.items(), draw_codes(len(sizes)), strict=True)
    )


def compose_gathering(
    *,
    actor: Person | None,
    gathering: Gathering,
    base: Base,
    seed: int,
    expected_version: int,
    moves: int | None = None,
    watch: Watch | None = None,
) -> Seating:
    """Seat everyone again in the rounds to come; hosts and locked people stay. Tables are laid first
    if there are none.

    The search runs before the transaction, so that nobody waits for it to save something else; what
    it stood on is checked again before the plan is written.
    """
    seating, composition = current_seating(gathering), composition_of(gathering)
    if composition.played >= composition.rounds:
        raise RoundIsPlayed(round=composition.played)
    registrations = people_to_seat(gathering, base, seating)
    if not registrations:
        raise NobodyToSeat(base=str(Base(base).label))
    tables = list(open_tables(gathering))
    if not tables:
        tables = set_tables(
            actor=actor,
            gathering=gathering,
            sizes=sizes_wanted(len(registrations), composition),
            expected_version=expected_version,
        )
    asked = asked_of(gathering, registrations=registrations, tables=tables, seating=seating)
    request = asked.to_come()
    refuse_contradiction(request)
    budget = moves_for(USUAL_SECONDS, request, "plain") if moves is None else moves
    composed = compose_tables(request, seed=seed, moves=budget, watch=watch)
    with transaction.atomic():
        after = open_version(gathering, expected_version)
        refuse_other_room(asked, gathering, people_to_seat(gathering, base, after))
        return write_version(
            actor=actor,
            gathering=gathering,
            after=after,
            origin=Seating.Origin.COMPOSED,
            places=_places_from(composed, asked),
            event="seating.composed",
            seed=seed,
            engine=composed.engine,
            made=composed,
            base=str(base),
            people=len(registrations),
            cost=composed.cost.as_dict(),
        )


def refuse_contradiction(request: SeatingRequest) -> None:
    """Raise `WishesContradict` if what was asked by name cannot be had all together."""
    conflict = diagnose(request)
    if conflict is not None and _cannot_be(conflict):
        raise WishesContradict(conflict=conflict)


def _cannot_be(conflict: Conflict) -> bool:
    return any(constraint.code in IMPOSSIBLE for constraint in conflict.constraints)


def refuse_other_room(
    asked: Asked, gathering: Gathering, registrations: Sequence[Registration]
) -> None:
    """What a search stood on must still hold when its plan is written."""
    smallest = asked.composition.smallest
    now = Composition.objects.filter(gathering=gathering).first() or Composition()
    if (now.rounds, now.played) != (asked.composition.rounds, asked.composition.played):
        raise TablesChanged(gathering=gathering.name)
    if specs_of(open_tables(gathering), smallest) != specs_of(asked.tables, smallest):
        raise TablesChanged(gathering=gathering.name)
    if registrations != list(asked.registrations):
        raise GuestsChanged(gathering=gathering.name)


def _places_from(composed: EngineSeating, asked: Asked) -> list[Place]:
    """The rounds that took place as they were, then those composed."""
    played = asked.composition.played
    places = [
        Place(seat.registration_id, seat.table_id, seat.position, seat.is_locked, seat.round)
        for seat in asked.seats
        if seat.round <= played
    ]
    for number, around in enumerate(composed.by_round(), start=played + 1):
        places += places_in_round(
            around,
            round_=number,
            tables=asked.tables,
            registrations=asked.registrations,
            kept=locked_in(asked.seats, number),
        )
    return places


@transaction.atomic
def restore_seating(*, actor: Person | None, version: Seating, expected_version: int) -> Seating:
    """Bring an earlier version back as a new one; tables it used come back with it."""
    gathering = version.gathering
    seating = open_version(gathering, expected_version)
    places = in_all_rounds(places_by_round(version))
    Table.objects.filter(
        gathering=gathering, is_open=False, pk__in={place.table_id for place in places}
    ).update(is_open=True)
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.RESTORED,
        places=places,
        event="seating.restored",
        seed=version.seed,
        engine=version.engine,
        restored=version.version,
    )


def stand_up(
    *, actor: Person | None, gathering: Gathering, seating: Seating | None
) -> Seating | None:
    """Whoever sat at a table put away, or in a round taken out, waits for a seat; rounds that took
    place stay as they were. Part of the action that asks for it."""
    composition = composition_of(gathering)
    places = in_all_rounds(places_by_round(seating))
    in_use = set(open_tables(gathering).values_list("pk", flat=True))
    kept = [
        place
        for place in places
        if place.round <= composition.played
        or (place.round <= composition.rounds and place.table_id in in_use)
    ]
    if len(kept) == len(places):
        return seating
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.MOVED,
        places=kept,
        event="seating.stood-up",
        people=len(places) - len(kept),
    )
