"""Fill the demonstration: Paris finished, Bordeaux to be composed, one neighbour to be kept apart."""

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.utils import translation
from django_scopes import scope

from entrelacs.act.admission.actions import set_admission
from entrelacs.act.gatherings.actions import (
    add_cycle,
    create_gathering,
    register_person,
)
from entrelacs.act.gatherings.models import Cycle, Gathering, Registration
from entrelacs.act.tables.asking import add_wish, set_composition, set_table_needs
from entrelacs.act.tables.models import TableWish, usual_order
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.consent.actions import record_consent
from entrelacs.commons.consent.models import Channel, Use
from entrelacs.commons.founding.actions import found_programme
from entrelacs.commons.organizations.actions import find_or_add_organization
from entrelacs.commons.people.actions import add_person, give_role
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import Programme, World
from entrelacs.commons.programmes.queries import worlds
from entrelacs.commons.territories.actions import load_territories
from entrelacs.commons.territories.queries import find_territory
from entrelacs.web.demo import bordeaux, paris
from entrelacs.web.demo.messages import write_messages
from entrelacs.web.demo.names import invented_name
from entrelacs.web.demo.paris_story import tell_paris
from entrelacs.web.demo.run_sheets import write_segments

PROGRAMME = "grandes-rencontres"
NEIGHBOUR = "programme-voisin"
# Anyone may sign in as the demonstration's owner: the secret guards invented people only.
DEMO_TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105

MEMBERS = [
    ("organisation@demo.example", 101, RoleCode.ORGANISER),
    ("animation@demo.example", 102, RoleCode.FACILITATOR),
    ("notes@demo.example", 103, RoleCode.SCRIBE),
    ("reference@demo.example", 104, RoleCode.REFERENT),
    ("lecture@demo.example", 105, RoleCode.READER),
]


@dataclass(frozen=True)
class Cast:
    """Who acts in the demonstration."""

    programme: Programme
    organiser: Person
    worlds: dict[str, World]


@transaction.atomic
def load_demo() -> None:
    """Write the whole demonstration; call it on a database that has none."""
    load_territories()
    with translation.override("fr"):
        programme, owner = _found(
            PROGRAMME,
            "Grandes Rencontres",
            "La Compagnie Générale des Autres",
            email="responsable@demo.example",
            number=100,
            role=RoleCode.OWNER,
        )
        TOTP.activate(owner.account, DEMO_TOTP_SECRET)
        with scope(programme=programme):
            cast = _gather_cast(programme)
            cycle = add_cycle(
                actor=cast.organiser, programme=programme, name="Cycle des Grandes Rencontres"
            )
            people = _invite_paris(cast)
            tell_paris(actor=cast.organiser, programme=programme, cycle=cycle, people=people)
            _invite_bordeaux(cast, cycle, people)
        _open_neighbour()


def has_demo() -> bool:
    return Programme.objects.filter(slug=PROGRAMME).exists()


def _found(
    slug: str, name: str, organizer: str, *, email: str, number: int, role: RoleCode
) -> tuple[Programme, Person]:
    given, family = invented_name(number)
    return found_programme(
        name=name,
        slug=slug,
        organizer=organizer,
        contact="bonjour@demo.example",
        invented_people=True,
        owner_email=email,
        owner_given_name=given,
        owner_family_name=family,
        role=role,
    )


def _gather_cast(programme: Programme) -> Cast:
    members = {}
    for email, number, role in MEMBERS:
        given, family = invented_name(number)
        person = add_person(
            actor=None, programme=programme, given_name=given, family_name=family, email=email
        )
        give_role(actor=None, person=person, code=role)
        members[role] = person
    organiser = members[RoleCode.ORGANISER]
    return Cast(programme, organiser, {world.code: world for world in worlds()})


def _person(cast: Cast, number: int, structure: str, codes: str, commune: str) -> Person:
    given, family = invented_name(number)
    organization = (
        find_or_add_organization(actor=cast.organiser, programme=cast.programme, name=structure)
        if structure
        else None
    )
    return add_person(
        actor=cast.organiser,
        programme=cast.programme,
        given_name=given,
        family_name=family,
        email=f"personne{number:03d}@demo.example",
        organization=organization,
        worlds=[cast.worlds[code] for code in codes.split()],
        territory=find_territory(commune, kind="commune"),
    )


