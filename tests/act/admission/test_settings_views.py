import pytest
from django.urls import reverse

from entrelacs.act.admission.actions import answer_for
from entrelacs.act.admission.models import Admission, Quota, SeatOffer
from entrelacs.commons.access.roles import RoleCode
from tests.act.admission.lines import meeting
from tests.factories import GatheringFactory

SAID = {"offer_hours": "48"}


def at(gathering, name: str = "invite_admission", **keys) -> str:
    return reverse(f"act:{name}", kwargs={"slug": gathering.slug, **keys})


def test_opening_the_page_writes_nothing(organizer_client):
    gathering = GatheringFactory()

    page = organizer_client.get(at(gathering))

    assert (page.status_code, Admission.objects.count()) == (200, 0)
    assert "/rencontres/" not in page.content.decode().replace("/agir/rencontres/", "")


def test_organiser_opens_registration_with_a_quota_for_one_world(organizer_client):
    made = meeting()

    organizer_client.post(
        at(made.gathering),
        {**SAID, "is_open": "on", "is_public": "on", "capacity": "30", "quota_ts": "12"},
    )

    admission = Admission.objects.get()
    assert (admission.is_open, admission.is_public, admission.capacity) == (True, True, 30)
    assert [(each.world, each.seats) for each in Quota.objects.all()] == [(made.ts, 12)]
    page = organizer_client.get(at(made.gathering)).content.decode()
    assert f"/rencontres/{made.gathering.slug}/" in page.replace("/agir/rencontres/", "")


@pytest.mark.parametrize(
    "change",
    [{"capacity": "0"}, {"capacity": "beaucoup"}, {"quota_ts": "-1"}, {"offer_hours": "0"},
     {"offer_hours": "400"}, {"closes_on": "demain"}, {"welcome": "x" * 2001}],
    ids=str,
)  # fmt: skip
def test_what_is_refused_changes_nothing_and_stays_on_the_page(organizer_client, change):
    made = meeting(capacity=9)

    page = organizer_client.post(at(made.gathering), {**SAID, "is_open": "on", **change})

    assert list(page.context["form"].errors) == list(change)
    assert Admission.objects.get().capacity == 9


def test_page_tells_who_waits_in_order_and_why_each_seat_was_offered(organizer_client):
    made = meeting(capacity=2, ts=1, es=1)
    leaving, _stays = made.guest(made.ts), made.guest(made.es)
    made.newcomer("Ana", made.es), made.newcomer("Bo", made.ts)

    answer_for(actor=None, registration=leaving, is_coming=False)

    page = organizer_client.get(at(made.gathering))
    line = [(rank, each.registration.person.given_name) for rank, each in page.context["line"]]
    assert line == [(1, "Ana"), (2, "Bo")]
    [(offer, figures)] = page.context["offers"]
    assert offer.reason == SeatOffer.Reason.SHORT_WORLD
    assert len(figures) == 3
    assert all(line in page.content.decode() for line in figures)


def test_organiser_offers_a_seat_by_hand_and_is_told_of_what_it_passes(organizer_client):
    made = meeting(capacity=1)
    made.guest(made.ts)
    ana = made.newcomer("Ana", made.ts)
    address = at(made.gathering, "invite_admission_offer", pk=ana.pk)

    page = organizer_client.post(address, follow=True)
    again = organizer_client.post(address)

    assert [message.level_tag for message in page.context["messages"]] == ["success", "warning"]
    assert again.status_code == 409
    assert SeatOffer.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_queries_whatever_the_list(
    organizer_client, django_assert_num_queries, count
):
    made = meeting(capacity=count)
    made.set(capacity=count + 1)
    leaving = [made.guest(made.ts) for _ in range(count)]
    made.guest(made.es)
    for number in range(count * 2):
        made.newcomer(f"Ana{number}", made.ts)
    for each in leaving:
        answer_for(actor=None, registration=each, is_coming=False)

    with django_assert_num_queries(14):
        organizer_client.get(at(made.gathering))


@pytest.mark.parametrize("role", [RoleCode.FACILITATOR, RoleCode.READER])
def test_only_organisers_set_registration(client, make_member, role):
    client.force_login(make_member(role).account)

    assert client.get(at(GatheringFactory())).status_code == 403
