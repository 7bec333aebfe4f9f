"""What a phone sends, right and wrong."""

import datetime
import uuid

import pytest

from entrelacs.act.checkin.errors import ArrivalUnreadable
from entrelacs.act.checkin.models import Arrival
from entrelacs.act.checkin.operations import Operation, client_id_said, read_operation

DAY = datetime.date(2027, 3, 12)
NOW = datetime.datetime(2027, 3, 12, 12, 42, tzinfo=datetime.UTC)
CLIENT_ID = "6f1c0f57-8c9d-4d27-9c55-0b9a5c1f4a11"
HOUR = datetime.timedelta(hours=1)


def sent(**changes):
    return {"client_id": CLIENT_ID, "kind": "in", "registration": 7, **changes}


def told(moment):
    return round(moment.timestamp() * 1000)


def read(raw):
    return read_operation(raw, day=DAY, now=NOW)


def test_operation_is_read_whole():
    raw = sent(
        kind="walk-in",
        registration=None,
        at=told(NOW - HOUR),
        given_name="  Ana  Maria ",
        family_name="Lopez\x00",
        structure="Aux Pains",
        worlds=["ts", "es"],
    )

    assert read(raw) == Operation(
        client_id=uuid.UUID(CLIENT_ID),
        kind=Arrival.Kind.WALK_IN,
        at=NOW - HOUR,
        given_name="Ana Maria",
        family_name="Lopez",
        structure="Aux Pains",
        worlds=("ts", "es"),
    )


@pytest.mark.parametrize(
    "at",
    [
        told(NOW + datetime.timedelta(hours=24)),
        told(NOW - datetime.timedelta(hours=37)),
        told(NOW + datetime.timedelta(seconds=121)),
        10**30,
        float("inf"),
        float("nan"),
        -(10**18),
        "13:42",
        None,
        True,
    ],
)
def test_time_nobody_can_trust_is_left_to_the_moment_it_is_stored(at):
    assert read(sent(at=at)).at is None


@pytest.mark.parametrize("shift", [-36 * HOUR, -HOUR, datetime.timedelta(seconds=119)])
def test_time_between_the_eve_and_two_minutes_from_now_is_kept(shift):
    assert read(sent(at=told(NOW + shift))).at == NOW + shift


def test_time_of_a_rehearsal_weeks_before_is_kept():
    earlier = NOW - datetime.timedelta(days=60)

    operation = read_operation(sent(at=told(earlier - HOUR)), day=DAY, now=earlier)

    assert operation.at == earlier - HOUR


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "in",
        {},
        sent(kind="out"),
        sent(kind=["in"]),
        sent(client_id="1"),
        sent(client_id=None),
        sent(registration=None),
        sent(registration=0),
        sent(registration=-1),
        sent(registration=2**63),
        sent(registration="7"),
        sent(registration=True),
        sent(of="nobody"),
        sent(token=["t"]),
        sent(token="t" * 201),
        sent(kind="walk-in", given_name="A" * 81),
        sent(kind="walk-in", worlds="ts"),
        sent(kind="walk-in", worlds=[1]),
        sent(kind="walk-in", worlds=["ts"] * 21),
    ],
)
def test_what_is_no_gesture_is_refused(raw):
    with pytest.raises(ArrivalUnreadable):
        read(raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [(sent(), CLIENT_ID), ({"client_id": 3}, ""), (None, ""), (sent(client_id="x" * 99), "x" * 40)],
)
def test_unreadable_gesture_is_answered_by_its_name(raw, said):
    assert client_id_said(raw) == said
