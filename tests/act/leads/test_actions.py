from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_scopes import scope

from entrelacs.act.leads.actions import (
    LeadAlreadyMerged,
    LeadGone,
    LeadIsFollowed,
    LeadNotMerged,
    OtherGathering,
    SameLead,
    UntitledLead,
    attach_contribution,
    create_lead,
    detach_contribution,
    edit_lead,
    follow_lead,
    merge_leads,
    remove_lead,
    sort_lead,
    undo_merge,
)
from entrelacs.act.leads.models import Lead
from entrelacs.act.leads.queries import lead_threads
from entrelacs.act.notes.models import Contribution
from entrelacs.commons.journal.models import JournalEntry
from tests.factories import (
    ContributionFactory,
    GatheringFactory,
    LeadFactory,
    MemberFactory,
    ProgrammeFactory,
    ThemeFactory,
)


@pytest.fixture
def gathering(programme):
    return GatheringFactory()


def lead_on(gathering, title="Piste", notes=1) -> Lead:
    return create_lead(
        actor=None,
        gathering=gathering,
        title=title,
        contributions=ContributionFactory.create_batch(notes, gathering=gathering),
    )


def shape(gathering) -> dict[str, tuple[list[str], int]]:
    """Each standing lead: what was folded into it, and how many words it stands on."""
    return {
        thread.lead.title: ([lead.title for lead in thread.parents], len(thread.contributions))
        for thread in lead_threads(gathering)
    }


def test_lead_is_written_once_with_its_sources_and_a_trace(gathering, organizer) -> None:
    notes = ContributionFactory.create_batch(2, gathering=gathering)

    lead = create_lead(
        actor=organizer, gathering=gathering, title="  Un  café ", contributions=[*notes, notes[0]]
    )

    assert lead.title == "Un café"
    assert [link.contribution for link in lead.sources.order_by("pk")] == notes
    assert JournalEntry.objects.get(event="lead.created").actor == organizer


def test_lead_without_a_title_is_refused(gathering) -> None:
    with pytest.raises(UntitledLead):
        create_lead(actor=None, gathering=gathering, title="  ")

    assert not Lead.objects.exists()


def test_rewording_a_lead_leaves_the_words_of_the_tables(gathering) -> None:
    lead = lead_on(gathering)
    said = Contribution.objects.get().text

    edit_lead(actor=None, lead=lead, title="Autrement dit", description=" Une phrase. ")

    lead.refresh_from_db()
    assert (lead.title, lead.description) == ("Autrement dit", "Une phrase.")
    assert Contribution.objects.get().text == said
    with pytest.raises(UntitledLead):
        edit_lead(actor=None, lead=lead, title="")


def test_sorted_lead_goes_last_under_its_theme(gathering) -> None:
    theme = ThemeFactory()
    first, second = lead_on(gathering, "Une"), lead_on(gathering, "Deux")

    sort_lead(actor=None, lead=second, theme=theme)
    sort_lead(actor=None, lead=first, theme=theme)

    assert [thread.lead.title for thread in lead_threads(gathering)] == ["Deux", "Une"]


def test_attaching_twice_keeps_one_source_and_detaching_keeps_the_note(gathering) -> None:
    lead = LeadFactory(gathering=gathering)
    note = ContributionFactory(gathering=gathering)

    for _again in range(2):
        attach_contribution(actor=None, lead=lead, contribution=note)
    attached = lead.sources.count()
    detach_contribution(actor=None, lead=lead, contribution=note)

    assert attached == 1
    assert lead.sources.count() == 0
    assert Contribution.objects.get() == note


def test_note_of_another_gathering_is_refused(gathering) -> None:
    lead = LeadFactory(gathering=gathering)
    note = ContributionFactory()

    with pytest.raises(OtherGathering):
        attach_contribution(actor=None, lead=lead, contribution=note)

    assert lead.sources.count() == 0


def test_merging_keeps_the_parent_with_its_words_theme_and_sources(gathering) -> None:
    theme = ThemeFactory()
    kept, absorbed = lead_on(gathering, "Gardée"), lead_on(gathering, "Apportée", notes=2)
    sort_lead(actor=None, lead=absorbed, theme=theme)
    before = set(absorbed.sources.values_list("pk", "contribution"))

    merge_leads(actor=None, kept=kept, absorbed=absorbed)

    absorbed.refresh_from_db()
    assert shape(gathering) == {"Gardée": (["Apportée"], 3)}
    assert set(absorbed.sources.values_list("pk", "contribution")) == before
    assert (absorbed.title, absorbed.theme, absorbed.merged_into) == ("Apportée", theme, kept)


