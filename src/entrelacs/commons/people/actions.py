from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.journal.actions import record
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.organizations.spelling import spelling_key
from entrelacs.commons.people.erasure import erase_person
from entrelacs.commons.people.matching import person_key
from entrelacs.commons.people.models import Account, Affiliation, Person, Role
from entrelacs.commons.programmes.isolation import ForeignRow
from entrelacs.commons.programmes.models import Programme, World
from entrelacs.errors import EntrelacsError


class PersonAlreadyThere(EntrelacsError):
    """Same mail address, or same name in the same structure."""

    code = "person-already-there"


class NamelessPerson(EntrelacsError):
    code = "person-nameless"


class RoleNeedsMail(EntrelacsError):
    code = "role-needs-mail"


class LastOwner(EntrelacsError):
    code = "last-owner"


@transaction.atomic
def add_person(
    *,
    actor: models.Model | None,
    programme: Programme,
    given_name: str,
    family_name: str,
    email: str = "",
    organization: Organization | None = None,
    worlds: Iterable[World] = (),
    **details: Any,
) -> Person:
    """Add someone; refuse who is there already (same mail, or same name and structure)."""
    person = Person(
        programme=programme,
        given_name=" ".join(given_name.split()),
        family_name=" ".join(family_name.split()),
        email=email.strip().lower(),
        **details,
    )
    person.name_key = person_key(person.given_name, person.family_name)
    _refuse_nameless(person)
    _refuse_duplicate(person, organization)
    person.save()
    person.worlds.set(worlds)
    set_main_organization(person=person, organization=organization)
    record(actor=actor, event="person.added", subject=person)
    return person


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Someone to add, once told apart from those already there."""

    given_name: str
    family_name: str
    email: str = ""
    phone: str = ""
    function: str = ""
    organization: Organization | None = None
    worlds: Sequence[World] = ()
    territory_id: int | None = None


@transaction.atomic
def add_people(
    *, actor: models.Model | None, programme: Programme, newcomers: Sequence[Newcomer]
) -> list[Person]:
    """Add many at once, in a few queries; the caller has compared them with who is there."""
    added = Person.objects.bulk_create(
        Person(
            programme=programme,
            given_name=each.given_name,
            family_name=each.family_name,
            email=each.email,
            phone=each.phone,
            function=each.function,
            territory_id=each.territory_id,
            name_key=person_key(each.given_name, each.family_name),
        )
        for each in newcomers
    )
    pairs = list(zip(added, newcomers, strict=True))
    Affiliation.objects.bulk_create(
        Affiliation(programme=programme, person=person, organization=each.organization)
        for person, each in pairs
        if each.organization is not None
    )
    links = [
        Person.worlds.through(person=person, world=world)
        for person, each in pairs
        for world in each.worlds
    ]
    # Links written in bulk send no signal: the isolation guard is asked here.
    if any(link.world.programme_id != programme.pk for link in links):
        raise ForeignRow(model="commons.Person", field="worlds")
    Person.worlds.through.objects.bulk_create(links)
    record(actor=actor, event="person.added-several", subject=programme, people=len(added))
    return added


@transaction.atomic
def edit_person(
    *,
    actor: models.Model | None,
    person: Person,
    organization: Organization | None,
    worlds: Iterable[World],
    **changes: Any,
) -> Person:
    """Change what is known of someone; the same refusals as for a new person."""
    # Checked apart first: whoever is refused stays, in memory too, as they were.
    wanted = Person(
        pk=person.pk,
        given_name=changes.get("given_name", person.given_name),
        family_name=changes.get("family_name", person.family_name),
        email=changes.get("email", person.email).strip().lower(),
    )
    wanted.name_key = person_key(wanted.given_name, wanted.family_name)
    _refuse_nameless(wanted)
    _refuse_duplicate(wanted, organization)
    for name, value in changes.items():
        setattr(person, name, value)
    person.email, person.name_key = wanted.email, wanted.name_key
    person.save()
    person.worlds.set(worlds)
    set_main_organization(person=person, organization=organization)
    record(actor=actor, event="person.edited", subject=person, fields=sorted(changes))
    return person


@transaction.atomic
def rename_person(
    *,
    actor: models.Model | None,
    person: Person,
    given_name: str,
    family_name: str,
    function: str,
) -> Person:
    """Change how someone is called; worlds and structure stay."""
    person.given_name = " ".join(given_name.split())
    person.family_name = " ".join(family_name.split())
    person.function = function.strip()
    person.name_key = person_key(person.given_name, person.family_name)
    _refuse_nameless(person)
    person.save(update_fields=["given_name", "family_name", "function", "name_key"])
    record(actor=actor, event="person.edited", subject=person, fields=["name"])
    return person


@transaction.atomic
def find_or_add_member(
    *,
    actor: models.Model | None,
    programme: Programme,
    email: str,
    given_name: str,
    family_name: str,
) -> Person:
    """The person of this mail address, who keeps their name, or a new one."""
    known = Person.objects.filter(email=email.strip().lower(), erased_at=None).first()
    if known is not None:
        return known
    return add_person(
        actor=actor,
        programme=programme,
        given_name=given_name,
        family_name=family_name,
        email=email,
    )


def find_duplicate(
    *, given_name: str, family_name: str, email: str, organization_name: str
) -> tuple[Person, str] | None:
    """Who is already there under this mail, or this name and structure; with the reason."""
    if email:
        same_mail = Person.objects.filter(email=email.strip().lower(), erased_at=None).first()
        if same_mail is not None:
            return same_mail, "mail"
    key = person_key(given_name, family_name)
    wanted = spelling_key(organization_name) if organization_name else ""
    namesakes = Person.objects.filter(name_key=key, erased_at=None).prefetch_related(
        "affiliations__organization__spellings"
    )
    for namesake in namesakes:
        keys = {
            spelling.key
            for affiliation in namesake.affiliations.all()
            for spelling in affiliation.organization.spellings.all()
        }
        if wanted in keys or (not wanted and not keys):
            return namesake, "name"
    return None


def _refuse_nameless(person: Person) -> None:
    if not person.name_key:
        raise NamelessPerson


def _refuse_duplicate(person: Person, organization: Organization | None) -> None:
    found = find_duplicate(
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        organization_name=organization.name if organization else "",
    )
    if found is not None and found[0].pk != person.pk:
        raise PersonAlreadyThere(person=found[0].pk, name=found[0].full_name, reason=found[1])


def set_main_organization(*, person: Person, organization: Organization | None) -> None:
    """Make this the structure shown beside the person; None leaves them without."""
    if organization is None:
        person.affiliations.all().delete()
        return
    person.affiliations.exclude(organization=organization).delete()
    Affiliation.objects.get_or_create(
        person=person, organization=organization, defaults={"programme_id": person.programme_id}
    )


@transaction.atomic
def give_role(*, actor: models.Model | None, person: Person, code: RoleCode) -> Role:
    """Let someone act in the programme; an account is opened on their mail address."""
    if not person.email:
        raise RoleNeedsMail(person=person.pk, name=person.full_name)
    if person.account_id is None:
        account = Account.objects.filter(email=person.email).first()
        person.account = account or Account.objects.create_user(person.email)
        person.save(update_fields=["account"])
    role, added = Role.objects.get_or_create(
        person=person, code=code, defaults={"programme_id": person.programme_id}
    )
    if added:
        record(actor=actor, event="role.given", subject=person, role=str(code))
    return role


@transaction.atomic
def take_role(*, actor: models.Model | None, person: Person, code: RoleCode) -> None:
    """Take a role back; a programme keeps at least one owner."""
    if code == RoleCode.OWNER:
        _refuse_last_owner(person)
    taken, _ = Role.objects.filter(person=person, code=code).delete()
    if taken:
        record(actor=actor, event="role.taken", subject=person, role=str(code))


@transaction.atomic
def touch_person(*, person: Person) -> None:
    """Remember that someone was in contact, from which their data's keeping is counted."""
    Person.objects.filter(pk=person.pk).update(last_contact_at=timezone.now())


@transaction.atomic
def forget_person(*, actor: models.Model | None, person: Person) -> dict[str, int]:
    """Erase someone at their request; the last owner names another one first."""
    _refuse_last_owner(person)
    return erase_person(actor=actor, person=person)


def _refuse_last_owner(person: Person) -> None:
    # Locked until the transaction ends: two owners who leave together would leave nobody.
    owners = Role.objects.select_for_update().filter(code=RoleCode.OWNER).order_by("pk")
    if {role.person_id for role in owners} == {person.pk}:
        raise LastOwner(person=person.pk, name=person.full_name)
