import logging
from datetime import UTC, datetime

import pytest

from entrelacs.commons.site.last_backup import NAME, LastBackup, last_backup, leave_trace

BACKUP = LastBackup(made_at=datetime(2027, 3, 11, 2, 30, tzinfo=UTC), rows=1234)


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_trace_is_read_as_it_was_left_and_nothing_else_remains(folder):
    leave_trace(LastBackup(made_at=datetime(2020, 1, 1, tzinfo=UTC), rows=1))
    leave_trace(BACKUP)

    assert last_backup() == BACKUP
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_no_trace_is_no_backup(folder):
    assert last_backup() is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"made_at": "hier", "rows": 1}', '{"made_at": "2027-03-11T02:30:00", "rows": 1}',
     '{"made_at": "2027-03-11T02:30:00+00:00", "rows": "tout"}', '{"made_at": 3, "rows": 1}'],
)  # fmt: skip
def test_trace_that_cannot_be_read_is_no_backup(folder, text):
    (folder / NAME).write_text(text)

    assert last_backup() is None


def test_trace_that_cannot_be_left_is_logged_and_breaks_nothing(settings, tmp_path, caplog):
    settings.DATA_DIR = tmp_path / "absent"

    with caplog.at_level(logging.WARNING):
        leave_trace(BACKUP)

    assert [record.name for record in caplog.records] == ["entrelacs.commons.site.last_backup"]
