import datetime
from itertools import pairwise

import pytest

from entrelacs.act.leads.actions import create_lead, follow_lead, merge_leads
from entrelacs.act.leads.models import Lead
from entrelacs.act.leads.queries import lead_threads, roadmap, thread_of
from entrelacs.act.leads.story import knots_of
from entrelacs.act.notes.actions import withdraw_note
from tests.factories import (
    ContributionFactory,
    GatheringFactory,
    LeadFactory,
    OrganizationFactory,
    PersonFactory,
)


@pytest.fixture
def gathering(programme):
    return GatheringFactory()


def chain_of(count: int, gathering) -> Lead:
    """As many leads folded one into the next, each on two notes."""
    leads = [
        create_lead(
            actor=None,
            gathering=gathering,
            title=f"Piste {number}",
            contributions=ContributionFactory.create_batch(2, gathering=gathering),
        )
        for number in range(count)
    ]
    for absorbed, kept in pairwise(leads):
        merge_leads(actor=None, kept=kept, absorbed=absorbed)
    return leads[-1]


@pytest.mark.parametrize("length", [1, 2, 5])
def test_threads_take_two_queries_whatever_their_length(
    gathering, length, django_assert_num_queries
) -> None:
    chain_of(length, gathering)

    with django_assert_num_queries(2):
        (thread,) = lead_threads(gathering)

    assert len(thread.parents) == length - 1
    assert len(thread.contributions) == 2 * length


def test_thread_tells_the_main_structure_of_who_carries_the_lead(gathering) -> None:
    person = PersonFactory(organization=OrganizationFactory(name="La Remise"))
    left = PersonFactory(organization=OrganizationFactory())
    left.affiliations.update(until=datetime.date(2026, 1, 1))
    for carrier in (person, left, None):
        LeadFactory(gathering=gathering, referent=carrier)

    threads = lead_threads(gathering)

    assert [thread.lead.structure for thread in threads] == ["La Remise", None, None]


def test_thread_holds_each_note_once_and_leaves_out_what_was_withdrawn(gathering) -> None:
    shared, taken_back = ContributionFactory.create_batch(2, gathering=gathering)
    kept = create_lead(actor=None, gathering=gathering, title="A", contributions=[shared])
    absorbed = create_lead(
        actor=None, gathering=gathering, title="B", contributions=[shared, taken_back]
    )
    merge_leads(actor=None, kept=kept, absorbed=absorbed)
    withdraw_note(actor=None, note=taken_back)

    (thread,) = lead_threads(gathering)

    assert thread.contributions == (shared,)
    assert thread.sources == {kept.pk: (shared,), absorbed.pk: (shared,)}
    assert thread.table_numbers == (shared.table.number,)


def test_thread_of_a_merged_lead_is_what_it_was_by_itself(gathering) -> None:
    chain_of(2, gathering)
    absorbed = Lead.objects.get(title="Piste 0")

    thread = thread_of(absorbed)

    assert (thread.lead, thread.parents, len(thread.contributions)) == (absorbed, (), 2)


def test_roadmap_puts_the_nearest_next_step_first(programme) -> None:
    later, none, sooner = (LeadFactory(title=title) for title in ("tard", "rien", "bientôt"))
    for lead, day in ((later, 20), (sooner, 10)):
        lead.next_step_on = datetime.date(2027, 1, day)
        lead.save()

    found = roadmap()

    assert [thread.lead for thread in found] == [sooner, later, none]


def test_knots_go_from_the_meeting_to_the_next_step(gathering) -> None:
    lead = chain_of(2, gathering)
    person = PersonFactory(organization=OrganizationFactory(name="La Remise"))
    follow_lead(
        actor=None,
        lead=lead,
        status=Lead.Status.STARTED,
        referent=person,
        next_step="Ouvrir le café",
        next_step_on=datetime.date(2027, 1, 20),
    )

    knots = knots_of(thread_of(lead))

    assert [knot.state for knot in knots] == ["past", "past", "past", "now", "now", "later"]
    assert knots[0].label == gathering.name
    assert knots[4].label == "La Remise"
    assert knots[5].label == "Ouvrir le café (20 janvier 2027)"
