"""Changes of the tables and of who sits where. Each change of the seating is a new version.

`expected_version` is the version the actor was looking at (0 when there was none): if someone else
saved meanwhile, `SeatingChanged` says what differs and nothing is written.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.codes import draw_codes
from entrelacs.act.tables.composing import (
    Base,
    locked_places,
    people_to_seat,
    places_from,
)
from entrelacs.act.tables.errors import (
    GuestsChanged,
    NobodyThere,
    NobodyToSeat,
    NotExpected,
    SeatIsLocked,
    TableIsFull,
    TableIsPutAway,
    TablesChanged,
    WrongTableSizes,
)
from entrelacs.act.tables.guests import (
    guest_from,
    guest_key,
    meetings_between,
    pole_codes,
    specs_of,
)
from entrelacs.act.tables.models import LARGEST, MOST_TABLES, SMALLEST, Seating, Table
from entrelacs.act.tables.queries import (
    current_seating,
    is_expected,
    meetings_before,
    open_tables,
)
from entrelacs.act.tables.versions import (
    Place,
    free_position,
    open_version,
    places_of,
    write_version,
)
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.queries import worlds
from entrelacs.engines.seating import compose_tables, plan_tables


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
    missing = sorted(wanted.keys() - known.keys())
    Table.objects.bulk_create(
        Table(
            programme_id=gathering.programme_id,
            gathering=gathering,
            number=number,
            seat_count=wanted[number],
            code=code,
        )
        for number, code in zip(missing, draw_codes(len(missing)), strict=True)
    )
    record(actor=actor, event="tables.set", subject=gathering, sizes=list(sizes))
    _stand_up(actor, gathering, seating)
    return list(open_tables(gathering))


def compose_gathering(
    *,
    actor: Person | None,
    gathering: Gathering,
    base: Base,
    seed: int,
    expected_version: int,
) -> Seating:
    """Seat everyone again; locked people stay. Tables are laid first if there are none.

    The search runs before the transaction, so that nobody waits for it to save something else; what
    it stood on is checked again before the plan is written.
    """
    seating = current_seating(gathering)
    registrations = people_to_seat(gathering, base, seating)
    if not registrations:
        raise NobodyToSeat(base=str(Base(base).label))
    tables = list(open_tables(gathering))
    if not tables:
        tables = set_tables(
            actor=actor,
            gathering=gathering,
            sizes=plan_tables(len(registrations)),
            expected_version=expected_version,
        )
    locked = locked_places(seating, registrations, tables)
    composed = compose_tables(
        [guest_from(registration) for registration in registrations],
        tables=specs_of(tables),
        met=meetings_between(registrations, meetings_before(gathering)),
        locked={guest_key(place.registration_id): number for place, number in locked},
        poles=pole_codes(worlds()),
        seed=seed,
    )
    with transaction.atomic():
        seating = open_version(gathering, expected_version)
        if specs_of(open_tables(gathering)) != specs_of(tables):
            raise TablesChanged(gathering=gathering.name)
        if people_to_seat(gathering, base, seating) != registrations:
            raise GuestsChanged(gathering=gathering.name)
        return write_version(
            actor=actor,
            gathering=gathering,
            after=seating,
            origin=Seating.Origin.COMPOSED,
            places=places_from(
                composed, tables, [place for place, _number in locked], registrations
            ),
            event="seating.composed",
            seed=seed,
            engine=composed.engine,
            base=str(base),
            people=len(registrations),
            cost=composed.cost.as_dict(),
        )


@transaction.atomic
def move_seat(
    *,
    actor: Person | None,
    gathering: Gathering,
    registration: Registration,
    table: Table | None,
    expected_version: int,
) -> Seating:
    """Seat someone at a table, or at none: they then wait for a seat."""
    seating = open_version(gathering, expected_version)
    places = places_of(seating)
    old = places.pop(registration.pk, None)
    if old is not None and old.is_locked:
        raise SeatIsLocked(name=_name_of(registration))
    if table is not None:
        _refuse_unexpected(registration)
        if not table.is_open or table.gathering_id != gathering.pk:
            raise TableIsPutAway(table=table.number)
        places[registration.pk] = Place(registration.pk, table.pk, _free_position(table, places))
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.MOVED,
        places=places.values(),
        event="seating.moved",
        registration=registration.pk,
        table=table.number if table else None,
    )


@transaction.atomic
def swap_seats(
    *,
    actor: Person | None,
    gathering: Gathering,
    first: Registration,
    second: Registration,
    expected_version: int,
) -> Seating:
    """Let two people change places; one of them may be waiting for a seat."""
    seating = open_version(gathering, expected_version)
    places = places_of(seating)
    seats = {one.pk: places.pop(one.pk, None) for one in (first, second)}
    if not any(seats.values()):
        raise NobodyThere(name=_name_of(first))
    for newcomer, leaver in ((first, second), (second, first)):
        seat = seats[leaver.pk]
        if seat is None:
            continue
        if seat.is_locked:
            raise SeatIsLocked(name=_name_of(leaver))
        _refuse_unexpected(newcomer)
        places[newcomer.pk] = replace(seat, registration_id=newcomer.pk)
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.MOVED,
        places=places.values(),
        event="seating.swapped",
        registrations=[first.pk, second.pk],
    )


@transaction.atomic
def lock_seat(
    *,
    actor: Person | None,
    gathering: Gathering,
    registration: Registration,
    is_locked: bool,
    expected_version: int,
) -> Seating:
    """Keep someone in place when tables are composed again, or let them move."""
    seating = open_version(gathering, expected_version)
    places = places_of(seating)
    if registration.pk not in places:
        raise NobodyThere(name=_name_of(registration))
    places[registration.pk] = replace(places[registration.pk], is_locked=is_locked)
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.MOVED,
        places=places.values(),
        event="seating.locked" if is_locked else "seating.unlocked",
        registration=registration.pk,
    )


@transaction.atomic
def restore_seating(*, actor: Person | None, version: Seating, expected_version: int) -> Seating:
    """Bring an earlier version back as a new one; tables it used come back with it."""
    gathering = version.gathering
    seating = open_version(gathering, expected_version)
    places = places_of(version)
    Table.objects.filter(
        gathering=gathering, is_open=False, pk__in={place.table_id for place in places.values()}
    ).update(is_open=True)
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.RESTORED,
        places=places.values(),
        event="seating.restored",
        seed=version.seed,
        engine=version.engine,
        restored=version.version,
    )


def _stand_up(actor: Person | None, gathering: Gathering, seating: Seating | None) -> None:
    """Whoever sat at a table put away waits for a seat, in a version of its own."""
    places = places_of(seating)
    in_use = set(open_tables(gathering).values_list("pk", flat=True))
    kept = [place for place in places.values() if place.table_id in in_use]
    if len(kept) < len(places):
        write_version(
            actor=actor,
            gathering=gathering,
            after=seating,
            origin=Seating.Origin.MOVED,
            places=kept,
            event="seating.stood-up",
            people=len(places) - len(kept),
        )


def _free_position(table: Table, places: dict[int, Place]) -> int:
    taken = {place.position for place in places.values() if place.table_id == table.pk}
    # A table made smaller may hold people on chairs beyond its seats: they count too.
    if len(taken) >= table.seat_count:
        raise TableIsFull(table=table.number, seats=table.seat_count)
    return free_position(taken)


def _refuse_unexpected(registration: Registration) -> None:
    if not is_expected(registration):
        raise NotExpected(name=_name_of(registration))


def _name_of(registration: Registration) -> str:
    return str(registration.person.full_name) if registration.person else ""
