import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.commons.organizations.models import Organization
from tests.factories import OrganizationFactory, PersonFactory


@pytest.mark.parametrize("count", [1, 3])
def test_structures_ask_the_same_queries_whatever_their_number(
    organizer_client, count, django_assert_num_queries
):
    for organization in OrganizationFactory.create_batch(count):
        PersonFactory(organization=organization)

    with django_assert_num_queries(6):
        response = organizer_client.get(reverse("commons:organizations"))

    assert [each.people_count for each in response.context["organizations"]] == [1] * count


@pytest.mark.parametrize(
    ("field", "value"),
    [("siret", "123 456 789 00012"), ("siret", "73282932000075"), ("rna", "751234567")],
)
def test_wrong_number_is_told_beside_its_field_and_what_was_typed_is_kept(
    organizer_client, field, value
):
    organization = OrganizationFactory(name="Avant")

    response = organizer_client.post(
        reverse("commons:organization", args=[organization.pk]), {"name": "Après", field: value}
    )

    organization.refresh_from_db()
    assert list(response.context["form"].errors) == [field]
    assert value in response.content.decode()
    assert (organization.name, organization.siret, organization.rna) == ("Avant", "", "")


def test_two_structures_are_merged_from_the_list(organizer_client):
    kept = OrganizationFactory(name="Département des Hauts-de-Seine")
    absorbed = OrganizationFactory(name="CD 92")

    organizer_client.post(
        reverse("commons:organization_merge", args=[kept.pk]), {"absorbed": absorbed.pk}
    )

    assert list(Organization.objects.order_by("pk")) == [kept]


def test_spelling_is_added_or_refused_in_words(organizer_client):
    one, other = OrganizationFactory(name="Un"), OrganizationFactory(name="Deux")

    for name in ("Premier", "deux"):
        organizer_client.post(
            reverse("commons:organization_spelling", args=[one.pk]), {"name": name}
        )

    assert [each.name for each in one.spellings.order_by("pk")] == ["Un", "Premier"]
    assert other.spellings.count() == 1


def test_structure_of_another_programme_does_not_exist(organizer_client, other_programme):
    ours = OrganizationFactory()
    with scope(programme=other_programme):
        theirs = OrganizationFactory()

    address = reverse("commons:organization", args=[theirs.pk])
    assert organizer_client.get(address).status_code == 404
    for kept, absorbed in ((ours, theirs), (theirs, ours)):
        merged = organizer_client.post(
            reverse("commons:organization_merge", args=[kept.pk]), {"absorbed": absorbed.pk}
        )
        assert merged.status_code == 404
