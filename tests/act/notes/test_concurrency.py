"""One note arrives several times at the same moment, each on a connection of its own."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_scopes import scope

from entrelacs.act.notes.actions import ensure_prompts, take_note
from entrelacs.act.notes.models import Contribution
from entrelacs.act.tables.models import Table
from entrelacs.commons.journal.models import JournalEntry
from tests.factories import ProgrammeFactory, TableFactory

SENDS = 6


@pytest.mark.django_db(transaction=True)
def test_note_sent_at_once_by_several_is_stored_once_and_acknowledged_to_all() -> None:
    programme = ProgrammeFactory()
    key = uuid.UUID("6f1c0f57-8c9d-4d27-9c55-0b9a5c1f4a11")
    with scope(programme=programme):
        table = TableFactory()
        prompt = ensure_prompts(actor=None, gathering=table.gathering)[0]
    start = Barrier(SENDS)

    def send(_number: int) -> tuple[str, bool]:
        try:
            with scope(programme=programme):
                here = Table.objects.select_related("gathering").get(pk=table.pk)
                start.wait(timeout=30)
                note, added = take_note(
                    actor=None, table=here, prompt=prompt, text="Une idée", key=key
                )
                return str(note.key), added
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDS) as pool:
        answers = sorted(pool.map(send, range(SENDS)))

    with scope(programme=programme):
        assert Contribution.objects.count() == 1
        assert JournalEntry.objects.filter(event="note.taken").count() == 1
    assert answers == [(str(key), False)] * (SENDS - 1) + [(str(key), True)]


@pytest.mark.django_db(transaction=True)
def test_notes_of_several_scribes_at_once_are_all_stored() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        table = TableFactory()
        prompt = ensure_prompts(actor=None, gathering=table.gathering)[0]
    start = Barrier(SENDS)

    def write(number: int) -> None:
        try:
            with scope(programme=programme):
                here = Table.objects.select_related("gathering").get(pk=table.pk)
                start.wait(timeout=30)
                take_note(actor=None, table=here, prompt=prompt, text=f"Idée {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDS) as pool:
        list(pool.map(write, range(SENDS)))

    with scope(programme=programme):
        assert sorted(Contribution.objects.values_list("text", flat=True)) == [
            f"Idée {number}" for number in range(SENDS)
        ]
