"""The difference between the plan someone was looking at and the plan as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.tables.errors import SeatingChanged
from entrelacs.act.tables.models import Seat, Seating
from entrelacs.act.tables.queries import seatings

# Table number and lock, by registration and round.
State = Mapping[tuple[int, int], tuple[int, bool]]
NO_SEAT: tuple[int | None, bool] = (None, False)


@dataclass(frozen=True, slots=True)
class SeatChange:
    """One person in one round: the table they sat at, the one they sit at now (None: no seat), by
    whom, when."""

    registration: int
    round: int
    name: str
    before: int | None
    after: int | None
    was_locked: bool
    is_locked: bool
    by: str
    at: datetime


def seating_changed(gathering: Gathering, expected_version: int) -> SeatingChanged:
    """The refusal to save over a plan that is no longer the one people were looking at."""
    latest = seatings(gathering).first()
    return SeatingChanged(
        expected=expected_version,
        version=latest.version if latest else 0,
        by=author_of(latest) if latest else "",
        at=latest.created_at if latest else None,
        changes=changes_since(gathering, expected_version),
    )


def changes_since(gathering: Gathering, version: int) -> tuple[SeatChange, ...]:
    """Net changes of each person's seat since that version, with whoever made the last of them."""
    versions = list(seatings(gathering).filter(version__gte=version).order_by("version"))
    states, names = _states(versions)
    before: State = states.get(version, {})
    touched: dict[tuple[int, int], Seating] = {}
    previous = before
    for seating in versions:
        state = states[seating.version]
        for seat in {*previous, *state}:
            if previous.get(seat) != state.get(seat):
                touched[seat] = seating
        previous = state
    changes = []
    for seat, seating in touched.items():
        (old, was_locked), (new, is_locked) = (
            before.get(seat, NO_SEAT),
            previous.get(seat, NO_SEAT),
        )
        if (old, was_locked) != (new, is_locked):
            changes.append(
                SeatChange(
                    *seat, names[seat[0]], old, new, was_locked, is_locked,
                    author_of(seating), seating.created_at,
                )
            )  # fmt: skip
    return tuple(
        sorted(changes, key=lambda change: (change.round, change.name, change.registration))
    )


def author_of(seating: Seating) -> str:
    return seating.composed_by.full_name if seating.composed_by else ""


def _states(
    versions: list[Seating],
) -> tuple[dict[int, dict[tuple[int, int], tuple[int, bool]]], dict[int, str]]:
    states: dict[int, dict[tuple[int, int], tuple[int, bool]]] = {
        row.version: {} for row in versions
    }
    names: dict[int, str] = {}
    rows = Seat.objects.filter(seating__in=versions).select_related(
        "seating", "table", "registration__person"
    )
    for seat in rows:
        place = (seat.registration_id, seat.round)
        states[seat.seating.version][place] = (seat.table.number, seat.is_locked)
        person = seat.registration.person
        names[seat.registration_id] = person.full_name if person else str(_("A participant"))
    return states, names
