"""Read the plan to put right, and who is absent."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entrelacs.cli.guest_list_rows import GuestListError
from entrelacs.cli.seat_case import read_json
from entrelacs.cli.seat_json import NO_TABLE
from entrelacs.cli.seat_source import Source, name_some

MOST_TABLES = 10_000


class NotAPlan(GuestListError):
    """The file holds no rounds of table numbers."""

    code = "seat-not-a-plan"


class PlanDoesNotFit(GuestListError):
    """A round of the plan seats `found` people, the list holds `expected`."""

    code = "seat-plan-does-not-fit"


class PlanOfOthers(GuestListError):
    """The plan seats people (`names`) whom the list does not hold."""

    code = "seat-plan-other-people"


class NoSuchRound(GuestListError):
    """The plan has `rounds` rounds, and `round` was asked for, from 1."""

    code = "seat-plan-no-such-round"


class UnknownAbsent(GuestListError):
    """`names` are neither names of the list nor numbers of people."""

    code = "seat-unknown-absent"


@dataclass(frozen=True, slots=True)
class Plan:
    """The table number of each person of the list, round by round; NO_TABLE for no seat.

    `offers` are the needs that each table answers, None when the plan does not say.
    """

    rounds: tuple[tuple[int, ...], ...]
    tables: tuple[str, ...]
    allowed: tuple[int, int] | None
    offers: tuple[tuple[str, ...], ...] | None


def read_plan(path: Path, source: Source) -> Plan:
    """Read a plan printed by `--json`, for the people of a list. Raises GuestListError."""
    found = read_json(path)
    rounds = _rounds_of(found)
    if not rounds:
        raise NotAPlan(path=str(path))
    people = found.get("people")
    if not isinstance(people, list) or not all(isinstance(name, str) for name in people):
        people = [guest.key for guest in source.guests]
    known = {guest.key for guest in source.guests}
    strangers = [name for name in people if name not in known]
    if strangers:
        raise PlanOfOthers(path=str(path), names=(name_some(strangers),))
    for seats in rounds:
        if len(seats) != len(people):
            raise PlanDoesNotFit(path=str(path), found=len(seats), expected=len(people))
    laid = max((table for seats in rounds for table in seats), default=NO_TABLE) + 1
    names = found.get("tables")
    if not isinstance(names, list) or len(set(map(str, names))) < max(laid, len(names)):
        names = range(1, laid + 1)
    allowed = found.get("sizes_allowed")
    return Plan(
        # Whoever is in the list and not in the plan has arrived since.
        rounds=tuple(
            tuple(seat.get(guest.key, NO_TABLE) for guest in source.guests)
            for seat in (dict(zip(people, seats, strict=True)) for seats in rounds)
        ),
        tables=tuple(map(str, names)),
        allowed=(allowed[0], allowed[1]) if _are_tables(allowed) and len(allowed) == 2 else None,
        offers=_offers_of(found, len(names)),
    )


def _rounds_of(found: Any) -> list[list[int]]:
    if not isinstance(found, dict):
        return []
    rounds = found.get("rounds", found.get("tables_by_round"))
    return rounds if isinstance(rounds, list) and all(map(_are_tables, rounds)) else []


def _offers_of(found: dict[str, Any], tables: int) -> tuple[tuple[str, ...], ...] | None:
    offers = found.get("offers")
    if not isinstance(offers, list) or len(offers) != tables:
        return None
    if not all(isinstance(needs, list) for needs in offers):
        return None
    return tuple(tuple(map(str, needs)) for needs in offers)


def _are_tables(seats: Any) -> bool:
    return isinstance(seats, list) and all(
        isinstance(table, int) and NO_TABLE <= table < MOST_TABLES for table in seats
    )


def find_absent(written: str, source: Source) -> list[str]:
    """Return the keys of those who are absent, given by number or name. Raises UnknownAbsent."""
    names = [name.strip() for name in re.split(r"[,;]", written) if name.strip()]
    found = {name: source.find(name) for name in names}
    unknown = [name for name, key in found.items() if key is None]
    if unknown:
        raise UnknownAbsent(names=(name_some(unknown),))
    return list(dict.fromkeys(key for key in found.values() if key is not None))
