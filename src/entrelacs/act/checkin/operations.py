"""What a phone at the door sends, read with care: nothing in it is taken for granted."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from entrelacs.act.checkin.errors import ArrivalUnreadable
from entrelacs.act.checkin.models import Arrival

LONGEST_NAME, LONGEST_STRUCTURE, LONGEST_TOKEN = 80, 200, 200
HIGHEST_KEY = 2**63 - 1
# A clock a little fast is believed; one that tells of tomorrow is not.
AHEAD = datetime.timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One gesture at the door. Whose: a registration, a scanned token, or an earlier gesture."""

    client_id: uuid.UUID
    kind: Arrival.Kind
    # When it was made; None when the phone tells no time that can be believed.
    at: datetime.datetime | None
    registration: int | None = None
    of: uuid.UUID | None = None
    token: str = ""
    given_name: str = ""
    family_name: str = ""
    structure: str = ""
    worlds: tuple[str, ...] = ()


def read_operation(raw: object, *, day: datetime.date, now: datetime.datetime) -> Operation:
    """Read one gesture; raises `ArrivalUnreadable` when it cannot be one.

    Its time is kept between the eve of the meeting, or yesterday when one rehearses earlier, and two
    minutes from now; out of these bounds, it comes from a clock nobody can trust, and the gesture
    then takes the time at which it is stored.
    """
    if not isinstance(raw, dict):
        raise ArrivalUnreadable
    kind = _text(raw, "kind", 10)
    if kind not in Arrival.Kind.values:
        raise ArrivalUnreadable
    operation = Operation(
        client_id=_uuid(raw.get("client_id")),
        kind=Arrival.Kind(kind),
        at=believable(raw.get("at"), day=day, now=now),
        registration=_key(raw.get("registration")),
        of=_uuid(raw["of"]) if raw.get("of") else None,
        token=_text(raw, "token", LONGEST_TOKEN),
        given_name=_text(raw, "given_name", LONGEST_NAME),
        family_name=_text(raw, "family_name", LONGEST_NAME),
        structure=_text(raw, "structure", LONGEST_STRUCTURE),
        worlds=_codes(raw.get("worlds", [])),
    )
    is_someone = operation.registration or operation.token or operation.of
    if operation.kind != Arrival.Kind.WALK_IN and not is_someone:
        raise ArrivalUnreadable
    return operation


def believable(
    told: object, *, day: datetime.date, now: datetime.datetime
) -> datetime.datetime | None:
    """The time a phone tells, in milliseconds since 1970; None when it cannot be."""
    if not isinstance(told, int | float) or isinstance(told, bool):
        return None
    eve = datetime.datetime.combine(day, datetime.time(), tzinfo=now.tzinfo)
    earliest = min(eve, now) - datetime.timedelta(days=1)
    try:
        at = datetime.datetime.fromtimestamp(told / 1000, tz=now.tzinfo)
    except (ValueError, OverflowError, OSError):
        return None
    return at if earliest <= at <= now + AHEAD else None


def client_id_said(raw: object) -> str:
    """What to call a gesture that could not be read, when answering about it."""
    said = raw.get("client_id") if isinstance(raw, dict) else None
    return said[:40] if isinstance(said, str) else ""


def _text(raw: dict[str, Any], name: str, longest: int) -> str:
    value = raw.get(name, "")
    if not isinstance(value, str):
        raise ArrivalUnreadable
    tidied = " ".join(value.replace("\x00", "").split())
    if len(tidied) > longest:
        raise ArrivalUnreadable
    return tidied


def _key(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= HIGHEST_KEY:
        raise ArrivalUnreadable
    return value


def _uuid(value: object) -> uuid.UUID:
    if not isinstance(value, str):
        raise ArrivalUnreadable
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise ArrivalUnreadable from error


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > 20:
        raise ArrivalUnreadable
    if not all(isinstance(each, str) and len(each) <= 40 for each in value):
        raise ArrivalUnreadable
    return tuple(value)
