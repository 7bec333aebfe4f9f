import pytest
from django_scopes import scope

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.people.actions import (
    LastOwner,
    NamelessPerson,
    Newcomer,
    PersonAlreadyThere,
    RoleNeedsMail,
    add_people,
    add_person,
    edit_person,
    find_duplicate,
    forget_person,
    give_role,
    take_role,
)
from entrelacs.commons.people.models import Account, Person, Role
from entrelacs.commons.programmes.isolation import ForeignRow
from tests.factories import OrganizationFactory, PersonFactory, WorldFactory


def add(programme, given: str, family: str, **details: object) -> Person:
    return add_person(
        actor=None, programme=programme, given_name=given, family_name=family, **details
    )


def test_same_mail_is_the_same_person(programme):
    add(programme, "Ana", "Lopez", email="ana@exemple.fr")

    with pytest.raises(PersonAlreadyThere) as fault:
        add(programme, "Autre", "Nom", email=" ANA@exemple.fr ")

    assert fault.value.details["reason"] == "mail"


@pytest.mark.parametrize(
    ("given", "family", "structure"),
    [
        ("elodie", "MARTIN", "C.C.A.S. de Pessac"),
        ("Martin", "Élodie", "ccas de pessac"),
        ("Élodie ", " Martin", "CCAS DE PESSAC"),
    ],
)
def test_same_name_in_the_same_structure_is_the_same_person(programme, given, family, structure):
    organization = OrganizationFactory(name="CCAS de Pessac")
    known = add(programme, "Élodie", "Martin", organization=organization)

    found = find_duplicate(
        given_name=given, family_name=family, email="", organization_name=structure
    )

    assert found == (known, "name")


def test_same_name_in_another_structure_is_someone_else(programme):
    add(programme, "Ana", "Lopez", organization=OrganizationFactory())

    add(programme, "Ana", "Lopez", organization=OrganizationFactory())
    add(programme, "Ana", "Lopez")

    assert Person.objects.count() == 3


def test_someone_has_at_least_a_name(programme):
    with pytest.raises(NamelessPerson):
        add(programme, " ", "-", email="ana@exemple.fr")


def test_editing_refuses_to_become_someone_else(programme):
    add(programme, "Ana", "Lopez", email="ana@exemple.fr")
    other = add(programme, "Bo", "Li")

    with pytest.raises(PersonAlreadyThere):
        edit_person(actor=None, person=other, organization=None, worlds=[], email="ana@exemple.fr")
    edit_person(actor=None, person=other, organization=None, worlds=[], family_name="Lee")

    other.refresh_from_db()
    assert (other.full_name, other.email) == ("Bo Lee", "")


def test_role_opens_an_account_and_needs_a_mail_address(programme):
    person = PersonFactory(email="ana@exemple.fr")

    give_role(actor=None, person=person, code=RoleCode.SCRIBE)
    give_role(actor=None, person=person, code=RoleCode.SCRIBE)

    assert Role.objects.count() == 1
    assert Account.objects.get().people.get() == person
    with pytest.raises(RoleNeedsMail):
        give_role(actor=None, person=PersonFactory(email=""), code=RoleCode.SCRIBE)


def test_programme_keeps_an_owner(programme):
    one, other = PersonFactory(), PersonFactory()
    give_role(actor=None, person=one, code=RoleCode.OWNER)

    with pytest.raises(LastOwner):
        take_role(actor=None, person=one, code=RoleCode.OWNER)
    with pytest.raises(LastOwner):
        forget_person(actor=None, person=one)

    give_role(actor=None, person=other, code=RoleCode.OWNER)
    take_role(actor=None, person=one, code=RoleCode.OWNER)
    assert Role.objects.get().person == other


def test_erasing_keeps_an_account_that_serves_another_programme(programme, other_programme):
    account = Account.objects.create_user("ana@exemple.fr")
    here = PersonFactory(account=account)
    with scope(programme=other_programme):
        PersonFactory(account=account)

    forget_person(actor=None, person=here)

    here.refresh_from_db()
    assert (here.given_name, here.family_name, here.account) == ("", "", None)
    assert Account.objects.filter(pk=account.pk).exists()


def test_many_are_added_at_once_and_no_world_of_another_programme(programme, other_programme):
    with scope(programme=other_programme):
        foreign = WorldFactory()
    ours = WorldFactory()

    added = add_people(
        actor=None,
        programme=programme,
        newcomers=[
            Newcomer(given_name="Ana", family_name="Lopez", worlds=[ours]),
            Newcomer(given_name="Bo", family_name="Li", organization=OrganizationFactory()),
        ],
    )

    assert [person.name_key for person in added] == ["ana lopez", "bo li"]
    assert [person.worlds.count() for person in added] == [1, 0]
    with pytest.raises(ForeignRow):
        add_people(
            actor=None,
            programme=programme,
            newcomers=[Newcomer(given_name="Cy", family_name="Roux", worlds=[foreign])],
        )
