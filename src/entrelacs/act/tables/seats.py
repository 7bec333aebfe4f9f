"""Change who sits where by hand: move, exchange, lock, seat a latecomer. Each is a new version."""

from dataclasses import replace

from django.db import transaction

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.composing import asked_of
from entrelacs.act.tables.errors import (
    AlreadySeated,
    CannotPlace,
    NobodyThere,
    NoSuchRound,
    NotExpected,
    SeatIsLocked,
    TableIsFull,
    TableIsPutAway,
)
from entrelacs.act.tables.guests import Asked, attends, guest_key, table_key
from entrelacs.act.tables.models import Seating, Table
from entrelacs.act.tables.queries import (
    composition_of,
    current_seating,
    is_expected,
    open_tables,
    registrations_with_people,
)
from entrelacs.act.tables.versions import (
    Place,
    free_position,
    in_all_rounds,
    open_version,
    places_by_round,
    write_version,
)
from entrelacs.commons.people.models import Person
from entrelacs.engines.seating import NoSeatLeft, Placement, RoundTables, place_one


@transaction.atomic
def move_seat(
    *,
    actor: Person | None,
    gathering: Gathering,
    registration: Registration,
    table: Table | None,
    expected_version: int,
    round_: int = 1,
) -> Seating:
    """Seat someone at a table in one round, or at none: they then wait for a seat."""
    seating = open_version(gathering, expected_version)
    _refuse_round(gathering, round_)
    rounds = places_by_round(seating)
    places = rounds.setdefault(round_, {})
    old = places.pop(registration.pk, None)
    if old is not None and old.is_locked:
        raise SeatIsLocked(name=_name_of(registration))
    if table is not None:
        _refuse_unexpected(registration, round_)
        if not table.is_open or table.gathering_id != gathering.pk:
            raise TableIsPutAway(table=table.number)
        position = _take_chair(table, places)
        places[registration.pk] = Place(registration.pk, table.pk, position, round=round_)
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.MOVED,
        places=in_all_rounds(rounds),
        event="seating.moved",
        registration=registration.pk,
        table=table.number if table else None,
        round=round_,
    )


@transaction.atomic
def swap_seats(
    *,
    actor: Person | None,
    gathering: Gathering,
    first: Registration,
    second: Registration,
    expected_version: int,
    round_: int = 1,
) -> Seating:
    """Let two people change places in one round; one of them may be waiting for a seat."""
    seating = open_version(gathering, expected_version)
    _refuse_round(gathering, round_)
    rounds = places_by_round(seating)
    places = rounds.setdefault(round_, {})
    seats = {one.pk: places.pop(one.pk, None) for one in (first, second)}
    if not any(seats.values()):
        raise NobodyThere(name=_name_of(first))
    for newcomer, leaver in ((first, second), (second, first)):
        seat = seats[leaver.pk]
        if seat is None:
            continue
        if seat.is_locked:
            raise SeatIsLocked(name=_name_of(leaver))
        _refuse_unexpected(newcomer, round_)
        places[newcomer.pk] = replace(seat, registration_id=newcomer.pk)
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.MOVED,
        places=in_all_rounds(rounds),
        event="seating.swapped",
        registrations=[first.pk, second.pk],
        round=round_,
    )


@transaction.atomic
def lock_seat(
    *,
    actor: Person | None,
    gathering: Gathering,
    registration: Registration,
    is_locked: bool,
    expected_version: int,
    round_: int = 1,
) -> Seating:
    """Keep someone in place in one round when tables are composed again, or let them move."""
    seating = open_version(gathering, expected_version)
    rounds = places_by_round(seating)
    places = rounds.get(round_, {})
    if registration.pk not in places:
        raise NobodyThere(name=_name_of(registration))
    places[registration.pk] = replace(places[registration.pk], is_locked=is_locked)
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.MOVED,
        places=in_all_rounds(rounds),
        event="seating.locked" if is_locked else "seating.unlocked",
        registration=registration.pk,
        round=round_,
    )


@transaction.atomic
def place_latecomer(
    *,
    actor: Person | None,
    gathering: Gathering,
    registration: Registration,
    expected_version: int,
    round_: int = 1,
) -> tuple[Seating, Placement]:
    """Seat whoever arrives at the table where they do most good, and nobody else moves."""
    seating = open_version(gathering, expected_version)
    _refuse_round(gathering, round_)
    _refuse_unexpected(registration, round_)
    rounds = places_by_round(seating)
    places = rounds.setdefault(round_, {})
    if registration.pk in places:
        raise AlreadySeated(name=_name_of(registration), round=round_)
    tables = list(open_tables(gathering))
    here = [row for row in registrations_with_people(gathering) if is_expected(row)]
    asked = asked_of(
        gathering, registrations=here, tables=tables, seating=current_seating(gathering)
    )
    try:
        placement = place_one(
            guest_key(registration.pk), asked.whole(), seated_keys(asked), round_=round_ - 1
        )
    except NoSeatLeft as full:
        raise CannotPlace(name=_name_of(registration)) from full
    table = next(table for table in tables if table_key(table) == placement.table)
    position = _take_chair(table, places)
    places[registration.pk] = Place(registration.pk, table.pk, position, round=round_)
    written = write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.MOVED,
        places=in_all_rounds(rounds),
        event="seating.latecomer",
        registration=registration.pk,
        table=table.number,
        round=round_,
    )
    return written, placement


def seated_keys(asked: Asked) -> list[RoundTables]:
    """Guest keys by table key, round by round; those who do not come left out."""
    here = {row.pk for row in asked.registrations}
    key_of = {table.pk: table_key(table) for table in asked.tables}
    rounds: list[dict[str, list[str]]] = [
        {key: [] for key in key_of.values()} for _ in range(asked.composition.rounds)
    ]
    for seat in asked.seats:
        if seat.registration_id in here and seat.table_id in key_of and seat.round <= len(rounds):
            rounds[seat.round - 1][key_of[seat.table_id]].append(guest_key(seat.registration_id))
    return [{key: tuple(keys) for key, keys in tables.items()} for tables in rounds]


def _take_chair(table: Table, places: dict[int, Place]) -> int:
    """A free chair, or that of someone who does not come: their seat was kept in case they arrive."""
    around = {
        place.registration_id: place for place in places.values() if place.table_id == table.pk
    }
    # A table made smaller may hold people on chairs beyond its seats: they count too.
    if len(around) < table.seat_count:
        return free_position({place.position for place in around.values()})
    for row in Registration.objects.filter(pk__in=around).order_by("pk"):
        if not is_expected(row):
            return places.pop(row.pk).position
    raise TableIsFull(table=table.number, seats=table.seat_count)


def _refuse_round(gathering: Gathering, round_: int) -> None:
    if not 1 <= round_ <= composition_of(gathering).rounds:
        raise NoSuchRound(round=round_)


def _refuse_unexpected(registration: Registration, round_: int) -> None:
    if not is_expected(registration):
        raise NotExpected(name=_name_of(registration))
    if not attends(registration, round_):
        raise NoSuchRound(round=round_)


def _name_of(registration: Registration) -> str:
    return str(registration.person.full_name) if registration.person else ""
