"""Two programmes side by side: what belongs to one can be neither read nor written from the other."""

import pytest
from django.db import transaction
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.isolation import ForeignRow
from entrelacs.commons.programmes.models import Programme
from tests.factories import (
    GatheringFactory,
    PersonFactory,
    RegistrationFactory,
    WorldFactory,
)


@pytest.fixture
def foreign(other_programme: Programme) -> Gathering:
    with scope(programme=other_programme):
        return GatheringFactory()


def test_nothing_is_read_outside_a_programme(db):
    with pytest.raises(ScopeError):
        Person.objects.count()


def test_rows_of_another_programme_do_not_exist(programme, foreign):
    assert not Gathering.objects.filter(pk=foreign.pk).exists()


def test_row_is_refused_when_created_pointing_into_another_programme(programme, foreign):
    with pytest.raises(ForeignRow):
        Registration.objects.create(programme=programme, gathering=foreign, person=PersonFactory())


def test_row_is_refused_by_key_as_well(programme, foreign):
    with pytest.raises(ForeignRow):
        Registration.objects.create(
            programme=programme, gathering_id=foreign.pk, person=PersonFactory()
        )


def test_row_is_refused_when_it_says_it_belongs_to_another_programme(programme, other_programme):
    with pytest.raises(ForeignRow):
        Gathering.objects.create(
            programme=other_programme, name="Ailleurs", slug="ailleurs", day="2027-01-01"
        )


def test_row_is_refused_when_saved_from_another_programme(programme, foreign):
    foreign.name = "Pris"

    with pytest.raises(ForeignRow):
        foreign.save()


def test_row_is_refused_when_moved_to_another_programme(programme, other_programme):
    gathering = GatheringFactory()
    gathering.programme = other_programme

    with pytest.raises(ForeignRow):
        gathering.save()


def test_rows_are_refused_when_created_in_bulk(programme, foreign):
    rows = [
        Registration(programme=programme, gathering=GatheringFactory(), person=PersonFactory()),
        Registration(programme=programme, gathering_id=foreign.pk, person=PersonFactory()),
    ]

    with pytest.raises(ForeignRow):
        Registration.objects.bulk_create(rows)

    assert Registration.objects.count() == 0


def test_rows_are_refused_when_updated_in_bulk(programme, foreign):
    registration = RegistrationFactory()
    registration.gathering = foreign

    with pytest.raises(ForeignRow):
        Registration.objects.bulk_update([registration], ["gathering"])


def test_update_cannot_point_into_another_programme(programme, foreign):
    RegistrationFactory()

    with pytest.raises(ForeignRow):
        Registration.objects.update(gathering=foreign)


@pytest.mark.parametrize("way", ["add", "set", "key"])
def test_world_of_another_programme_cannot_be_given_to_someone(programme, other_programme, way):
    with scope(programme=other_programme):
        world = WorldFactory()
    person = PersonFactory()

    with pytest.raises(ForeignRow), transaction.atomic():
        {
            "add": lambda: person.worlds.add(world),
            "set": lambda: person.worlds.set([world]),
            "key": lambda: person.worlds.add(world.pk),
        }[way]()

    assert person.worlds.count() == 0


@pytest.mark.parametrize("name", ["gathering", "gathering_id"])
def test_update_by_key_cannot_point_into_another_programme(programme, foreign, name):
    RegistrationFactory()

    with pytest.raises(ForeignRow):
        Registration.objects.update(**{name: foreign.pk})


def test_update_cannot_move_rows_to_another_programme(programme, other_programme):
    RegistrationFactory()

    with pytest.raises(ForeignRow):
        Registration.objects.update(programme=other_programme)


def test_update_within_a_programme_is_let_through(programme):
    registration, gathering = RegistrationFactory(), GatheringFactory()

    Registration.objects.update(gathering=gathering, person=None)

    registration.refresh_from_db()
    assert (registration.gathering, registration.person) == (gathering, None)
