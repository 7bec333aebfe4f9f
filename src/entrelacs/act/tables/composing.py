"""What the one button stands on: whom to seat, who stays, and the chairs round each table."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.guests import guest_key, table_key, worlds_by_key
from entrelacs.act.tables.models import Seating, Table
from entrelacs.act.tables.queries import is_expected, registrations_with_people
from entrelacs.act.tables.ring import seat_round
from entrelacs.act.tables.versions import Place, places_of
from entrelacs.engines.seating import Seating as EngineSeating
from entrelacs.engines.seating import SeatingError, plan_tables


class Base(models.TextChoices):
    """Whom to seat."""

    REGISTERED = "registered", _("those registered")
    PRESENT = "present", _("those present")


def people_to_seat(gathering: Gathering, base: Base, seating: Seating | None) -> list[Registration]:
    """Those of the base, and whoever is late for a locked seat, unless known not to come."""
    held = {place.registration_id for place in places_of(seating).values() if place.is_locked}
    return [
        row
        for row in registrations_with_people(gathering)
        if _is_in(row, base) or (row.pk in held and is_expected(row))
    ]


def _is_in(registration: Registration, base: Base) -> bool:
    if base == Base.PRESENT:
        return registration.presence == Registration.Presence.PRESENT
    return is_expected(registration)


def locked_places(
    seating: Seating | None, registrations: Sequence[Registration], tables: Sequence[Table]
) -> list[tuple[Place, str]]:
    coming = {registration.pk for registration in registrations}
    key_of = {table.pk: table_key(table) for table in tables}
    return [
        (place, key_of[place.table_id])
        for place in places_of(seating).values()
        if place.is_locked and place.registration_id in coming and place.table_id in key_of
    ]


def places_from(
    composed: EngineSeating,
    tables: Sequence[Table],
    locked: Sequence[Place],
    registrations: Sequence[Registration],
) -> list[Place]:
    """Locked people keep their very chair; the others go round, worlds alternating."""
    world_of: Mapping[str, str] = worlds_by_key(registrations)
    kept = {guest_key(place.registration_id): place for place in locked}
    places = []
    for table, keys in zip(tables, composed.tables, strict=True):
        taken = {kept[key].position for key in keys if key in kept}
        free = iter(n for n in range(table.seat_count + len(keys)) if n not in taken)
        places.extend(
            kept[key] if key in kept else Place(int(key), table.pk, next(free))
            for key in seat_round(keys, world_of)
        )
    return places


def sizes_proposed(people: int) -> list[int]:
    """Tables to lay for so many people; none when no cut is reasonable."""
    try:
        return list(plan_tables(people))
    except SeatingError:
        return []
