"""Versions of a seating: read the places of one, take one's turn, write the next."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.tables.conflict import seating_changed
from entrelacs.act.tables.errors import SeatingIsFrozen
from entrelacs.act.tables.models import Seat, Seating
from entrelacs.act.tables.queries import composition_of, current_seating, seats_of
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person
from entrelacs.engines.seating import Seating as EngineSeating


@dataclass(frozen=True, slots=True)
class Place:
    """Where one registration sits in one round, before it is written in a version."""

    registration_id: int
    table_id: int
    position: int
    is_locked: bool = False
    round: int = 1


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


def places_of(seating: Seating | None, round_: int = 1) -> dict[int, Place]:
    """Who sits where in one round, by registration."""
    return places_by_round(seating).get(round_, {})


def places_by_round(seating: Seating | None) -> dict[int, dict[int, Place]]:
    """Who sits where, by round then by registration."""
    rounds: dict[int, dict[int, Place]] = {}
    for seat in seats_of(seating) if seating else ():
        rounds.setdefault(seat.round, {})[seat.registration_id] = Place(
            seat.registration_id, seat.table_id, seat.position, seat.is_locked, seat.round
        )
    return rounds


def in_all_rounds(rounds: dict[int, dict[int, Place]]) -> list[Place]:
    """The places of every round, as `write_version` takes them."""
    return [place for round_ in sorted(rounds) for place in rounds[round_].values()]


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
    made: EngineSeating | None = None,
    restored: int | None = None,
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
        rounds=composition_of(gathering).rounds,
        composed_by=actor,
        restored=restored,
        **_how_made(made),
    )
    Seat.objects.bulk_create(
        Seat(
            programme_id=gathering.programme_id,
            seating=seating,
            table_id=place.table_id,
            registration_id=place.registration_id,
            round=place.round,
            position=place.position,
            is_locked=place.is_locked,
        )
        for place in places
    )
    if restored is not None:
        details["restored"] = restored
    record(
        actor=actor,
        event=event,
        subject=seating,
        version=seating.version,
        seed=seating.seed,
        **details,
    )
    return seating


def _how_made(made: EngineSeating | None) -> dict[str, Any]:
    """What a search leaves: with its seed and engine, the plan can be made again and explained."""
    if made is None:
        return {}
    return {
        "moves": made.moves_made if made.stopped else made.moves,
        "cost": made.cost.as_dict(),
        "least": made.bounds.least.as_dict(),
        "reasons": [asdict(reason) for reason in made.bounds.reasons],
        "is_optimal": made.is_optimal,
        "stopped": made.stopped,
    }
