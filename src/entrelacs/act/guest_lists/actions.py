from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import models, transaction

from entrelacs.act.gatherings.actions import register_people
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.guest_lists.difference import Difference, Entry, Standing
from entrelacs.act.guest_lists.guests import Guest
from entrelacs.act.guest_lists.queries import KIND
from entrelacs.commons.imports.actions import note_created, open_batch
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.organizations.actions import (
    SiretTaken,
    SpellingTaken,
    add_spelling,
    edit_organization,
    find_or_add_organization,
)
from entrelacs.commons.organizations.models import Organization, OrganizationName
from entrelacs.commons.organizations.queries import organizations
from entrelacs.commons.people.actions import Newcomer, add_people
from entrelacs.commons.people.models import Person
from entrelacs.commons.people.queries import people
from entrelacs.commons.programmes.models import Programme
from entrelacs.commons.programmes.queries import worlds


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
    same_structures: Collection[str] = (),
) -> Added:
    """Put the people of a list on a gathering's, as one import that can be undone.

    `choices` decides of the doubtful lines by number; those it does not mention are left aside.
    `same_structures` are names of the list held for other spellings of those they look like.
    """
    choices = choices or {}
    batch = open_batch(
        actor=actor,
        programme=gathering.programme,
        kind=KIND,
        filename=source,
    )
    fates = [(entry, _fate(entry, choices)) for entry in difference.entries]
    newcomers = [entry for entry, fate in fates if fate is Fate.ADDED]
    alikes = {
        name: difference.alikes[name] for name in same_structures if name in difference.alikes
    }
    structures = _Structures(actor=actor, programme=gathering.programme, alikes=alikes)
    added = add_people(
        actor=actor,
        programme=gathering.programme,
        newcomers=_newcomers(newcomers, structures),
    )
    known = _known([entry for entry, fate in fates if fate is Fate.INVITED])
    needs = {person: entry.guest.needs for person, entry in known if entry.guest}
    needs |= {
        person: entry.guest.needs
        for person, entry in zip(added, newcomers, strict=True)
        if entry.guest
    }
    registered = register_people(actor=actor, gathering=gathering, needs=needs, status=status)
    # Undone from the last to the first: whoever is on the list goes before their structure.
    note_created(batch=batch, rows=[*structures.added, *structures.spellings, *added, *registered])
    return Added(
        batch=batch,
        people=len(registered),
        aside=tuple(entry for entry, fate in fates if fate is Fate.ASIDE),
    )


class Fate(StrEnum):
    ADDED = "added"
    INVITED = "invited"
    NOTHING = "nothing"
    ASIDE = "aside"


def _fate(entry: Entry, choices: dict[int, Choice]) -> Fate:
    match entry.standing, choices.get(entry.number, Choice.LATER):
        case (Standing.NEW, _) | (Standing.DOUBTFUL, Choice.OTHER):
            return Fate.ADDED
        case (Standing.KNOWN, _) | (Standing.DOUBTFUL, Choice.SAME):
            return Fate.INVITED
        case (Standing.LISTED | Standing.REPEATED | Standing.NOBODY, _):
            return Fate.NOTHING
    return Fate.ASIDE


def _newcomers(entries: Sequence[Entry], structures: "_Structures") -> list[Newcomer]:
    known_worlds = {world.code: world for world in worlds()}
    mails = set(people().exclude(email="").order_by("pk").values_list("email", flat=True))
    newcomers = []
    for entry in entries:
        guest = entry.guest
        if guest is None:
            continue
        newcomers.append(
            Newcomer(
                given_name=guest.given_name,
                family_name=guest.family_name,
                # One address is one person: the second one is added without it.
                email="" if guest.email in mails else guest.email,
                phone=guest.phone,
                function=guest.function,
                organization=structures.of(guest),
                worlds=[known_worlds[code] for code in guest.worlds],
                territory_id=entry.territory,
            )
        )
        mails.add(guest.email)
    return newcomers


def _known(entries: Sequence[Entry]) -> list[tuple[Person, Entry]]:
    """The people of the programme these lines stand for; none for a line further up."""
    by_key = {entry.known.pk: entry for entry in entries if entry.known and entry.known.pk}
    return [(person, by_key[person.pk]) for person in people().filter(pk__in=list(by_key))]


class _Structures:
    """Finds or adds each structure once, and remembers those it added."""

    def __init__(
        self, *, actor: models.Model | None, programme: Programme, alikes: dict[str, str]
    ) -> None:
        self.actor, self.programme, self.alikes = actor, programme, alikes
        self.known = set(organizations().order_by("pk").values_list("pk", flat=True))
        self.by_name: dict[str, Organization] = {}
        self.added: list[Organization] = []
        self.spellings: list[OrganizationName] = []

    def of(self, guest: Guest) -> Organization | None:
        if not guest.organization:
            return None
        if guest.organization not in self.by_name:
            self.by_name[guest.organization] = self._find(guest.organization)
        organization = self.by_name[guest.organization]
        if guest.siret and not organization.siret:
            try:
                edit_organization(actor=self.actor, organization=organization, siret=guest.siret)
            except SiretTaken:
                organization.refresh_from_db()
        return organization

    def _find(self, name: str) -> Organization:
        if name in self.alikes:
            return self._find_alike(name)
        organization = find_or_add_organization(
            actor=self.actor, programme=self.programme, name=name
        )
        if organization.pk not in self.known:
            self.known.add(organization.pk)
            self.added.append(organization)
        return organization

    def _find_alike(self, name: str) -> Organization:
        """The structure this is another spelling of, which is then known under it too."""
        alike = self.alikes[name]
        if alike not in self.by_name:
            self.by_name[alike] = self._find(alike)
        organization = self.by_name[alike]
        try:
            spelling = add_spelling(actor=self.actor, organization=organization, name=name)
        except SpellingTaken:
            return organization
        self.spellings.append(spelling)
        return organization
