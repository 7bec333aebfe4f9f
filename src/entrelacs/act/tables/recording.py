"""A seating that was not composed here: the room as a source tells it."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.models import Seating, Table
from entrelacs.act.tables.versions import (
    Place,
    free_position,
    in_all_rounds,
    open_version,
    places_by_round,
    write_version,
)
from entrelacs.commons.people.models import Person


@transaction.atomic
def record_seating(
    *,
    actor: Person | None,
    gathering: Gathering,
    seats: Sequence[tuple[Registration, Table]],
) -> Seating:
    """Write who really sat where, on top of who is seated already."""
    seating = open_version(gathering, None)
    rounds = places_by_round(seating)
    places = rounds.setdefault(1, {})
    for registration, _table in seats:
        places.pop(registration.pk, None)
    taken: dict[int, set[int]] = defaultdict(set)
    for place in places.values():
        taken[place.table_id].add(place.position)
    for registration, table in seats:
        position = free_position(taken[table.pk])
        places[registration.pk] = Place(registration.pk, table.pk, position)
        taken[table.pk].add(position)
    return write_version(
        actor=actor,
        gathering=gathering,
        after=seating,
        origin=Seating.Origin.IMPORTED,
        places=in_all_rounds(rounds),
        event="seating.recorded",
        people=len(seats),
    )