def _invite_paris(cast: Cast) -> dict[int, list[Person]]:
    """The people of each table; two in three let their name be printed."""
    people: dict[int, list[Person]] = {}
    number = 0
    for table, seats in paris.SEATS.items():
        for structure, codes in seats:
            person = _person(cast, number, structure, codes, "75056")
            people.setdefault(table, []).append(person)
            if number % 3:
                record_consent(
                    actor=cast.organiser,
                    person=person,
                    use=Use.NAME_IN_REPORT,
                    given=True,
                    channel=Channel.PAPER,
                )
            number += 1
    return people


def _invite_bordeaux(cast: Cast, cycle: Cycle, met: dict[int, list[Person]]) -> Gathering:
    gathering = create_gathering(
        actor=cast.organiser,
        programme=cast.programme,
        name="Grande Rencontre de Bordeaux",
        day=datetime.date(2027, 3, 12),
        starts_at=datetime.time(13, 30),
        ends_at=datetime.time(18),
        with_run_sheet=False,
        cycle=cycle,
        place="Halle des Berges (lieu inventé)",
        address="Quai des Deux-Rives, Bordeaux",
        territory=find_territory("33063", kind="commune"),
    )
    write_segments(cast.organiser, gathering, bordeaux.SEGMENTS)
    from_paris = [person for table in met.values() for person in table]
    people = [from_paris[number] for number in bordeaux.BACK_FROM_PARIS]
    arrivals = [
        (structure, codes, commune)
        for structure, codes, commune, count in bordeaux.STRUCTURES
        for _ in range(count)
    ]
    random.Random(12).shuffle(arrivals)
    number = sum(map(len, met.values()))
    for structure, codes, commune in arrivals[: 64 - len(people)]:
        people.append(_person(cast, number, structure, codes, commune))
        number += 1
    registrations = [
        register_person(
            actor=cast.organiser,
            gathering=gathering,
            person=person,
            needs=bordeaux.NEEDS.get(place, ""),
        )
        for place, person in enumerate(people)
    ]
    _ask_of_tables(cast, gathering, registrations)
    _open_registration(cast, gathering)
    write_messages(cast.organiser, gathering)
    return gathering


def _open_registration(cast: Cast, gathering: Gathering) -> None:
    """Anyone may register until the week before; seats are counted for the two poles."""
    set_admission(
        actor=cast.organiser,
        gathering=gathering,
        is_open=True,
        is_public=True,
        closes_on=gathering.day - datetime.timedelta(days=7),
        welcome=bordeaux.WELCOME,
        capacity=bordeaux.CAPACITY,
        quotas={cast.worlds[code]: seats for code, seats in bordeaux.QUOTAS.items()},
    )


def _ask_of_tables(cast: Cast, gathering: Gathering, registrations: Sequence[Registration]) -> None:
    """Two rounds, needs that a table can answer, and one confidential wish."""
    set_composition(
        actor=cast.organiser,
        gathering=gathering,
        rounds=bordeaux.ROUNDS,
        smallest=6,
        largest=10,
        order=usual_order(),
    )
    for place, need in bordeaux.TABLE_NEEDS.items():
        set_table_needs(actor=cast.organiser, registration=registrations[place], needs=[need])
    add_wish(
        actor=cast.organiser,
        gathering=gathering,
        kind=TableWish.Kind.APART,
        registrations=[registrations[place] for place in bordeaux.APART],
    )


def _open_neighbour() -> None:
    """A second programme: its people and meetings must never be seen from the first."""
    programme, person = _found(
        NEIGHBOUR,
        "Programme voisin",
        "Une autre association (inventée)",
        email="voisinage@demo.example",
        number=106,
        role=RoleCode.ORGANISER,
    )
    with scope(programme=programme):
        create_gathering(
            actor=person,
            programme=programme,
            name="Rencontre du programme voisin",
            day=datetime.date(2027, 5, 20),
        )
