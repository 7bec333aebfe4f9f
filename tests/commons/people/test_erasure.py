from django.contrib.sessions.models import Session

from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.drafts import draft, keep_draft
from entrelacs.commons.people.erasure import erase_person
from tests.conftest import StrictClient
from tests.factories import GatheringFactory, MemberFactory, PersonFactory, RegistrationFactory


def test_erasure_empties_the_needs_that_a_registration_keeps(programme):
    person = PersonFactory()
    registration = RegistrationFactory(
        gathering=GatheringFactory(), person=person, needs="Boucle magnétique"
    )
    other = RegistrationFactory(gathering=registration.gathering, needs="Place près de la porte")

    erase_person(actor=None, person=person)

    rows = Registration.objects.order_by("pk").values_list("person", "needs")
    assert list(rows) == [(None, ""), (other.person_id, "Place près de la porte")]


def test_erasure_closes_the_sessions_of_the_account_that_goes(programme):
    erased, other = MemberFactory(), MemberFactory()
    for member in (erased, other):
        StrictClient().force_login(member.account)

    erase_person(actor=None, person=erased)

    [session] = Session.objects.order_by("pk")
    assert session.get_decoded()["_auth_user_id"] == str(other.account_id)


def test_erasure_empties_what_waits_to_be_confirmed(programme):
    person = PersonFactory()
    token = keep_draft(person.full_name, owner="liste")

    erase_person(actor=None, person=person)

    assert draft(token, owner="liste") is None
