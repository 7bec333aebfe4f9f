"""A rehearsal: the same day with invented people, whom one button takes away again.

What it brings is noted as an import: erasing it undoes that import, so that whoever turned out to be
somebody (put on another list, given a role) is kept, and only then.
"""

import datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from entrelacs.act.gatherings.actions import add_segment, create_gathering, register_people
from entrelacs.act.gatherings.models import Gathering, SegmentKind
from entrelacs.act.gatherings.queries import segments_of
from entrelacs.act.notes.actions import ensure_prompts, reword_prompt
from entrelacs.act.notes.queries import prompts_of
from entrelacs.act.preflight.actions import preflight_of
from entrelacs.act.preflight.cast import invented_name, invented_structure
from entrelacs.act.preflight.played import (
    REHEARSAL,
    Part,
    guests_to_play,
    people_of_rehearsal,
    rehearsal_batch,
    rows_left_by,
)
from entrelacs.act.tables.actions import set_tables
from entrelacs.act.tables.asking import set_composition
from entrelacs.act.tables.queries import composition_of, open_tables
from entrelacs.commons.imports.actions import note_created, open_batch, undo_batch
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.journal.actions import record
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.organizations.actions import find_or_add_organization
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.actions import Newcomer, add_people
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.actions import hold_programme
from entrelacs.commons.programmes.queries import poles
from entrelacs.errors import EntrelacsError

# How many people play when nobody is on the list yet: four tables of six.
USUAL_CAST = 24
LONGEST_NAME = 120


class NotARehearsal(EntrelacsError):
    """A real meeting is never erased."""

    code = "not-a-rehearsal"


class RehearsalOfARehearsal(EntrelacsError):
    code = "rehearsal-of-a-rehearsal"


@transaction.atomic
def prepare_rehearsal(
    *, actor: Person | None, gathering: Gathering, day: datetime.date
) -> Gathering:
    """Set up the same day with invented people of the same worlds, none of whom can be written to."""
    if gathering.is_rehearsal:
        raise RehearsalOfARehearsal(gathering=gathering.name)
    hold_programme(gathering.programme)
    preflight = preflight_of(gathering)
    if preflight.rehearsal is not None:
        return preflight.rehearsal
    rehearsal = _same_day(actor, gathering, day)
    batch = _open_batch(actor, rehearsal)
    _same_tables(actor, gathering, rehearsal)
    people, structures = _same_room(actor, gathering)
    register_people(actor=actor, gathering=rehearsal, needs=dict.fromkeys(people, ""))
    note_created(batch=batch, rows=[*structures, *people])
    preflight.rehearsal = rehearsal
    preflight.save(update_fields=["rehearsal"])
    record(actor=actor, event="rehearsal.prepared", subject=rehearsal, people=len(people))
    return rehearsal


@transaction.atomic
def erase_rehearsal(*, actor: Person | None, gathering: Gathering) -> dict[str, int]:
    """Take the rehearsal away with all that was written in it, its invented people included.

    Those who were typed in during the rehearsal go with them; whoever serves elsewhere is kept.
    """
    if not gathering.is_rehearsal:
        raise NotARehearsal(gathering=gathering.name)
    hold_programme(gathering.programme)
    batch = rehearsal_batch(gathering)
    played = people_of_rehearsal(gathering, batch)
    if batch is None or batch.is_undone:
        # Undone from the list of imports: all it brought was in use then, and stayed.
        batch = _open_batch(actor, gathering)
    # Noted just now, so that what people did in the rehearsal does not count as use.
    note_created(batch=batch, rows=[*played, *rows_left_by(played, gathering)])
    # The journal keeps what was done; as when a person is erased, no longer by whom.
    JournalEntry.objects.filter(actor__in=played).update(actor=None)
    record(actor=actor, event="rehearsal.erased", subject=gathering, people=len(played))
    gathering.delete()
    return undo_batch(actor=actor, batch=batch)


def _open_batch(actor: Person | None, rehearsal: Gathering) -> ImportBatch:
    return open_batch(
        actor=actor, programme=rehearsal.programme, kind=REHEARSAL, filename=rehearsal.slug
    )


def _same_day(actor: Person | None, gathering: Gathering, day: datetime.date) -> Gathering:
    """The same hours, place and moments, under a name that tells them apart, in no cycle."""
    name = _("Rehearsal · %(name)s") % {"name": gathering.name}
    rehearsal = create_gathering(
        actor=actor,
        programme=gathering.programme,
        name=Truncator(name).chars(LONGEST_NAME),
        day=day,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        with_run_sheet=False,
        is_rehearsal=True,
        place=gathering.place,
        address=gathering.address,
        territory_id=gathering.territory_id,
        typology_id=gathering.typology_id,
    )
    for segment in segments_of(gathering):
        add_segment(
            actor=actor,
            gathering=rehearsal,
            kind=SegmentKind(segment.kind),
            starts_at=segment.starts_at,
            minutes=segment.minutes,
            title=segment.title,
            text=segment.text,
        )
    return rehearsal


def _same_tables(actor: Person | None, gathering: Gathering, rehearsal: Gathering) -> None:
    """What is asked of the tables and what is asked at them; as many tables, with codes of their own."""
    asked = composition_of(gathering)
    set_composition(
        actor=actor,
        gathering=rehearsal,
        rounds=asked.rounds,
        smallest=asked.smallest,
        largest=asked.largest,
        order=asked.order,
        never_alone=asked.never_alone,
    )
    questions = {prompt.code: prompt for prompt in prompts_of(gathering)}
    for prompt in ensure_prompts(actor=actor, gathering=rehearsal):
        asked_first = questions.get(prompt.code)
        if asked_first is not None:
            reword_prompt(
                actor=actor,
                prompt=prompt,
                question=asked_first.question,
                minutes=asked_first.minutes,
            )
    sizes = [table.seat_count for table in open_tables(gathering)]
    if sizes:
        set_tables(actor=actor, gathering=rehearsal, sizes=sizes)


def _same_room(
    actor: Person | None, gathering: Gathering
) -> tuple[list[Person], list[Organization]]:
    """One invented person for each who is expected: same worlds, colleagues where they have some."""
    parts = guests_to_play(gathering) or _usual_cast()
    seats_of_structure = {part.structure for part in parts if part.structure is not None}
    structures = {
        known: find_or_add_organization(
            actor=actor, programme=gathering.programme, name=invented_structure(number)
        )
        for number, known in enumerate(sorted(seats_of_structure))
    }
    newcomers = []
    for number, part in enumerate(parts):
        given_name, family_name = invented_name(number)
        newcomers.append(
            Newcomer(
                given_name=given_name,
                family_name=family_name,
                organization=structures.get(part.structure) if part.structure else None,
                worlds=part.worlds,
            )
        )
    people = add_people(actor=actor, programme=gathering.programme, newcomers=newcomers)
    return people, list(structures.values())


def _usual_cast() -> list[Part]:
    """Both poles in turn, while nobody is on the list."""
    worlds = list(poles())
    return [
        Part(worlds=(worlds[number % len(worlds)],) if worlds else (), structure=None)
        for number in range(USUAL_CAST)
    ]
