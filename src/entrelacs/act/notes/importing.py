"""Bring a file of notes into a gathering as one batch, which can be taken back."""

from django.db import models, transaction

from entrelacs.act.gatherings.actions import register_person, set_presence
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.notes.actions import NotesClosed, add_note, ensure_prompts
from entrelacs.act.notes.models import Prompt
from entrelacs.act.notes.planning import ImportPlan, PlannedPerson, PlannedTable, Standing
from entrelacs.act.notes.queries import NOTES_IMPORT
from entrelacs.act.tables.codes import draw_codes
from entrelacs.act.tables.models import LARGEST, SMALLEST, Table
from entrelacs.act.tables.queries import seats_of
from entrelacs.act.tables.recording import record_seating
from entrelacs.commons.imports.actions import note_created, open_batch
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.journal.actions import record
from entrelacs.commons.organizations.actions import find_or_add_organization
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.actions import add_person
from entrelacs.commons.people.models import Person


@transaction.atomic
def apply_import(*, actor: Person | None, gathering: Gathering, plan: ImportPlan) -> ImportBatch:
    """Write a plan down; undoing the batch takes back all it created and nobody used since."""
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if gathering.is_closed:
        raise NotesClosed(gathering=gathering.name)
    batch = open_batch(
        actor=actor,
        programme=gathering.programme,
        kind=NOTES_IMPORT,
        filename=plan.filename,
    )
    desk = _Desk(actor=actor, gathering=gathering)
    desk.write(plan)
    record(
        actor=actor,
        event="notes.imported",
        subject=gathering,
        batch=batch.pk,
        tables=len(plan.tables),
        people=len(plan.people),
        ideas=sum(idea.is_new for idea in plan.ideas),
    )
    # Last, so that the import's own journal entries do not count as use.
    note_created(batch=batch, rows=desk.created())
    return batch


class _Desk:
    """Writes one table after the other, and remembers what it created."""

    def __init__(self, *, actor: Person | None, gathering: Gathering) -> None:
        self.actor, self.gathering = actor, gathering
        # In the order undoing needs, read backwards: ideas go first, structures last.
        self.organizations: list[models.Model] = []
        self.people: list[models.Model] = []
        self.tables: list[models.Model] = []
        self.registrations: list[models.Model] = []
        self.prompts: list[models.Model] = []
        self.seatings: list[models.Model] = []
        self.seats: list[models.Model] = []
        self.notes: list[models.Model] = []

    def created(self) -> list[models.Model]:
        return [
            *self.organizations,
            *self.people,
            *self.tables,
            *self.registrations,
            *self.prompts,
            *self.seatings,
            *self.seats,
            *self.notes,
        ]

    def write(self, plan: ImportPlan) -> None:
        prompts = self._prompts()
        known = {table.number: table for table in Table.objects.filter(gathering=self.gathering)}
        seats = []
        for planned in plan.tables:
            table = self._table(planned, known)
            seats.extend((self._registration(person), table) for person in planned.people)
            for idea in planned.new_ideas:
                self.notes.append(
                    add_note(
                        actor=self.actor,
                        table=table,
                        prompt=prompts[idea.prompt],
                        text=idea.text,
                        key=idea.key,
                    )
                )
        if seats and self._changes(seats):
            seating = record_seating(actor=self.actor, gathering=self.gathering, seats=seats)
            self.seatings.append(seating)
            self.seats.extend(seats_of(seating).order_by("pk"))

    def _prompts(self) -> dict[str, Prompt]:
        before = set(Prompt.objects.filter(gathering=self.gathering).values_list("pk", flat=True))
        prompts = ensure_prompts(actor=self.actor, gathering=self.gathering)
        self.prompts.extend(prompt for prompt in prompts if prompt.pk not in before)
        return {prompt.code: prompt for prompt in prompts}

    def _table(self, planned: PlannedTable, known: dict[int, Table]) -> Table:
        if planned.number in known:
            return self._open(known[planned.number])
        people = len(planned.people) + planned.unnamed_guests
        table = Table.objects.create(
            programme_id=self.gathering.programme_id,
            gathering=self.gathering,
            number=planned.number,
            seat_count=min(LARGEST, max(SMALLEST, people)),
            code=draw_codes(1)[0],
            unnamed_guests=planned.unnamed_guests,
        )
        record(actor=self.actor, event="table.added", subject=table)
        self.tables.append(table)
        return table

    def _open(self, table: Table) -> Table:
        if not table.is_open:
            table.is_open = True
            table.save(update_fields=["is_open"])
            record(actor=self.actor, event="table.brought-back", subject=table)
        return table

    def _registration(self, planned: PlannedPerson) -> Registration:
        person = (
            self._add(planned)
            if planned.standing is Standing.NEW
            else Person.objects.get(pk=planned.person)
        )
        registration = register_person(actor=self.actor, gathering=self.gathering, person=person)
        if planned.standing is not Standing.LISTED:
            set_presence(
                actor=self.actor,
                registration=registration,
                presence=Registration.Presence.PRESENT,
            )
            self.registrations.append(registration)
        return registration

    def _add(self, planned: PlannedPerson) -> Person:
        person = add_person(
            actor=self.actor,
            programme=self.gathering.programme,
            given_name=planned.parsed.given,
            family_name=planned.parsed.family,
            organization=self._organization(planned.parsed.structure),
        )
        self.people.append(person)
        return person

    def _organization(self, name: str) -> Organization | None:
        if not name:
            return None
        before = Organization.objects.count()
        organization = find_or_add_organization(
            actor=self.actor, programme=self.gathering.programme, name=name
        )
        if Organization.objects.count() > before:
            self.organizations.append(organization)
        return organization

    def _changes(self, seats: list[tuple[Registration, Table]]) -> bool:
        """The same file again changes no seat: no version of the seating is written for it."""
        return not set(self._placed()) >= {(one.pk, table.pk) for one, table in seats}

    def _placed(self) -> list[tuple[int, int]]:
        from_last = self.gathering.seatings.order_by("-version").first()
        if from_last is None:
            return []
        return [(seat.registration_id, seat.table_id) for seat in seats_of(from_last)]
