"""What the one button stands on: whom to seat, what the engine is asked, chairs round each table."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.guests import Asked, guest_key, table_key, worlds_by_key
from entrelacs.act.tables.models import Composition, Seat, Seating, Table
from entrelacs.act.tables.queries import (
    composition_of,
    is_expected,
    meetings_before,
    registrations_with_people,
    seats_of,
    wishes_of,
)
from entrelacs.act.tables.ring import seat_round
from entrelacs.act.tables.versions import Place
from entrelacs.commons.programmes.queries import worlds
from entrelacs.engines.seating import RoundTables, SeatingError, plan_tables


class Base(models.TextChoices):
    """Whom to seat."""

    REGISTERED = "registered", _("those registered")
    PRESENT = "present", _("those present")


def asked_of(
    gathering: Gathering,
    *,
    registrations: Sequence[Registration],
    tables: Sequence[Table],
    seating: Seating | None,
) -> Asked:
    """Read all that the engine is asked."""
    return Asked(
        composition=composition_of(gathering),
        registrations=registrations,
        tables=tables,
        meetings=meetings_before(gathering),
        worlds=tuple(worlds()),
        wishes=tuple(wishes_of(gathering)),
        seats=tuple(seats_of(seating)) if seating else (),
    )


def people_to_seat(gathering: Gathering, base: Base, seating: Seating | None) -> list[Registration]:
    """Those of the base, and whoever is late for a locked seat, unless known not to come."""
    held = (
        {seat.registration_id for seat in seats_of(seating) if seat.is_locked} if seating else set()
    )
    return [
        row
        for row in registrations_with_people(gathering)
        if _is_in(row, base) or (row.pk in held and is_expected(row))
    ]


def _is_in(registration: Registration, base: Base) -> bool:
    if base == Base.PRESENT:
        return registration.presence == Registration.Presence.PRESENT
    return is_expected(registration)


def places_in_round(
    around: RoundTables,
    *,
    round_: int,
    tables: Sequence[Table],
    registrations: Sequence[Registration],
    kept: Mapping[int, Place],
) -> list[Place]:
    """People of `kept` who stay at their table keep their very chair; the others go round, worlds
    alternating."""
    world_of = worlds_by_key(registrations)
    places = []
    for table in tables:
        keys = around.get(table_key(table), ())
        stay = {
            guest_key(pk): place
            for pk, place in kept.items()
            if place.table_id == table.pk and guest_key(pk) in keys
        }
        taken = {place.position for place in stay.values()}
        free = (position for position in count() if position not in taken)
        for key in seat_round(keys, world_of):
            place = stay.get(key) or Place(int(key), table.pk, next(free), round=round_)
            places.append(place)
    return places


def locked_in(seats: Iterable[Seat], round_: int) -> dict[int, Place]:
    """The seats locked by hand in one round."""
    return {
        seat.registration_id: Place(
            seat.registration_id, seat.table_id, seat.position, is_locked=True, round=round_
        )
        for seat in seats
        if seat.is_locked and seat.round == round_
    }


def sizes_wanted(people: int, composition: Composition) -> tuple[int, ...]:
    """Tables to lay for so many people; raises what `plan_tables` raises."""
    smallest, largest = composition.smallest, composition.largest
    return plan_tables(people, smallest, largest, min(largest, max(smallest, 8)))


def sizes_proposed(people: int, composition: Composition) -> list[int]:
    """The same; none when no cut is reasonable."""
    try:
        return list(sizes_wanted(people, composition))
    except SeatingError:
        return []
