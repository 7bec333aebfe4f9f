"""Versions of a seating: read the places of one, take one's turn, write the next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import count

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.tables.conflict import seating_changed
from entrelacs.act.tables.errors import SeatingIsFrozen
from entrelacs.act.tables.models import Seat, Seating
from entrelacs.act.tables.queries import current_seating, seats_of
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person


@dataclass(frozen=True, slots=True)
class Place:
    """Where one registration sits, before it is written in a version."""

    registration_id: int
    table_id: int
    position: int
    is_locked: bool = False


def open_version(gathering: Gathering, expected_version: int | None) -> Seating | None:
    """Take the gathering for oneself until the transaction ends, and check nobody saved meanwhile."""
    held = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if held.is_closed:
        raise SeatingIsFrozen(gathering=gathering.name)
    seating = current_seating(gathering)
    version = seating.version if seating else 0
    if expected_version is not None and version != expected_version:
        raise seating_changed(gathering, expected_version)
    return seating


def places_of(seating: Seating | None) -> dict[int, Place]:
    if seating is None:
        return {}
    return {
        seat.registration_id: Place(
            seat.registration_id, seat.table_id, seat.position, seat.is_locked
        )
        for seat in seats_of(seating)
    }


def _next_version(gathering: Gathering, after: Seating | None) -> int:
    held = Gathering.objects.get(pk=gathering.pk)
    held.last_version = max(held.last_version, after.version if after else 0) + 1
    held.save(update_fields=["last_version"])
    return held.last_version


def free_position(taken: Collection[int]) -> int:
    """The first chair round a table where nobody sits.

    >>> free_position({0, 2})
    1
    """
    return next(position for position in count() if position not in taken)


def write_version(
    *,
    actor: Person | None,
    gathering: Gathering,
    after: Seating | None,
    origin: Seating.Origin,
    places: Iterable[Place],
    event: str,
    seed: int | None = None,
    engine: str | None = None,
    **details: object,
) -> Seating:
    """Write the version that follows, whole; call it inside the action's own transaction."""
    seating = Seating.objects.create(
        programme_id=gathering.programme_id,
        gathering=gathering,
        version=_next_version(gathering, after),
        origin=origin,
        # A change by hand keeps the seed of what it changes: that plan can be made again.
        seed=seed if seed is not None else (after.seed if after else 0),
        engine=engine if engine is not None else (after.engine if after else ""),
        composed_by=actor,
    )
    Seat.objects.bulk_create(
        Seat(
            programme_id=gathering.programme_id,
            seating=seating,
            table_id=place.table_id,
            registration_id=place.registration_id,
            position=place.position,
            is_locked=place.is_locked,
        )
        for place in places
    )
    record(
        actor=actor,
        event=event,
        subject=seating,
        version=seating.version,
        seed=seating.seed,
        **details,
    )
    return seating
