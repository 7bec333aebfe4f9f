import logging
from datetime import UTC, datetime

import pytest

from entrelacs.commons.background import ticks
from entrelacs.commons.background.ticks import run_ticks

NOON = datetime(2027, 3, 12, 12, tzinfo=UTC)


@pytest.fixture
def no_ticks(monkeypatch):
    """Ticks of the test alone."""
    monkeypatch.setattr(ticks, "TICKS", [])
    return ticks.TICKS


def test_each_tick_is_told_the_time_and_one_that_fails_stops_no_other(no_ticks, caplog):
    told = []

    def first(now):
        told.append(("first", now))

    def fails(now):
        raise ZeroDivisionError

    def last(now):
        told.append(("last", now))

    no_ticks.extend((first, fails, last))

    with caplog.at_level(logging.ERROR):
        failed = run_ticks(NOON)

    assert told == [("first", NOON), ("last", NOON)]
    assert [name.rpartition(".")[2] for name in failed] == ["fails"]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db
def test_ticks_of_every_app_run_on_an_empty_site():
    assert run_ticks(NOON) == []
    assert len(ticks.TICKS) > 2
