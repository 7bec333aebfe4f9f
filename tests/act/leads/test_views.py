import csv
import datetime

import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.leads.models import Lead
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.journal.models import JournalEntry
from tests.factories import (
    ContributionFactory,
    GatheringFactory,
    LeadFactory,
    OrganizationFactory,
    PersonFactory,
    ThemeFactory,
)

FOLLOWED = {"status": "started", "referent": "", "next_step": "Écrire", "next_step_on": ""}


@pytest.fixture
def gathering(programme):
    return GatheringFactory()


@pytest.fixture
def foreign_lead(other_programme) -> Lead:
    with scope(programme=other_programme):
        return LeadFactory(title="Piste d’ailleurs")


def fill(gathering, count: int) -> list[Lead]:
    return [
        LeadFactory(
            gathering=gathering,
            theme=ThemeFactory(),
            referent=PersonFactory(organization=OrganizationFactory()),
        )
        for _each in range(count)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_follow_asks_the_same_queries_whatever_its_length(
    organizer_client, gathering, count, django_assert_num_queries
) -> None:
    fill(gathering, count)

    with django_assert_num_queries(7):
        response = organizer_client.get(reverse("act:follow", args=[gathering.slug]))

    assert len(response.context["threads"]) == count
    assert len(response.content) < 150_000


@pytest.mark.parametrize("count", [1, 3])
def test_roadmap_asks_the_same_queries_whatever_its_length(
    organizer_client, gathering, count, django_assert_num_queries
) -> None:
    fill(gathering, count)

    with django_assert_num_queries(6):
        response = organizer_client.get(reverse("act:roadmap"))

    assert len(response.context["threads"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_form_to_follow_asks_the_same_queries_whatever_the_number_of_people(
    organizer_client, gathering, count, django_assert_num_queries
) -> None:
    lead, *_others = fill(gathering, count)

    with django_assert_num_queries(9):
        response = organizer_client.get(reverse("act:follow_edit", args=[gathering.slug, lead.pk]))

    carrier = lead.referent
    structure = carrier.affiliations.get().organization.name
    assert f"{carrier.full_name} · {structure}" in response.content.decode()


def test_filter_keeps_the_leads_of_that_status_on_the_page_and_in_the_file(
    organizer_client, gathering
) -> None:
    LeadFactory(gathering=gathering, title="Faite", status=Lead.Status.DONE)
    LeadFactory(gathering=gathering, title="En route", status=Lead.Status.STARTED)

    page = organizer_client.get(reverse("act:roadmap"), {"etat": "done"})
    file = organizer_client.get(page.context["export_url"])

    assert [thread.lead.title for thread in page.context["threads"]] == ["Faite"]
    assert page.context["lead_count"] == 2
    rows = list(csv.reader(file.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Faite"]


def test_file_of_a_gathering_holds_its_leads_only_and_no_formula(
    organizer_client, gathering
) -> None:
    LeadFactory(title="D'une autre rencontre")
    LeadFactory(
        gathering=gathering,
        title="=HYPERLINK(1)",
        next_step="@cmd",
        next_step_on=datetime.date(2027, 1, 20),
    )

    response = organizer_client.get(reverse("act:follow_export", args=[gathering.slug]))

    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert rows[1][-2:] == ["'@cmd", "2027-01-20"]
    assert ".csv" in response["Content-Disposition"]


def test_following_a_lead_writes_it_and_says_who_did(
    organizer_client, organizer, gathering
) -> None:
    lead = LeadFactory(gathering=gathering)
    address = reverse("act:follow_edit", args=[gathering.slug, lead.pk])

    response = organizer_client.post(address, {**FOLLOWED, "referent": organizer.pk})

    lead.refresh_from_db()
    assert response["Location"] == reverse("act:follow", args=[gathering.slug])
    assert (lead.status, lead.referent, lead.next_step) == ("started", organizer, "Écrire")
    assert JournalEntry.objects.get(event="lead.followed").actor == organizer


def test_unknown_status_is_told_beside_its_field_and_nothing_changes(
    organizer_client, gathering
) -> None:
    lead = LeadFactory(gathering=gathering)
    address = reverse("act:follow_edit", args=[gathering.slug, lead.pk])

    response = organizer_client.post(address, {**FOLLOWED, "status": "nulle part"})

    lead.refresh_from_db()
    assert response.context["form"].errors.keys() == {"status"}
    assert lead.status == Lead.Status.PROPOSED


def test_referent_of_another_programme_cannot_be_chosen(
    organizer_client, gathering, other_programme
) -> None:
    lead = LeadFactory(gathering=gathering)
    with scope(programme=other_programme):
        stranger = PersonFactory()
    address = reverse("act:follow_edit", args=[gathering.slug, lead.pk])

    response = organizer_client.post(address, {**FOLLOWED, "referent": stranger.pk})

    assert response.context["form"].errors.keys() == {"referent"}


def test_reader_sees_the_roadmap_and_may_not_change_it(client, make_member, gathering) -> None:
    lead = LeadFactory(gathering=gathering)
    client.force_login(make_member(RoleCode.READER).account)
    edit = reverse("act:follow_edit", args=[gathering.slug, lead.pk])

    page = client.get(reverse("act:roadmap"))
    refused = client.post(edit, FOLLOWED)

    lead.refresh_from_db()
    assert lead.title in page.content.decode()
    assert edit not in page.content.decode()
    assert refused.status_code == 403
    assert lead.status == Lead.Status.PROPOSED


def test_thread_shows_where_the_idea_comes_from(organizer_client, gathering) -> None:
    lead, merged = LeadFactory.create_batch(2, gathering=gathering)
    note = ContributionFactory(gathering=gathering, text="Un café chaque mois")
    merged.sources.create(programme=gathering.programme, contribution=note)
    merged.merged_into = lead
    merged.save()

    whole = organizer_client.get(reverse("act:lead", args=[lead.pk])).content.decode()
    part = organizer_client.get(reverse("act:lead", args=[merged.pk])).content.decode()

    assert "Un café chaque mois" in whole
    assert reverse("act:lead", args=[merged.pk]) in whole
    assert "Un café chaque mois" in part
    assert reverse("act:lead", args=[lead.pk]) in part


@pytest.mark.parametrize("name", ["act:lead", "act:follow_edit"])
def test_lead_of_another_programme_does_not_exist(
    organizer_client, gathering, foreign_lead, name
) -> None:
    kwargs = {"pk": foreign_lead.pk}
    if name == "act:follow_edit":
        kwargs["slug"] = gathering.slug

    response = organizer_client.get(reverse(name, kwargs=kwargs))

    assert response.status_code == 404


def test_roadmap_never_shows_another_programme(organizer_client, foreign_lead) -> None:
    page = organizer_client.get(reverse("act:roadmap"))
    file = organizer_client.get(reverse("act:roadmap_export"))

    assert page.context["lead_count"] == 0
    assert "Piste d’ailleurs" not in page.content.decode() + file.content.decode()
