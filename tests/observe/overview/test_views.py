import csv

import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.commons.access.roles import RoleCode
from tests.factories import PersonFactory, WorldFactory


@pytest.fixture
def small_world(programme):
    """One person of a rare world among eleven of another."""
    common, rare = WorldFactory(label="Monde commun"), WorldFactory(label="Monde rare")
    PersonFactory.create_batch(11, worlds=[common])
    PersonFactory(worlds=[rare])
    return rare


def test_page_and_file_never_name_a_group_too_small_to_hide_someone(
    client, make_member, small_world
) -> None:
    client.force_login(make_member(RoleCode.READER).account)

    page = client.get(reverse("observe:home")).content.decode()
    file = client.get(reverse("observe:export")).content.decode()

    assert ("Monde rare" in page, "Monde rare" in file) == (False, False)


def test_file_holds_the_figures_of_the_page(organizer_client, programme) -> None:
    world = WorldFactory(label="=Monde")
    PersonFactory.create_batch(7, worlds=[world])
    PersonFactory.create_batch(5)

    response = organizer_client.get(reverse("observe:export"))

    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    # The organiser is of no world either.
    assert [row[1:] for row in rows[1:3]] == [
        ["'=Monde", "7"],
        ["Petits groupes ou non précisé", "6"],
    ]


def test_too_few_people_to_count_show_no_figure(organizer_client, programme) -> None:
    PersonFactory.create_batch(2, worlds=[WorldFactory(label="Monde rare")])

    page = organizer_client.get(reverse("observe:home"))
    file = organizer_client.get(reverse("observe:export"))

    assert page.context["is_shown"] is False
    assert "Monde rare" not in page.content.decode()
    assert len(file.content.decode().splitlines()) == 1


def test_people_of_another_programme_do_not_count(
    organizer_client, programme, other_programme
) -> None:
    PersonFactory.create_batch(6)
    with scope(programme=other_programme):
        PersonFactory.create_batch(20)

    response = organizer_client.get(reverse("observe:home"))

    assert response.context["overview"].people_count == 7


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_queries_whatever_the_number_of_worlds(
    organizer_client, programme, count, django_assert_num_queries
) -> None:
    for _each in range(count):
        PersonFactory.create_batch(6, worlds=[WorldFactory()])

    with django_assert_num_queries(7):
        response = organizer_client.get(reverse("observe:home"))

    # Beside them, the organiser is of no world: the last group shown hides them.
    assert len(response.context["worlds"]) == count
    assert len(response.content) < 150_000
