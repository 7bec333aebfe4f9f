import uuid

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.notes.models import Contribution, Prompt
from entrelacs.act.notes.queries import usual_prompts
from entrelacs.act.tables.models import Table
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person
from entrelacs.errors import EntrelacsError

LONGEST_NOTE = 1000


class EmptyNote(EntrelacsError):
    code = "note-empty"


class NoteTooLong(EntrelacsError):
    code = "note-too-long"


class NotesClosed(EntrelacsError):
    code = "notes-closed"


class NoteKeyTaken(EntrelacsError):
    """The same key came back with other words: both are never mixed up."""

    code = "note-key-taken"


@transaction.atomic
def ensure_prompts(*, actor: Person | None, gathering: Gathering) -> list[Prompt]:
    """Give a gathering the three questions tables answer, where it has none yet."""
    for prompt in usual_prompts(gathering):
        Prompt.objects.get_or_create(
            gathering=gathering,
            code=prompt.code,
            defaults={
                "programme_id": gathering.programme_id,
                "question": prompt.question,
                "minutes": prompt.minutes,
                "position": prompt.position,
            },
        )
    return list(Prompt.objects.filter(gathering=gathering))


@transaction.atomic
def reword_prompt(*, actor: Person | None, prompt: Prompt, question: str, minutes: int) -> Prompt:
    """Change a question asked to the tables."""
    prompt.question, prompt.minutes = question.strip(), minutes
    prompt.full_clean(exclude=["programme", "gathering"])
    prompt.save(update_fields=["question", "minutes"])
    record(actor=actor, event="prompt.reworded", subject=prompt)
    return prompt


@transaction.atomic
def take_note(
    *,
    actor: Person | None,
    table: Table,
    prompt: Prompt,
    text: str,
    key: uuid.UUID | None = None,
) -> tuple[Contribution, bool]:
    """Store one idea, and say whether it is new: sent twice under one key it is stored once.

    The transaction is committed before the answer leaves: what was acknowledged is on disk.
    """
    text = _checked(text)
    gathering = table.gathering
    key = key or uuid.uuid4()
    if not Contribution.objects.filter(gathering=gathering, key=key).exists():
        _refuse_closed(gathering)
    # Uniqueness is the database's: two sends of one note at the same moment meet here.
    note, added = Contribution.objects.get_or_create(
        gathering=gathering,
        key=key,
        defaults={
            "programme_id": table.programme_id,
            "table": table,
            "prompt": prompt,
            "text": text,
            "position": _next_position(table),
        },
    )
    if added:
        record(actor=actor, event="note.taken", subject=note, table=table.pk)
    elif note.text != text and note.edited_at is None:
        raise NoteKeyTaken(text=text)
    return note, added


def add_note(
    *,
    actor: Person | None,
    table: Table,
    prompt: Prompt,
    text: str,
    key: uuid.UUID | None = None,
) -> Contribution:
    """Store one idea; sent twice under the same key it is stored once and answered the same."""
    return take_note(actor=actor, table=table, prompt=prompt, text=text, key=key)[0]


def note_from_page(
    *, actor: Person | None, table: Table, prompt: Prompt, text: str, key: uuid.UUID
) -> Contribution:
    """Store what a page without script sent; going back to it and writing again is another idea."""
    text = _checked(text)
    first = Contribution.objects.filter(gathering=table.gathering, key=key).first()
    if first is not None and first.text != text:
        # The same words sent again from that same page still make one note.
        key = uuid.uuid5(key, text)
    return add_note(actor=actor, table=table, prompt=prompt, text=text, key=key)


@transaction.atomic
def edit_note(*, actor: Person | None, note: Contribution, text: str) -> Contribution:
    """Reword a note while the gathering is open."""
    _refuse_closed(note.gathering)
    note.text = _checked(text)
    note.edited_at = timezone.now()
    note.save(update_fields=["text", "edited_at"])
    record(actor=actor, event="note.edited", subject=note)
    return note


@transaction.atomic
def withdraw_note(*, actor: Person | None, note: Contribution) -> Contribution:
    """Take a note back: it leaves every page; the journal keeps the fact, not the words."""
    _refuse_closed(note.gathering)
    note.withdrawn_at = timezone.now()
    note.save(update_fields=["withdrawn_at"])
    record(actor=actor, event="note.withdrawn", subject=note)
    return note


@transaction.atomic
def restore_note(*, actor: Person | None, note: Contribution) -> Contribution:
    """Bring a withdrawn note back."""
    _refuse_closed(note.gathering)
    note.withdrawn_at = None
    note.save(update_fields=["withdrawn_at"])
    record(actor=actor, event="note.restored", subject=note)
    return note


@transaction.atomic
def star_note(*, actor: Person | None, note: Contribution, starred: bool) -> Contribution:
    """Mark a note the table will present to the room, or no longer."""
    _refuse_closed(note.gathering)
    note.is_starred = starred
    note.save(update_fields=["is_starred"])
    record(actor=actor, event="note.starred" if starred else "note.unstarred", subject=note)
    return note


@transaction.atomic
def name_hosts(
    *, actor: Person | None, table: Table, facilitator: Person | None, scribe: Person | None
) -> Table:
    """Say who hosts a table and who takes its notes."""
    table.facilitator, table.scribe = facilitator, scribe
    table.save(update_fields=["facilitator", "scribe"])
    record(actor=actor, event="table.hosts-named", subject=table)
    return table


def _checked(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise EmptyNote
    if len(text) > LONGEST_NOTE:
        raise NoteTooLong(length=len(text), longest=LONGEST_NOTE)
    return text


def _refuse_closed(gathering: Gathering) -> None:
    if gathering.is_closed:
        raise NotesClosed(gathering=gathering.name)


def _next_position(table: Table) -> int:
    last = Contribution.objects.filter(table=table).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