def test_undoing_a_merge_gives_all_back(gathering) -> None:
    kept, absorbed = lead_on(gathering, "Gardée"), lead_on(gathering, "Apportée", notes=2)
    before = shape(gathering)
    merge_leads(actor=None, kept=kept, absorbed=absorbed)

    undo_merge(actor=None, lead=absorbed)

    assert shape(gathering) == before == {"Gardée": ([], 1), "Apportée": ([], 2)}
    with pytest.raises(LeadNotMerged):
        undo_merge(actor=None, lead=absorbed)


def test_chain_of_merges_is_kept_whole_and_undone_link_by_link(gathering) -> None:
    a, b, c = (lead_on(gathering, title) for title in "ABC")
    merge_leads(actor=None, kept=b, absorbed=a)
    merge_leads(actor=None, kept=c, absorbed=b)
    whole = shape(gathering)

    undo_merge(actor=None, lead=b)

    assert whole == {"C": (["B", "A"], 3)}
    assert shape(gathering) == {"B": (["A"], 2), "C": ([], 1)}


def test_lead_is_not_merged_into_itself_nor_in_a_ring(gathering) -> None:
    a, b, c = (lead_on(gathering, title) for title in "ABC")
    merge_leads(actor=None, kept=b, absorbed=a)
    merge_leads(actor=None, kept=c, absorbed=b)

    with pytest.raises(SameLead):
        merge_leads(actor=None, kept=c, absorbed=c)
    with pytest.raises(LeadAlreadyMerged):
        merge_leads(actor=None, kept=a, absorbed=c)

    assert shape(gathering) == {"C": (["B", "A"], 3)}


def test_merged_lead_cannot_be_merged_again(gathering) -> None:
    a, b, c = (lead_on(gathering, title) for title in "ABC")
    merge_leads(actor=None, kept=b, absorbed=a)

    with pytest.raises(LeadAlreadyMerged):
        merge_leads(actor=None, kept=c, absorbed=a)

    assert shape(gathering) == {"B": (["A"], 2), "C": ([], 1)}


def test_leads_of_two_gatherings_are_not_merged(gathering) -> None:
    here, there = lead_on(gathering), lead_on(GatheringFactory())

    with pytest.raises(OtherGathering):
        merge_leads(actor=None, kept=here, absorbed=there)

    there.refresh_from_db()
    assert there.merged_into is None


def test_merging_a_lead_removed_meanwhile_says_so(gathering) -> None:
    kept, absorbed = lead_on(gathering), lead_on(gathering)
    Lead.objects.filter(pk=absorbed.pk).delete()

    with pytest.raises(LeadGone):
        merge_leads(actor=None, kept=kept, absorbed=absorbed)


def test_removing_a_lead_frees_its_notes_and_its_parents(gathering) -> None:
    kept, absorbed = lead_on(gathering, "Gardée"), lead_on(gathering, "Apportée")
    merge_leads(actor=None, kept=kept, absorbed=absorbed)

    remove_lead(actor=None, lead=kept)

    assert shape(gathering) == {"Apportée": ([], 1)}
    assert Contribution.objects.count() == 2


def test_followed_lead_is_given_up_not_removed(gathering, organizer) -> None:
    lead = lead_on(gathering)
    follow_lead(actor=None, lead=lead, status=Lead.Status.PROPOSED, referent=organizer)

    with pytest.raises(LeadIsFollowed):
        remove_lead(actor=None, lead=lead)

    assert Lead.objects.get() == lead


@pytest.mark.django_db(transaction=True)
def test_of_two_organisers_merging_each_into_the_other_one_is_told() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        gathering = GatheringFactory()
        actors = MemberFactory.create_batch(2)
        first, second = lead_on(gathering, "Une"), lead_on(gathering, "Deux")
    start = Barrier(2)

    def merge(number: int) -> str:
        kept, absorbed = (first, second) if number == 0 else (second, first)
        with scope(programme=programme):
            start.wait(timeout=30)
            try:
                merge_leads(actor=actors[number], kept=kept, absorbed=absorbed)
            except LeadAlreadyMerged:
                return "refused"
            finally:
                connection.close()
        return "merged"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(merge, range(2)))

    with scope(programme=programme):
        standing = Lead.objects.filter(merged_into=None).count()
        assert len(shape(gathering)) == 1
    assert outcomes == ["merged", "refused"]
    assert standing == 1
