import pytest

from entrelacs.act.leads.models import Lead
from entrelacs.act.leads.queries import lead_threads
from entrelacs.act.notes.actions import withdraw_note
from entrelacs.act.notes.models import Contribution, PromptCode
from entrelacs.act.notes.queries import contributions_of
from entrelacs.act.synthesis.actions import (
    EmptyLine,
    LineOtherGathering,
    UnknownIdea,
    add_category,
    cite,
    draft_leads,
    edit_line,
    join_ideas,
    keep_apart,
    remove_line,
    uncite,
    write_line,
)
from entrelacs.act.synthesis.models import KeptApart, SynthesisLine
from entrelacs.act.synthesis.queries import line_threads, not_taken_up, notes_on_offer
from entrelacs.act.synthesis.review import ideas_of, pairs_to_read
from tests.factories import (
    ContributionFactory,
    GatheringFactory,
    LeadFactory,
    PromptFactory,
    ThemeFactory,
)


@pytest.fixture
def gathering(programme):
    return GatheringFactory()


@pytest.fixture
def objectives(gathering):
    return PromptFactory(gathering=gathering, code=PromptCode.OBJECTIVES)


def pairs(gathering) -> list[tuple[str, str]]:
    threads = lead_threads(gathering)
    free = not_taken_up(list(contributions_of(gathering)), threads, [])
    found = pairs_to_read(gathering, ideas_of(threads, free))
    return [(pair.first.key, pair.second.key) for pair in found]


def test_line_stands_on_its_notes_and_lines_come_in_the_order_written(
    gathering, objectives
) -> None:
    note = ContributionFactory(gathering=gathering, prompt=objectives)

    for text, notes in (("  Se  connaître ", [note, note]), ("Agir", [])):
        write_line(
            actor=None, gathering=gathering, prompt=objectives, text=text, contributions=notes
        )

    threads = line_threads(gathering)
    assert [thread.line.text for thread in threads] == ["Se connaître", "Agir"]
    assert [thread.contributions for thread in threads] == [(note,), ()]


def test_line_without_words_is_refused(gathering, objectives) -> None:
    line = write_line(actor=None, gathering=gathering, prompt=objectives, text="Agir")

    with pytest.raises(EmptyLine):
        write_line(actor=None, gathering=gathering, prompt=objectives, text=" ")
    with pytest.raises(EmptyLine):
        edit_line(actor=None, line=line, text=" ")

    assert SynthesisLine.objects.get().text == "Agir"


def test_line_cites_no_note_of_another_gathering(gathering, objectives) -> None:
    with pytest.raises(LineOtherGathering):
        write_line(
            actor=None,
            gathering=gathering,
            prompt=objectives,
            text="Agir",
            contributions=[ContributionFactory()],
        )

    assert not SynthesisLine.objects.exists()


def test_removed_line_and_removed_citation_free_their_notes(gathering, objectives) -> None:
    first, second = ContributionFactory.create_batch(2, gathering=gathering, prompt=objectives)
    line = write_line(
        actor=None, gathering=gathering, prompt=objectives, text="Agir", contributions=[first]
    )
    cite(actor=None, line=line, contribution=second)
    taken = [thread.contributions for thread in line_threads(gathering)]

    uncite(actor=None, line=line, contribution=first)
    after_uncite = [thread.contributions for thread in line_threads(gathering)]
    remove_line(actor=None, line=line)

    assert taken == [(first, second)]
    assert after_uncite == [(second,)]
    assert line_threads(gathering) == []
    assert Contribution.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_line_threads_take_two_queries_whatever_their_number(
    gathering, objectives, count, django_assert_num_queries
) -> None:
    for note in ContributionFactory.create_batch(count, gathering=gathering, prompt=objectives):
        write_line(
            actor=None, gathering=gathering, prompt=objectives, text="Agir", contributions=[note]
        )

    with django_assert_num_queries(2):
        threads = line_threads(gathering)

    assert len(threads) == count


def test_drafting_makes_a_lead_of_each_free_idea_once_under_its_likely_theme(gathering) -> None:
    theme = ThemeFactory(keywords=["café"])
    gathering.typology = theme.typology
    gathering.save()
    ContributionFactory(gathering=gathering, text="Un café commun")
    ContributionFactory(gathering=gathering, text="Changer la loi")
    other = PromptFactory(gathering=gathering, code=PromptCode.EXAMPLES)
    ContributionFactory(gathering=gathering, prompt=other, text="Un exemple")

    draft_leads(actor=None, gathering=gathering)
    again = draft_leads(actor=None, gathering=gathering)

    assert again == []
    found = {thread.lead.title: thread.lead.theme for thread in lead_threads(gathering)}
    assert found == {"Un café commun": theme, "Changer la loi": None}


