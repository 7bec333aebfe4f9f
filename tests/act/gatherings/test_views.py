import datetime

import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.gatherings.models import Gathering
from entrelacs.commons.access.roles import RoleCode
from tests.factories import (
    ContributionFactory,
    GatheringFactory,
    PersonFactory,
    RegistrationFactory,
    SeatingFactory,
    WorldFactory,
)

FORM = {
    "name": "Grande Rencontre de Lille",
    "day": "2027-06-04",
    "starts_at": "14:00",
    "ends_at": "18:00",
}


@pytest.mark.parametrize("count", [1, 3])
def test_meetings_ask_the_same_queries_whatever_their_number(
    organizer_client, count, django_assert_num_queries
):
    world = WorldFactory()
    for gathering in GatheringFactory.create_batch(count):
        RegistrationFactory(gathering=gathering, person=PersonFactory(worlds=[world]))

    with django_assert_num_queries(7):
        response = organizer_client.get(reverse("act:gatherings"))

    assert len(response.context["coming"]) == count
    assert response.context["coming"][0].ribbon == [(world, 1)]


def test_meetings_to_come_are_shown_soonest_first_and_past_ones_last_first(
    client, organizer, time_machine
):
    time_machine.move_to(datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
    client.force_login(organizer.account)
    for day in ("2027-05-01", "2021-12-13", "2027-03-12", "2026-10-01"):
        GatheringFactory(name=day, day=datetime.date.fromisoformat(day))

    response = client.get(reverse("act:gatherings"))

    shown = [
        [card.gathering.name for card in response.context[when]] for when in ("coming", "past")
    ]
    assert shown == [["2027-03-12", "2027-05-01"], ["2026-10-01", "2021-12-13"]]


def test_empty_programme_is_told_what_to_do_first(organizer_client, client, make_member):
    assert (
        reverse("act:gathering_new")
        in organizer_client.get(reverse("act:gatherings")).content.decode().split("<main")[1]
    )

    client.force_login(make_member(RoleCode.READER).account)
    assert (
        reverse("act:gathering_new") not in client.get(reverse("act:gatherings")).content.decode()
    )


def test_meeting_set_up_leads_to_invitations(organizer_client):
    response = organizer_client.post(reverse("act:gathering_new"), FORM | {"new_cycle": "2027"})

    gathering = Gathering.objects.get()
    assert response["Location"] == reverse("act:invite", kwargs={"slug": gathering.slug})
    assert (gathering.slug, gathering.cycle.name) == ("grande-rencontre-de-lille", "2027")
    assert gathering.segments.count() == 10


def test_meeting_that_ends_too_early_is_refused_beside_the_field(organizer_client):
    response = organizer_client.post(
        reverse("act:gathering_new"), FORM | {"ends_at": "13:00", "new_cycle": "2027"}
    )

    assert list(response.context["form"].errors) == ["ends_at"]
    assert Gathering.objects.count() == 0


def test_meeting_is_changed_and_keeps_its_address(organizer_client):
    gathering = GatheringFactory(name="Avant", slug="avant")

    organizer_client.post(reverse("act:gathering_edit", args=["avant"]), FORM)

    gathering.refresh_from_db()
    assert (gathering.name, gathering.slug) == ("Grande Rencontre de Lille", "avant")


@pytest.mark.parametrize("name", ["act:gathering", "act:gathering_edit", "act:invite"])
def test_meeting_of_another_programme_does_not_exist(organizer_client, other_programme, name):
    with scope(programme=other_programme):
        foreign = GatheringFactory()

    assert organizer_client.get(reverse(name, args=[foreign.slug])).status_code == 404


def test_meeting_leads_to_where_its_work_stands(client, organizer, time_machine):
    time_machine.move_to(datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
    client.force_login(organizer.account)
    fresh = GatheringFactory()
    composed = SeatingFactory().gathering
    noted = ContributionFactory().gathering
    closed = GatheringFactory(is_closed=True)

    steps = [
        client.get(reverse("act:gathering", args=[each.slug]))["Location"]
        for each in (fresh, composed, noted, closed)
    ]

    assert steps == [
        reverse("act:invite", args=[fresh.slug]),
        reverse("act:compose", args=[composed.slug]),
        reverse("act:synthesize", args=[noted.slug]),
        reverse("act:follow", args=[closed.slug]),
    ]
