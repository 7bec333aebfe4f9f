"""Someone registers by themselves, without an account."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from rapidfuzz import fuzz

from entrelacs.act.admission.actions import fill_freed_seats, hold_seats
from entrelacs.act.admission.letters import tell_already, tell_answer
from entrelacs.act.admission.queries import rank_of, room_of, takes_registrations
from entrelacs.act.gatherings.actions import register_person
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.consent.actions import record_consent
from entrelacs.commons.consent.models import Channel, Use
from entrelacs.commons.journal.actions import record
from entrelacs.commons.organizations.actions import find_or_add_organization
from entrelacs.commons.people.actions import Newcomer, add_people, find_duplicate
from entrelacs.commons.people.matching import person_key
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.actions import hold_programme
from entrelacs.commons.programmes.models import World
from entrelacs.errors import EntrelacsError

# Two spellings of one name are this close, of a hundred.
SAME_NAME = 80


class RegistrationClosed(EntrelacsError):
    code = "registration-closed"


@dataclass(frozen=True, kw_only=True)
class Newly:
    """What someone says of themselves when they register."""

    given_name: str
    family_name: str
    email: str
    organization: str = ""
    worlds: Sequence[World] = ()
    territory_id: int | None = None
    needs: str = ""
    table_needs: Sequence[str] = ()
    # A use left out records nothing: the answer is no by default.
    consents: Collection[Use] = ()


@transaction.atomic
def register_publicly(*, gathering: Gathering, newly: Newly) -> Registration:
    """Give someone a seat, or their place on the waiting list, and write to them.

    Whoever is known by this mail address keeps all that is known of them, and only that address
    learns it: the caller says the same thing to everyone.
    """
    hold_programme(gathering.programme)
    admission = hold_seats(gathering)
    if not takes_registrations(admission, gathering):
        raise RegistrationClosed(gathering=gathering.name)
    # An offer that ran out since anyone looked goes to those who wait, before whoever comes now.
    fill_freed_seats(gathering=gathering)
    known = Person.objects.filter(email=newly.email.strip().lower(), erased_at=None).first()
    if known is not None:
        return _register_known(gathering, known, newly)
    person = _add_person(gathering, newly)
    for use in newly.consents:
        record_consent(
            actor=person, person=person, use=use, given=True, channel=Channel.REGISTRATION
        )
    return _register(gathering, person, newly)


def _register(gathering: Gathering, person: Person, newly: Newly) -> Registration:
    worlds = list(person.worlds.all())
    place = room_of(gathering).place_for(worlds)
    status = Registration.Status.REGISTERED if place else Registration.Status.WAITING
    registration = register_person(
        actor=person,
        gathering=gathering,
        person=person,
        status=status,
        needs=newly.needs,
        table_needs=list(newly.table_needs),
        seat_world=place.world if place else None,
    )
    record(actor=person, event="registration.public", subject=registration, status=str(status))
    rank = 0 if place else rank_of(registration)
    tell_answer(actor=person, registration=registration, rank=rank)
    return registration


def _register_known(gathering: Gathering, person: Person, newly: Newly) -> Registration:
    """Someone whose address the programme has: registered if it is them and they are not yet.

    Another name with the same address may be a colleague who shares the box: nobody is registered
    in their stead, the address is told what to do.
    """
    listed = Registration.objects.filter(gathering=gathering, person=person).first()
    if listed is None and _is_same_name(person, newly):
        return _register(gathering, person, newly)
    if listed is None:
        listed = register_person(
            actor=None, gathering=gathering, person=person, status=Registration.Status.INVITED
        )
    same = _is_same_name(person, newly)
    record(actor=None, event="registration.known-mail", subject=listed, same_name=same)
    tell_already(actor=None, registration=listed)
    return listed


def _is_same_name(person: Person, newly: Newly) -> bool:
    """Whether two spellings may be one name: accents, order, a letter, a second family name."""
    written = person_key(newly.given_name, newly.family_name)
    ours, theirs = set(person.name_key.split()), set(written.split())
    if not ours or ours <= theirs or theirs <= ours:
        return True
    return fuzz.token_sort_ratio(person.name_key, written) >= SAME_NAME


def _add_person(gathering: Gathering, newly: Newly) -> Person:
    """Someone new; a namesake of the same structure is told to the organiser, never to them."""
    programme = gathering.programme
    name = newly.organization.strip()
    organization = (
        find_or_add_organization(actor=None, programme=programme, name=name) if name else None
    )
    namesake = find_duplicate(
        given_name=newly.given_name,
        family_name=newly.family_name,
        email="",
        organization_name=organization.name if organization else "",
    )
    [person] = add_people(
        actor=None,
        programme=programme,
        newcomers=[
            Newcomer(
                given_name=" ".join(newly.given_name.split()),
                family_name=" ".join(newly.family_name.split()),
                email=newly.email.strip().lower(),
                organization=organization,
                worlds=newly.worlds,
                territory_id=newly.territory_id,
            )
        ],
    )
    if namesake is not None:
        record(actor=None, event="person.namesake", subject=person, namesake=namesake[0].pk)
    return person
