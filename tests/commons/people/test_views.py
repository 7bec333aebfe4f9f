import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.people.models import Person, Role
from tests.factories import MemberFactory, PersonFactory
from tests.web.signing_in import pass_second_factor


@pytest.fixture
def owner(make_member):
    return make_member(RoleCode.OWNER)


@pytest.fixture
def owner_client(client, owner):
    client.force_login(owner.account)
    pass_second_factor(client, owner.account)
    return client


def test_profile_changes_ones_own_name_and_nothing_else(organizer_client, organizer):
    email = organizer.email

    organizer_client.post(
        reverse("commons:profile"),
        {"given_name": "Ana", "family_name": "Lopez", "email": "autre@exemple.fr"},
    )

    organizer.refresh_from_db()
    assert (organizer.full_name, organizer.email) == ("Ana Lopez", email)


def test_profile_without_a_name_is_refused(organizer_client):
    response = organizer_client.post(reverse("commons:profile"), {"given_name": " "})

    assert list(response.context["form"].errors) == ["given_name"]


def test_profile_leads_to_what_ones_role_opens(client, make_member):
    client.force_login(make_member(RoleCode.READER).account)

    page = client.get(reverse("commons:profile")).content.decode()

    assert reverse("mfa_index") in page
    assert reverse("commons:journal") not in page


def test_organiser_cannot_give_roles(organizer_client, organizer):
    response = organizer_client.post(
        reverse("commons:roles"), {"email": organizer.email, "code": RoleCode.OWNER}
    )

    assert response.status_code == 403
    assert list(Role.objects.values_list("code", flat=True)) == [RoleCode.ORGANISER]


@pytest.mark.parametrize("count", [1, 3])
def test_roles_ask_the_same_queries_whatever_their_number(
    owner_client, count, django_assert_num_queries
):
    MemberFactory.create_batch(count)

    with django_assert_num_queries(9):
        response = owner_client.get(reverse("commons:roles"))

    assert len(response.context["members"]) == count + 1


def test_role_is_given_to_someone_known_or_new(owner_client):
    known = PersonFactory(email="ana@exemple.fr")
    address = reverse("commons:roles")

    owner_client.post(address, {"email": "Ana@exemple.fr", "code": RoleCode.SCRIBE})
    owner_client.post(
        address, {"email": "bo@exemple.fr", "given_name": "Bo", "code": RoleCode.READER}
    )
    refused = owner_client.post(address, {"email": "x@exemple.fr", "code": RoleCode.READER})

    assert known.roles.get().code == RoleCode.SCRIBE
    assert Person.objects.get(email="bo@exemple.fr").roles.get().code == RoleCode.READER
    assert list(refused.context["form"].errors) == ["given_name"]


def test_role_is_taken_back_but_not_the_last_owners(owner_client, owner):
    scribe = MemberFactory(role=RoleCode.SCRIBE)
    address = reverse("commons:role_take")

    owner_client.post(address, {"role": f"{scribe.pk}:scribe"})
    owner_client.post(address, {"role": f"{owner.pk}:owner"})

    assert list(Role.objects.values_list("person", flat=True)) == [owner.pk]
    assert Authenticator.objects.filter(user=owner.account).exists()
