import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.commons.imports.actions import note_created, open_batch
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.people.models import Person
from tests.factories import PersonFactory


def import_people(programme, count: int) -> ImportBatch:
    batch = open_batch(actor=None, programme=programme, kind="guests", filename="liste.csv")
    note_created(batch=batch, rows=PersonFactory.create_batch(count))
    return batch


@pytest.mark.parametrize("count", [1, 3])
def test_imports_ask_the_same_queries_whatever_their_number(
    organizer_client, programme, count, django_assert_num_queries
):
    for _n in range(count):
        import_people(programme, 2)

    with django_assert_num_queries(5):
        response = organizer_client.get(reverse("commons:imports"))

    assert [row["count"] for row in response.context["rows"]] == [2] * count


def test_import_is_undone_once(organizer_client, programme, organizer):
    batch = import_people(programme, 2)
    address = reverse("commons:import_undo", args=[batch.pk])

    assert organizer_client.post(address)["Location"] == reverse("commons:imports")
    assert list(Person.objects.order_by("pk")) == [organizer]

    assert organizer_client.post(address).status_code == 409


@pytest.mark.parametrize("then", ["https://ailleurs.example/", "//ailleurs.example"])
def test_undoing_never_leads_elsewhere(organizer_client, programme, then):
    batch = import_people(programme, 1)

    response = organizer_client.post(
        reverse("commons:import_undo", args=[batch.pk]), {"next": then}
    )

    assert response["Location"] == reverse("commons:imports")


def test_import_of_another_programme_does_not_exist(organizer_client, other_programme):
    with scope(programme=other_programme):
        batch = import_people(other_programme, 1)

    response = organizer_client.post(reverse("commons:import_undo", args=[batch.pk]))

    batch.refresh_from_db()
    assert (response.status_code, batch.is_undone) == (404, False)
