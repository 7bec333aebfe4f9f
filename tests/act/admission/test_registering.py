import datetime

import pytest

from entrelacs.act.admission.actions import forget_guest
from entrelacs.act.admission.needs import needs_in_words, table_needs_among
from entrelacs.act.admission.registering import Newly, RegistrationClosed, register_publicly
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.consent.models import Channel, Consent, Use
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.models import Person
from tests.act.admission.lines import meeting
from tests.factories import (
    ConsentTextFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
)

INVITED, WAITING = Registration.Status.INVITED, Registration.Status.WAITING


def newly(**changes) -> Newly:
    said = {"given_name": "Ana", "family_name": "Lopez", "email": "ana@exemple.fr"}
    return Newly(**{**said, **changes})


def register(made, **changes) -> Registration:
    return register_publicly(gathering=made.gathering, newly=newly(**changes))


def test_newcomer_is_added_with_all_they_said(programme):
    made = meeting()
    ConsentTextFactory(use=Use.NEWS)
    ConsentTextFactory(use=Use.DIRECTORY)

    registration = register(
        made,
        email=" Ana@Exemple.FR ",
        organization="Le  Fil Vert",
        worlds=[made.ts],
        needs=needs_in_words(["door", "vegan"], "une prise"),
        table_needs=table_needs_among(["door", "vegan"]),
        consents=[Use.NEWS],
    )

    person = registration.person
    assert (person.full_name, person.email) == ("Ana Lopez", "ana@exemple.fr")
    assert [each.organization.name for each in person.affiliations.all()] == ["Le Fil Vert"]
    assert list(person.worlds.all()) == [made.ts]
    assert (registration.status, registration.seat_world) == ("registered", made.ts)
    assert registration.table_needs == ["door"]
    assert len(registration.needs.split(", ")) == 3
    assert len(registration.link_salt) == 16
    # What was left unticked leaves no line.
    [line] = Consent.objects.all()
    assert (line.use, line.given, line.channel) == (Use.NEWS, True, Channel.REGISTRATION)


def test_known_structure_is_found_again_under_another_spelling(programme):
    made = meeting()
    OrganizationFactory(name="Association Le Fil Vert")

    register(made, organization="le fil vert")

    assert Organization.objects.count() == 1


def test_registering_twice_changes_nothing_whatever_the_spelling(programme):
    made = meeting()
    first = register(made, worlds=[made.ts], organization="Le Fil Vert", needs="une prise")

    again = register(
        made,
        given_name="Anna",
        email="ANA@exemple.fr",
        worlds=[made.es],
        organization="Ailleurs",
        needs="rien",
    )

    assert again == first
    again.refresh_from_db()
    assert (again.needs, again.person.given_name) == ("une prise", "Ana")
    assert list(again.person.worlds.all()) == [made.ts]
    assert (Person.objects.count(), Organization.objects.count()) == (1, 1)
    assert JournalEntry.objects.get(event="registration.known-mail").details == {"same_name": True}


def test_someone_known_from_elsewhere_is_registered_as_they_are(programme):
    made = meeting()
    ConsentTextFactory(use=Use.NEWS)
    person = PersonFactory(
        given_name="Ana", family_name="López", email="ana@exemple.fr", worlds=[made.es]
    )

    registration = register(made, family_name="Lopez Martin", worlds=[made.ts], consents=[Use.NEWS])

    assert (registration.person, registration.seat_world) == (person, made.es)
    assert Consent.objects.count() == 0


def test_colleague_who_shares_the_box_is_not_registered_in_the_other_s_stead(programme):
    made = meeting()
    person = PersonFactory(given_name="Bo", family_name="Li", email="accueil@exemple.fr")

    listed = register(made, email="accueil@exemple.fr")

    assert (listed.person, listed.status) == (person, INVITED)
    entry = JournalEntry.objects.get(event="registration.known-mail")
    assert entry.details == {"same_name": False}


def test_answer_already_given_stands_when_someone_registers_in_its_place(programme):
    made = meeting()
    person = PersonFactory(email="ana@exemple.fr")
    said_no = RegistrationFactory(
        gathering=made.gathering, person=person, status=Registration.Status.DECLINED
    )

    register(made)

    said_no.refresh_from_db()
    assert said_no.status == "declined"


def test_namesake_of_the_same_structure_is_another_person_and_told_to_the_organiser(programme):
    made = meeting()
    structure = OrganizationFactory(name="Le Fil Vert")
    other = PersonFactory(given_name="Ana", family_name="Lopez", email="", organization=structure)

    registration = register(made, organization="Le Fil Vert")

    assert registration.person != other
    other.refresh_from_db()
    assert other.email == ""
    assert JournalEntry.objects.get(event="person.namesake").details == {"namesake": other.pk}


def test_erased_person_may_come_back_as_someone_new(programme):
    made = meeting()
    first = register(made)
    forget_guest(actor=first.person, person=first.person)

    again = register(made)

    assert again.person.full_name == "Ana Lopez"
    assert again != first


@pytest.mark.parametrize(
    "change",
    [{"is_open": False}, {"closes_on": datetime.date(2000, 1, 1)}],
    ids=["closed", "too late"],
)
def test_closed_registration_takes_nobody(programme, change):
    made = meeting()
    made.set(**change)

    with pytest.raises(RegistrationClosed):
        register(made)

    assert Person.objects.count() == 0


def test_last_day_of_registration_is_a_whole_day(programme, time_machine):
    made = meeting(closes_on=datetime.date(2027, 3, 1))

    time_machine.move_to("2027-03-01T23:30+01:00")
    assert register(made).status == "registered"
    time_machine.move_to("2027-03-02T00:30+01:00")
    with pytest.raises(RegistrationClosed):
        register(made, email="bo@exemple.fr")


def test_whoever_finds_their_world_full_waits_in_order(programme):
    made = meeting(ts=0)

    first = register(made, worlds=[made.ts])
    second = register(made, email="bo@exemple.fr", worlds=[made.ts])

    assert [first.status, second.status] == [WAITING, WAITING]
    assert first.waiting_since < second.waiting_since
    assert first.seat_world is None