def test_notes_on_offer_put_ideas_before_objectives_and_leave_out_what_is_taken(
    gathering, objectives
) -> None:
    objective, cited = ContributionFactory.create_batch(2, gathering=gathering, prompt=objectives)
    idea, taken = ContributionFactory.create_batch(2, gathering=gathering)
    LeadFactory(gathering=gathering).sources.create(
        programme=gathering.programme, contribution=taken
    )
    write_line(
        actor=None, gathering=gathering, prompt=objectives, text="Agir", contributions=[cited]
    )

    assert notes_on_offer(gathering) == ([idea], [objective])


def test_two_notes_brought_together_make_a_lead(gathering) -> None:
    one, two = ContributionFactory.create_batch(2, gathering=gathering)

    lead = join_ideas(
        actor=None, gathering=gathering, first=f"note-{one.pk}", second=f"note-{two.pk}"
    )

    (thread,) = lead_threads(gathering)
    assert (thread.lead, thread.lead.title) == (lead, one.text)
    assert thread.contributions == (one, two)


@pytest.mark.parametrize("lead_first", [True, False])
def test_note_joins_the_lead_whichever_comes_first(gathering, lead_first) -> None:
    lead, note = LeadFactory(gathering=gathering), ContributionFactory(gathering=gathering)
    keys = [f"lead-{lead.pk}", f"note-{note.pk}"]
    first, second = keys if lead_first else reversed(keys)

    joined = join_ideas(actor=None, gathering=gathering, first=first, second=second)

    assert joined == lead
    assert lead_threads(gathering)[0].contributions == (note,)


def test_two_leads_brought_together_are_merged(gathering) -> None:
    kept, absorbed = LeadFactory.create_batch(2, gathering=gathering)

    join_ideas(
        actor=None, gathering=gathering, first=f"lead-{kept.pk}", second=f"lead-{absorbed.pk}"
    )

    absorbed.refresh_from_db()
    assert absorbed.merged_into == kept


@pytest.mark.parametrize("key", ["lead-0", "note-0", "table-1", "lead-", "lead-x", "", "lead-²"])
def test_idea_that_is_not_there_is_refused(gathering, key) -> None:
    note = ContributionFactory(gathering=gathering)

    with pytest.raises(UnknownIdea):
        join_ideas(actor=None, gathering=gathering, first=f"note-{note.pk}", second=key)

    assert not Lead.objects.exists()


def test_words_taken_back_by_their_table_are_no_idea(gathering) -> None:
    note, withdrawn = ContributionFactory.create_batch(2, gathering=gathering)
    withdraw_note(actor=None, note=withdrawn)

    with pytest.raises(UnknownIdea):
        join_ideas(
            actor=None, gathering=gathering, first=f"note-{withdrawn.pk}", second=f"note-{note.pk}"
        )

    assert not Lead.objects.exists()


def test_idea_of_another_gathering_is_refused(gathering) -> None:
    here, there = ContributionFactory(gathering=gathering), ContributionFactory()

    with pytest.raises(UnknownIdea):
        keep_apart(
            actor=None, gathering=gathering, first=f"note-{here.pk}", second=f"note-{there.pk}"
        )

    assert not KeptApart.objects.exists()


def test_ideas_kept_apart_are_not_proposed_again_in_either_order(gathering) -> None:
    for text in ("Échanger nos métiers une semaine", "Un échange de métier d'une semaine"):
        ContributionFactory(gathering=gathering, text=text)
    proposed = pairs(gathering)
    ((first, second),) = proposed

    keep_apart(actor=None, gathering=gathering, first=second, second=first)
    keep_apart(actor=None, gathering=gathering, first=first, second=second)

    assert pairs(gathering) == []
    assert KeptApart.objects.count() == 1


def test_notes_kept_apart_stay_so_once_they_are_leads(gathering) -> None:
    for text in ("Échanger nos métiers une semaine", "Un échange de métier d'une semaine"):
        ContributionFactory(gathering=gathering, text=text)
    ((first, second),) = pairs(gathering)
    keep_apart(actor=None, gathering=gathering, first=first, second=second)

    draft_leads(actor=None, gathering=gathering)

    assert len(lead_threads(gathering)) == 2
    assert pairs(gathering) == []


def test_pair_says_by_which_words_it_is_close(gathering) -> None:
    for text in ("Échanger nos métiers une semaine", "Un échange de métier d'une semaine"):
        ContributionFactory(gathering=gathering, text=text)
    ideas = ideas_of([], list(contributions_of(gathering)))

    (pair,) = pairs_to_read(gathering, ideas)

    assert set(pair.shared_terms) == {"échanger", "métiers", "semaine"}


def test_first_category_gives_the_gathering_a_typology_of_its_own(gathering) -> None:
    for label in ("Lieux", "Écoles"):
        add_category(
            actor=None, gathering=gathering, label=label, tone="teal", keywords=[label.lower()]
        )

    gathering.refresh_from_db()
    assert [theme.label for theme in gathering.typology.themes.all()] == ["Lieux", "Écoles"]
