import uuid

import pytest

from entrelacs.act.notes.actions import (
    LONGEST_NOTE,
    EmptyNote,
    NoteKeyTaken,
    NotesClosed,
    NoteTooLong,
    add_note,
    edit_note,
    ensure_prompts,
    name_hosts,
    note_from_page,
    restore_note,
    star_note,
    take_note,
    withdraw_note,
)
from entrelacs.act.notes.models import Contribution, PromptCode
from entrelacs.act.notes.queries import contributions_of, notes_at
from entrelacs.commons.journal.models import JournalEntry
from tests.factories import ContributionFactory, PersonFactory

KEY = uuid.UUID("6f1c0f57-8c9d-4d27-9c55-0b9a5c1f4a11")


def close(gathering):
    gathering.is_closed = True
    gathering.save(update_fields=["is_closed"])


def test_prompts_are_the_three_questions_in_their_order_and_are_asked_once(table):
    ensure_prompts(actor=None, gathering=table.gathering)
    prompts = ensure_prompts(actor=None, gathering=table.gathering)

    assert [prompt.code for prompt in prompts] == list(PromptCode)


def test_note_sent_twice_under_one_key_is_stored_once_and_told_so(table, leads):
    first = take_note(actor=None, table=table, prompt=leads, text=" Une  idée ", key=KEY)
    second = take_note(actor=None, table=table, prompt=leads, text="Une idée", key=KEY)

    assert (first[1], second[1]) == (True, False)
    assert first[0] == second[0]
    assert list(Contribution.objects.values_list("key", "text")) == [(KEY, "Une idée")]
    assert JournalEntry.objects.filter(event="note.taken").count() == 1


def test_key_that_comes_back_with_other_words_is_refused(table, leads):
    add_note(actor=None, table=table, prompt=leads, text="Une idée", key=KEY)

    with pytest.raises(NoteKeyTaken):
        add_note(actor=None, table=table, prompt=leads, text="Une autre", key=KEY)

    assert [note.text for note in notes_at(table)] == ["Une idée"]


def test_page_gone_back_to_makes_another_note_once(table, leads):
    for text in ("Une idée", "Une autre", "Une autre"):
        note_from_page(actor=None, table=table, prompt=leads, text=text, key=KEY)

    assert [note.text for note in notes_at(table)] == ["Une idée", "Une autre"]


def test_page_gone_back_to_after_its_note_was_reworded_loses_no_word(table, leads):
    first = note_from_page(actor=None, table=table, prompt=leads, text="Une idée", key=KEY)
    edit_note(actor=None, note=first, text="Une idée plus claire")

    note_from_page(actor=None, table=table, prompt=leads, text="Une autre", key=KEY)

    assert [note.text for note in notes_at(table)] == ["Une idée plus claire", "Une autre"]


def test_note_resent_after_it_was_reworded_keeps_the_new_words(table, leads):
    note = add_note(actor=None, table=table, prompt=leads, text="Une idée", key=KEY)
    edit_note(actor=None, note=note, text="Une idée plus claire")

    again = add_note(actor=None, table=table, prompt=leads, text="Une idée", key=KEY)

    assert again.text == "Une idée plus claire"


@pytest.mark.parametrize(
    ("text", "refusal"), [("  \n ", EmptyNote), ("a" * (LONGEST_NOTE + 1), NoteTooLong)]
)
def test_note_without_words_or_too_long_is_refused(table, leads, text, refusal):
    with pytest.raises(refusal):
        add_note(actor=None, table=table, prompt=leads, text=text)

    assert Contribution.objects.count() == 0


def test_withdrawn_note_leaves_the_pages_and_comes_back(table, leads):
    note = add_note(actor=None, table=table, prompt=leads, text="Une idée")

    withdraw_note(actor=None, note=note)
    without = [list(notes_at(table)), list(contributions_of(table.gathering))]
    restore_note(actor=None, note=note)

    assert without == [[], []]
    assert list(notes_at(table)) == [note]


def test_journal_keeps_the_fact_of_a_withdrawal_not_the_words(table, leads):
    note = add_note(actor=None, table=table, prompt=leads, text="Une idée")

    withdraw_note(actor=None, note=note)

    entry = JournalEntry.objects.get(event="note.withdrawn")
    assert (entry.subject_id, "idée" in str(entry.details)) == (str(note.pk), False)


def test_closed_gathering_changes_no_note(table, leads):
    note = ContributionFactory(gathering=table.gathering, table=table, prompt=leads, text="Idée")
    close(table.gathering)
    note.refresh_from_db()
    changes = [
        lambda: add_note(actor=None, table=table, prompt=leads, text="Trop tard"),
        lambda: edit_note(actor=None, note=note, text="Autre"),
        lambda: withdraw_note(actor=None, note=note),
        lambda: restore_note(actor=None, note=note),
        lambda: star_note(actor=None, note=note, starred=True),
    ]

    for change in changes:
        with pytest.raises(NotesClosed):
            change()

    note.refresh_from_db()
    assert (note.text, note.withdrawn_at, note.is_starred) == ("Idée", None, False)
    assert Contribution.objects.count() == 1


def test_note_acknowledged_before_closing_is_acknowledged_again_after(table, leads):
    note = add_note(actor=None, table=table, prompt=leads, text="Une idée", key=KEY)
    close(table.gathering)

    again = add_note(actor=None, table=table, prompt=leads, text="Une idée", key=KEY)

    assert again == note


def test_hosts_of_a_table_are_named_and_unnamed(table):
    host, scribe = PersonFactory(), PersonFactory()

    name_hosts(actor=None, table=table, facilitator=host, scribe=scribe)
    name_hosts(actor=None, table=table, facilitator=None, scribe=scribe)

    table.refresh_from_db()
    assert (table.facilitator, table.scribe) == (None, scribe)
