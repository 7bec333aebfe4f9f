import pytest

from entrelacs.act.gatherings.actions import set_answer
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.guest_lists.actions import Choice, add_guests
from entrelacs.act.guest_lists.cells import read_cells
from entrelacs.act.guest_lists.difference import Difference
from entrelacs.act.guest_lists.queries import difference_with
from entrelacs.commons.imports.actions import AlreadyUndone, undo_batch
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.organizations.models import Organization, OrganizationName
from entrelacs.commons.people.models import Affiliation, Person
from tests.factories import (
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
    WorldFactory,
)

LIST = (
    "prénom;nom;structure;mail;monde\n"
    "Sans;Structure;;;\n"
    "Ana;Lopez;Aux Pains;ana@exemple.fr;TS\n"
    "Bo;Li;Aux Pains;;\n"
    "Élodie;Martin;CCAS de Pessac;;\n"
    "Autre;Personne;;elodie@exemple.fr;\n"
    ";;;perdue@exemple.fr;\n"
)


@pytest.fixture
def gathering(programme):
    WorldFactory(code="ts", label="Travail social", short_label="TS")
    PersonFactory(
        given_name="Elodie",
        family_name="Martin",
        email="elodie@exemple.fr",
        organization=OrganizationFactory(name="CCAS de Pessac"),
    )
    return GatheringFactory()


def difference(gathering, text: str = LIST) -> Difference:
    return difference_with(gathering, read_cells(text))


def counts() -> dict[str, int]:
    models = (Person, Organization, OrganizationName, Affiliation, Registration)
    return {model.__name__: model.objects.count() for model in models}


def names_on(gathering) -> list[str]:
    return sorted(str(each.person) for each in gathering.registrations.order_by("pk"))


def test_nothing_is_written_before_it_is_asked(gathering):
    before = counts()

    difference(gathering)

    assert counts() == before
    assert JournalEntry.objects.count() == 0


def test_new_and_known_people_are_put_on_the_list_and_the_rest_is_left_aside(gathering):
    added = add_guests(actor=None, gathering=gathering, difference=difference(gathering))

    assert names_on(gathering) == ["Ana Lopez", "Bo Li", "Elodie Martin", "Sans Structure"]
    assert added.people == 4
    assert [entry.line.record.cells for entry in added.aside] == [
        ("Autre", "Personne", "", "elodie@exemple.fr", ""),
        ("", "", "", "perdue@exemple.fr", ""),
    ]
    ana = Person.objects.get(email="ana@exemple.fr")
    assert [world.code for world in ana.worlds.order_by("pk")] == ["ts"]
    assert Organization.objects.filter(name="Aux Pains").count() == 1


def test_doubtful_line_follows_what_the_organiser_decides(gathering):
    found = difference(gathering, "Autre;Personne;;elodie@exemple.fr")
    other = GatheringFactory()

    add_guests(actor=None, gathering=gathering, difference=found, choices={1: Choice.OTHER})
    add_guests(actor=None, gathering=other, difference=found, choices={1: Choice.SAME})

    assert names_on(gathering) == ["Autre Personne"]
    assert names_on(other) == ["Elodie Martin"]
    # One address is one person.
    assert Person.objects.get(family_name="Personne").email == ""


def test_same_list_pasted_twice_adds_nobody(gathering):
    add_guests(actor=None, gathering=gathering, difference=difference(gathering))
    before = counts()

    again = add_guests(actor=None, gathering=gathering, difference=difference(gathering))

    assert again.people == 0
    assert counts() == before


def test_undoing_takes_back_just_what_the_list_brought(gathering):
    RegistrationFactory(gathering=gathering)
    before = counts()
    added = add_guests(actor=None, gathering=gathering, difference=difference(gathering))

    undone = undo_batch(actor=None, batch=added.batch)

    assert counts() == before
    assert undone["kept"] == 0
    with pytest.raises(AlreadyUndone):
        undo_batch(actor=None, batch=added.batch)


def test_undoing_keeps_whoever_answered_since_with_all_that_is_theirs(gathering):
    added = add_guests(actor=None, gathering=gathering, difference=difference(gathering))
    answered = Registration.objects.get(person__email="ana@exemple.fr")
    set_answer(actor=None, registration=answered, status=Registration.Status.DECLINED)

    undone = undo_batch(actor=None, batch=added.batch)

    assert names_on(gathering) == ["Ana Lopez"]
    answered.refresh_from_db()
    assert str(answered.person.affiliations.get().organization) == "Aux Pains"
    assert not Person.objects.filter(family_name="Li").exists()
    # Ana, her registration, her structure.
    assert undone == {"removed": 5, "kept": 3}


def test_long_list_is_written_in_few_queries(gathering, django_assert_max_num_queries):
    lines = [f"Ana{n};Lopez{n};Aux Pains;ana{n}@exemple.fr;TS" for n in range(200)]
    found = difference(gathering, "prénom;nom;structure;mail;monde\n" + "\n".join(lines))

    with django_assert_max_num_queries(50):
        added = add_guests(actor=None, gathering=gathering, difference=found)

    assert added.people == 200
    assert Affiliation.objects.filter(organization__name="Aux Pains").count() == 200
    assert Person.objects.filter(worlds__code="ts").count() == 200
