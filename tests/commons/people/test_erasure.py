from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.people.erasure import erase_person
from tests.factories import GatheringFactory, PersonFactory, RegistrationFactory


def test_erasure_empties_the_needs_that_a_registration_keeps(programme):
    person = PersonFactory()
    registration = RegistrationFactory(
        gathering=GatheringFactory(), person=person, needs="Boucle magnétique"
    )
    other = RegistrationFactory(gathering=registration.gathering, needs="Place près de la porte")

    erase_person(actor=None, person=person)

    rows = Registration.objects.order_by("pk").values_list("person", "needs")
    assert list(rows) == [(None, ""), (other.person_id, "Place près de la porte")]
