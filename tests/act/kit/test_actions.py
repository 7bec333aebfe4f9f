import pytest

from entrelacs.act.kit.actions import note_kit_downloaded
from entrelacs.act.kit.changes import changes_since
from entrelacs.act.kit.options import KitOptions
from entrelacs.act.kit.queries import facts_of, gatherings_with_kit
from entrelacs.act.preflight.models import Preflight
from entrelacs.commons.journal.models import JournalEntry
from tests.act.tables.rooms import fill_room
from tests.factories import RegistrationFactory, SeatingFactory


@pytest.fixture
def meeting(programme):
    return fill_room(4)[0]


def take(meeting, actor=None):
    found = gatherings_with_kit().get(pk=meeting.pk)
    told = facts_of(found)
    note_kit_downloaded(actor=actor, gathering=found, facts=told, options=KitOptions())
    return told


def test_download_is_remembered_with_the_plan_it_was_made_from(meeting, organizer, time_machine):
    time_machine.move_to("2027-03-11T17:00:00+00:00", tick=False)
    # A plan that seats nobody is a version all the same.
    SeatingFactory(gathering=meeting, version=3)

    take(meeting, organizer)

    preflight = Preflight.objects.get()
    assert preflight.kit_downloaded_at.isoformat() == "2027-03-11T17:00:00+00:00"
    assert (preflight.gathering, preflight.kit_version) == (meeting, 3)
    entry = JournalEntry.objects.get(event="kit.downloaded")
    assert (entry.actor, entry.subject_id) == (organizer, str(meeting.pk))
    assert entry.details == {"people": 4, "tables": 0, "version": 3, "paper": "90x54"}


def test_second_download_keeps_what_else_was_tried(meeting):
    take(meeting)
    Preflight.objects.update(clock_offset_seconds=2)
    probe = Preflight.objects.get().probe
    added = RegistrationFactory(gathering=meeting)

    take(meeting)

    preflight = Preflight.objects.get()
    assert (preflight.probe, preflight.clock_offset_seconds) == (probe, 2)
    assert str(added.pk) in preflight.kit_contents["badges"]
    assert JournalEntry.objects.filter(event="kit.downloaded").count() == 2


def test_what_is_remembered_survives_the_database(meeting):
    """Stored as JSON and read back, digests still compare."""
    take(meeting)

    found = gatherings_with_kit().get(pk=meeting.pk)

    assert changes_since(found.preflight.kit_contents, facts_of(found)).any is False
