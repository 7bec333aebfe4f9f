from django.urls import reverse
from django_scopes import scope

from entrelacs.commons.people.models import Role
from tests.factories import PersonFactory


def test_member_of_two_programmes_goes_from_one_to_the_other(
    organizer_client, organizer, other_programme
):
    with scope(programme=other_programme):
        there = PersonFactory(account=organizer.account)
        Role.objects.create(programme=other_programme, person=there, code="reader")

    response = organizer_client.post(
        reverse("commons:programme_switch"), {"programme": other_programme.slug}
    )

    assert response["Location"] == reverse("home")
    assert organizer_client.get(reverse("commons:profile")).context["programme"] == other_programme


def test_programme_one_is_not_in_does_not_exist(organizer_client, other_programme, programme):
    for slug in (other_programme.slug, "inconnu", ""):
        response = organizer_client.post(reverse("commons:programme_switch"), {"programme": slug})
        assert response.status_code == 404

    assert organizer_client.get(reverse("commons:profile")).context["programme"] == programme
