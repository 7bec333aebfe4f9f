from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from django.db import models, transaction

from entrelacs.act.gatherings.actions import register_person
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.guest_lists.difference import Difference, Entry, Standing
from entrelacs.act.guest_lists.guests import Guest
from entrelacs.act.guest_lists.queries import world_names
from entrelacs.commons.imports.actions import note_created, open_batch
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.journal.actions import record
from entrelacs.commons.organizations.actions import (
    SiretTaken,
    edit_organization,
    find_or_add_organization,
)
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.organizations.queries import organizations
from entrelacs.commons.people.actions import add_person
from entrelacs.commons.people.models import Person
from entrelacs.commons.people.queries import people
from entrelacs.commons.programmes.models import World

KIND = "guests"


class Choice(StrEnum):
    """What the organiser decides of a line that may be someone known."""

    LATER = "later"  # leave it aside
    SAME = "same"  # it is them: put them on the list
    OTHER = "other"  # it is someone else: add them


@dataclass(frozen=True, kw_only=True)
class Added:
    batch: ImportBatch
    people: int
    # Lines of the list that were left aside, as they were written.
    aside: tuple[Entry, ...]


@transaction.atomic
def add_guests(
    *,
    actor: models.Model | None,
    gathering: Gathering,
    difference: Difference,
    choices: dict[int, Choice] | None = None,
    status: Registration.Status = Registration.Status.REGISTERED,
    source: str = "",
) -> Added:
    """Put the people of a list on a gathering's, as one import that can be undone.

    `choices` decides of the doubtful lines by number; those it does not mention are left aside.
    """
    choices = choices or {}
    batch = open_batch(
        actor=actor,
        programme=gathering.programme,
        kind=KIND,
        filename=source,
        digest=sha256(repr(difference.entries).encode()).hexdigest(),
    )
    desk = _Desk(actor=actor, gathering=gathering, status=status)
    aside = [
        entry
        for entry in difference.entries
        if not _take(entry, desk, choices.get(entry.number, Choice.LATER))
    ]
    note_created(batch=batch, rows=desk.created)
    record(
        actor=actor,
        event="registration.imported",
        subject=gathering,
        people=len(desk.registrations),
        batch=batch.pk,
    )
    return Added(batch=batch, people=len(desk.registrations), aside=tuple(aside))


def _take(entry: Entry, desk: "_Desk", choice: Choice) -> bool:
    """Write one line down; False when it is left aside."""
    if entry.guest is None:
        return False
    match entry.standing:
        case Standing.NEW:
            desk.add(entry, entry.guest)
        case Standing.KNOWN:
            desk.put_on_list(entry)
        case Standing.DOUBTFUL if choice is Choice.OTHER:
            desk.add(entry, entry.guest)
        case Standing.DOUBTFUL if choice is Choice.SAME:
            desk.put_on_list(entry)
        case Standing.DOUBTFUL:
            return False
    return True


class _Desk:
    """Writes one person after the other, and remembers what it created."""

    def __init__(
        self,
        *,
        actor: models.Model | None,
        gathering: Gathering,
        status: Registration.Status,
    ) -> None:
        self.actor, self.gathering, self.status = actor, gathering, status
        self.structures: list[Organization] = []
        self.people: list[Person] = []
        self.registrations: list[Registration] = []
        self.worlds: dict[str, World] = {world.code: world for world in world_names().values()}
        self.mails = set(people().exclude(email="").values_list("email", flat=True).order_by("pk"))
        self.organizations = set(organizations().values_list("pk", flat=True).order_by("pk"))

    @property
    def created(self) -> list[models.Model]:
        """Undone from the last to the first: whoever is on the list goes before their structure."""
        return [*self.structures, *self.people, *self.registrations]

    def add(self, entry: Entry, guest: Guest) -> None:
        organization = self._organization(guest)
        person = add_person(
            actor=self.actor,
            programme=self.gathering.programme,
            given_name=guest.given_name,
            family_name=guest.family_name,
            # One address is one person: the second one is added without it.
            email="" if guest.email in self.mails else guest.email,
            organization=organization,
            worlds=[self.worlds[code] for code in guest.worlds],
            function=guest.function,
            territory_id=entry.territory,
        )
        self.mails.add(guest.email)
        self.people.append(person)
        self._register(person, guest.needs)

    def put_on_list(self, entry: Entry) -> None:
        if entry.known is None or entry.known.pk is None or entry.guest is None:
            return
        self._register(people().get(pk=entry.known.pk), entry.guest.needs)

    def _organization(self, guest: Guest) -> Organization | None:
        if not guest.organization:
            return None
        organization = find_or_add_organization(
            actor=self.actor, programme=self.gathering.programme, name=guest.organization
        )
        if organization.pk not in self.organizations:
            self.organizations.add(organization.pk)
            self.structures.append(organization)
        if guest.siret and not organization.siret:
            try:
                edit_organization(actor=self.actor, organization=organization, siret=guest.siret)
            except SiretTaken:
                organization.refresh_from_db()
        return organization

    def _register(self, person: models.Model, needs: str) -> None:
        known = Registration.objects.filter(gathering=self.gathering, person=person).exists()
        registration = register_person(
            actor=self.actor,
            gathering=self.gathering,
            person=person,
            status=self.status,
            needs=needs,
        )
        if not known:
            self.registrations.append(registration)
