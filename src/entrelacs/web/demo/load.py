"""Fill the demonstration: Paris finished, Bordeaux to be composed, one neighbour to be kept apart."""

import datetime
import random
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.utils import translation
from django_scopes import scope

from entrelacs.act.gatherings.actions import (
    add_cycle,
    create_gathering,
    register_person,
)
from entrelacs.act.gatherings.models import Cycle, Gathering
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.consent.actions import record_consent, write_consent_text
from entrelacs.commons.consent.models import Channel, Use
from entrelacs.commons.organizations.actions import find_or_add_organization
from entrelacs.commons.people.actions import add_person, give_role
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.actions import open_programme
from entrelacs.commons.programmes.models import Mark, Programme, Tone, World
from entrelacs.commons.programmes.queries import worlds
from entrelacs.commons.territories.actions import load_territories
from entrelacs.commons.territories.queries import find_territory
from entrelacs.web.demo import bordeaux, paris
from entrelacs.web.demo.names import invented_name
from entrelacs.web.demo.paris_story import tell_paris
from entrelacs.web.demo.run_sheets import write_segments

PROGRAMME = "grandes-rencontres"
NEIGHBOUR = "programme-voisin"
# Anyone may sign in as the demonstration's owner: the secret guards invented people only.
DEMO_TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105

WORLDS = [
    ("ts", "Travail social", "TS", Tone.TEAL, Mark.ROUND, True),
    ("es", "Entrepreneuriat social", "ES", Tone.ORANGE, Mark.DIAMOND, True),
    ("collectivite", "Collectivité", "Coll.", Tone.BLUE, Mark.SQUARE, False),
    ("habitant", "Habitant·e", "Hab.", Tone.PLUM, Mark.HEXAGON, False),
    ("autre", "Autre", "Autre", Tone.GREY, Mark.TRIANGLE, False),
]

MEMBERS = [
    ("responsable@demo.example", 100, RoleCode.OWNER),
    ("organisation@demo.example", 101, RoleCode.ORGANISER),
    ("animation@demo.example", 102, RoleCode.FACILITATOR),
    ("notes@demo.example", 103, RoleCode.SCRIBE),
    ("reference@demo.example", 104, RoleCode.REFERENT),
    ("lecture@demo.example", 105, RoleCode.READER),
]

CONSENT_TEXTS = {
    Use.NAME_IN_REPORT: "J'accepte que mon nom et ma structure paraissent dans le compte rendu.",
    Use.DIRECTORY: "J'accepte de paraître dans l'annuaire remis aux participant·es.",
    Use.NEWS: "J'accepte de recevoir des nouvelles du programme, trois fois par an au plus.",
    Use.IMAGE: "J'accepte d'être reconnaissable sur les photographies de la rencontre.",
}


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
        programme = _open(PROGRAMME, "Grandes Rencontres", "La Compagnie Générale des Autres")
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


def _open(slug: str, name: str, organizer: str) -> Programme:
    return open_programme(
        name=name,
        slug=slug,
        organizer=organizer,
        contact="bonjour@demo.example",
        invented_people=True,
        worlds=[
            {
                "code": code,
                "label": label,
                "short_label": short,
                "tone": tone,
                "mark": mark,
                "is_pole": pole,
            }
            for code, label, short, tone, mark, pole in WORLDS
        ],
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
    Authenticator.objects.filter(user=members[RoleCode.OWNER].account).delete()
    TOTP.activate(members[RoleCode.OWNER].account, DEMO_TOTP_SECRET)
    organiser = members[RoleCode.ORGANISER]
    for use, text in CONSENT_TEXTS.items():
        write_consent_text(actor=organiser, programme=programme, use=use, text=text)
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
    for place, person in enumerate(people):
        register_person(
            actor=cast.organiser,
            gathering=gathering,
            person=person,
            needs=bordeaux.NEEDS.get(place, ""),
        )
    return gathering


def _open_neighbour() -> None:
    """A second programme: its people and meetings must never be seen from the first."""
    programme = _open(NEIGHBOUR, "Programme voisin", "Une autre association (inventée)")
    with scope(programme=programme):
        given, family = invented_name(106)
        person = add_person(
            actor=None,
            programme=programme,
            given_name=given,
            family_name=family,
            email="voisinage@demo.example",
        )
        give_role(actor=None, person=person, code=RoleCode.ORGANISER)
        for use, text in CONSENT_TEXTS.items():
            write_consent_text(actor=person, programme=programme, use=use, text=text)
        create_gathering(
            actor=person,
            programme=programme,
            name="Rencontre du programme voisin",
            day=datetime.date(2027, 5, 20),
        )
