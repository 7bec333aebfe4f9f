import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.leads.actions import create_lead, merge_leads
from entrelacs.act.leads.models import Lead
from entrelacs.act.notes.models import PromptCode
from entrelacs.act.synthesis.actions import write_line
from entrelacs.act.synthesis.models import KeptApart, SynthesisLine
from entrelacs.commons.access.roles import RoleCode
from tests.factories import (
    ContributionFactory,
    GatheringFactory,
    LeadFactory,
    PromptFactory,
    ThemeFactory,
    TypologyFactory,
)


@pytest.fixture
def gathering(programme):
    return GatheringFactory(typology=TypologyFactory())


@pytest.fixture
def objectives(gathering):
    return PromptFactory(gathering=gathering, code=PromptCode.OBJECTIVES, question="Pourquoi ?")


def address(name: str, gathering, **kwargs) -> str:
    return reverse(f"act:{name}", kwargs={"slug": gathering.slug, **kwargs})


def lead_on(gathering, title="Piste", theme=None) -> Lead:
    return create_lead(
        actor=None,
        gathering=gathering,
        title=title,
        theme=theme,
        contributions=[ContributionFactory(gathering=gathering)],
    )


def fill(gathering, objectives, count: int) -> list[Lead]:
    """As many themes, leads each with a parent, free notes, pairs to read and lines."""
    leads = []
    for number in range(count):
        theme = ThemeFactory(typology=gathering.typology)
        lead, parent = (lead_on(gathering, f"{number}{x}", theme) for x in "ab")
        merge_leads(actor=None, kept=lead, absorbed=parent)
        leads.append(lead)
        ContributionFactory(gathering=gathering, text="Un café commun")
        note = ContributionFactory(gathering=gathering, prompt=objectives)
        write_line(
            actor=None, gathering=gathering, prompt=objectives, text="Agir", contributions=[note]
        )
    return leads


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("synthesize", 10),
        ("synthesize_lines", 11),
        ("synthesize_typology", 6),
        ("synthesize_lead_new", 10),
    ],
)
def test_pages_ask_the_same_queries_whatever_their_length(  # noqa: PLR0917 -- fixtures
    organizer_client, gathering, objectives, count, name, queries, django_assert_num_queries
) -> None:
    fill(gathering, objectives, count)

    with django_assert_num_queries(queries):
        response = organizer_client.get(address(name, gathering))

    assert response.status_code == 200
    assert len(response.content) < 150_000


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_lead_asks_the_same_queries_whatever_it_holds(
    organizer_client, gathering, objectives, count, django_assert_num_queries
) -> None:
    lead, *_others = fill(gathering, objectives, count)

    with django_assert_num_queries(12):
        response = organizer_client.get(address("synthesize_lead", gathering, pk=lead.pk))

    assert [parent.title for parent, _notes in response.context["parents"]] == ["0b"]


def test_board_shows_each_lead_under_its_theme_and_what_is_not_taken_up(
    organizer_client, gathering
) -> None:
    theme = ThemeFactory(typology=gathering.typology, label="Lieux")
    sorted_lead, unsorted = lead_on(gathering, "Rangée", theme), lead_on(gathering, "À ranger")
    free = ContributionFactory(gathering=gathering)

    response = organizer_client.get(address("synthesize", gathering))

    columns = [
        (column.theme, [thread.lead for thread in column.threads])
        for column in response.context["columns"]
    ]
    assert columns == [(None, [unsorted]), (theme, [sorted_lead])]
    assert response.context["free"] == [free]
    assert address("synthesize_lead_new", gathering) + f"?notes={free.pk}" in (
        response.content.decode()
    )


def test_lead_of_a_theme_the_gathering_no_longer_has_stays_on_the_board(
    organizer_client, gathering
) -> None:
    theme = ThemeFactory(label="D'avant")
    lead = lead_on(gathering, theme=theme)

    response = organizer_client.get(address("synthesize", gathering))

    (column,) = response.context["columns"]
    assert (column.theme, column.threads[0].lead) == (theme, lead)


def test_board_without_a_note_says_where_notes_come_from(organizer_client, gathering) -> None:
    response = organizer_client.get(address("synthesize", gathering))

    assert address("run", gathering) in response.content.decode()


def test_reading_a_pair_brings_it_together_or_keeps_it_apart(organizer_client, gathering) -> None:
    one, two, three = ContributionFactory.create_batch(3, gathering=gathering)
    review = address("synthesize_review", gathering)

    organizer_client.post(
        review, {"first": f"note-{one.pk}", "second": f"note-{two.pk}", "join": "1"}
    )
    organizer_client.post(
        review, {"first": f"note-{one.pk}", "second": f"note-{three.pk}", "apart": "1"}
    )

    assert set(Lead.objects.get().sources.values_list("contribution", flat=True)) == {
        one.pk,
        two.pk,
    }
    assert KeptApart.objects.count() == 1


def test_idea_gone_meanwhile_is_told_and_nothing_changes(organizer_client, gathering) -> None:
    note = ContributionFactory(gathering=gathering)

    response = organizer_client.post(
        address("synthesize_review", gathering),
        {"first": f"note-{note.pk}", "second": "lead-9999", "join": "1"},
    )

    assert response.status_code == 409
    assert "fault" in response.templates[0].name
    assert not Lead.objects.exists()


def test_new_lead_stands_on_the_chosen_notes(organizer_client, gathering) -> None:
    chosen, _other = ContributionFactory.create_batch(2, gathering=gathering)
    foreign = ContributionFactory()
    new = address("synthesize_lead_new", gathering)

    page = organizer_client.get(new, {"notes": chosen.pk})
    response = organizer_client.post(
        new, {"title": "Un café", "notes": [chosen.pk, foreign.pk, "x"]}
    )

    lead = Lead.objects.get()
    assert page.context["chosen"] == {chosen.pk}
    assert response["Location"] == address("synthesize_lead", gathering, pk=lead.pk)
    assert [link.contribution for link in lead.sources.all()] == [chosen]


def test_new_lead_without_a_title_keeps_the_choice_of_notes(organizer_client, gathering) -> None:
    note = ContributionFactory(gathering=gathering)

    response = organizer_client.post(
        address("synthesize_lead_new", gathering), {"title": "", "notes": [note.pk]}
    )

    assert response.context["form"].errors.keys() == {"title"}
    assert response.context["chosen"] == {note.pk}
    assert not Lead.objects.exists()


def test_buttons_of_a_lead_attach_detach_merge_and_undo(organizer_client, gathering) -> None:
    lead, other = lead_on(gathering, "Une"), lead_on(gathering, "Deux")
    note = ContributionFactory(gathering=gathering)
    change = address("synthesize_lead_change", gathering, pk=lead.pk)

    def press(**fields) -> tuple[int, bool]:
        organizer_client.post(change, fields)
        other.refresh_from_db()
        return lead.sources.count(), other.merged_into == lead

    assert press(change="attach", notes=[note.pk]) == (2, False)
    assert press(change="detach", notes=[note.pk]) == (1, False)
    assert press(change="merge", other=other.pk) == (1, True)
    assert press(change="unmerge", other=other.pk) == (1, False)


def test_lead_is_sorted_under_the_suggested_theme_then_removed(organizer_client, gathering) -> None:
    theme = ThemeFactory(typology=gathering.typology, keywords=["café"])
    lead = lead_on(gathering, "Un café commun")
    change = address("synthesize_lead_change", gathering, pk=lead.pk)

    page = organizer_client.get(address("synthesize_lead", gathering, pk=lead.pk))
    organizer_client.post(change, {"change": "theme", "theme": theme.pk})
    lead.refresh_from_db()
    removed = organizer_client.post(change, {"change": "remove"})

    assert page.context["likely"] == (theme, ("café",))
    assert f'<option value="{theme.pk}" selected>' in page.content.decode()
    assert lead.theme == theme
    assert removed["Location"] == address("synthesize", gathering)
    assert not Lead.objects.exists()


def test_lead_dragged_on_the_board_is_sorted_and_no_page_is_sent(
    organizer_client, gathering
) -> None:
    theme = ThemeFactory(typology=gathering.typology)
    lead = lead_on(gathering)
    change = address("synthesize_lead_change", gathering, pk=lead.pk)

    response = organizer_client.post(
        change, {"change": "theme", "theme": theme.pk, "from": "board"}
    )

    lead.refresh_from_db()
    assert (response.status_code, response.content, lead.theme) == (204, b"", theme)


@pytest.mark.parametrize(
    "fields",
    [
        {"change": "merge", "other": "0"},
        {"change": "merge", "other": "x"},
        {"change": "merge"},
        {"change": "theme", "theme": "0"},
        {"change": "theme", "theme": "x"},
        {"change": "fly"},
        {},
    ],
)
def test_button_that_names_nothing_is_not_found(organizer_client, gathering, fields) -> None:
    lead = lead_on(gathering)

    response = organizer_client.post(
        address("synthesize_lead_change", gathering, pk=lead.pk), fields
    )

    assert response.status_code == 404


def test_lines_are_written_reworded_and_removed(organizer_client, gathering, objectives) -> None:
    note = ContributionFactory(gathering=gathering, prompt=objectives)
    page = address("synthesize_lines", gathering)

    organizer_client.post(page, {"prompt": objectives.pk, "text": "Agir", "notes": [note.pk]})
    line = SynthesisLine.objects.get()
    change = address("synthesize_line_change", gathering, pk=line.pk)
    organizer_client.post(change, {"change": "edit", "text": "Agir ensemble"})
    line.refresh_from_db()
    organizer_client.post(change, {"change": "uncite", "notes": [note.pk]})
    cited = line.sources.count()
    organizer_client.post(change, {"change": "remove"})

    assert (line.text, cited) == ("Agir ensemble", 0)
    assert not SynthesisLine.objects.exists()


def test_line_without_words_is_told_and_its_notes_stay_chosen(
    organizer_client, gathering, objectives
) -> None:
    note = ContributionFactory(gathering=gathering, prompt=objectives)

    response = organizer_client.post(
        address("synthesize_lines", gathering),
        {"prompt": objectives.pk, "text": " ", "notes": [note.pk]},
    )

    (part,) = response.context["parts"]
    assert part.form.errors.keys() == {"text"}
    assert f'value="{note.pk}" checked' in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()


def test_category_is_added_then_changed(organizer_client, gathering) -> None:
    fields = {"label": "Lieux", "tone": "teal", "keywords": "lieu, café ,"}
    organizer_client.post(address("synthesize_typology", gathering), fields)
    theme = gathering.typology.themes.get()

    organizer_client.post(
        address("synthesize_theme", gathering, pk=theme.pk), {**fields, "label": "Rencontres"}
    )

    changed = gathering.typology.themes.get()
    assert theme.keywords == ["lieu", "café"]
    assert (changed.pk, changed.label) == (theme.pk, "Rencontres")


def test_two_categories_of_one_name_are_refused_beside_their_field(
    organizer_client, gathering
) -> None:
    fields = {"label": "Lieux", "tone": "teal", "keywords": "lieu"}
    pages = [address("synthesize_typology", gathering)]
    for label in ("Lieux", "Métiers"):
        organizer_client.post(pages[0], {**fields, "label": label})
    other = gathering.typology.themes.get(label="Métiers")
    pages.append(address("synthesize_theme", gathering, pk=other.pk))

    responses = [organizer_client.post(page, {**fields, "label": " Lieux "}) for page in pages]

    assert [response.context["form"].errors.keys() for response in responses] == [{"label"}] * 2
    labels = gathering.typology.themes.order_by("pk").values_list("label", flat=True)
    assert list(labels) == ["Lieux", "Métiers"]


def test_category_without_a_keyword_is_refused_beside_its_field(
    organizer_client, gathering
) -> None:
    response = organizer_client.post(
        address("synthesize_typology", gathering),
        {"label": "Lieux", "tone": "teal", "keywords": " , "},
    )

    assert response.context["form"].errors.keys() == {"keywords"}
    assert not gathering.typology.themes.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (RoleCode.FACILITATOR, 200),
        (RoleCode.SCRIBE, 403),
        (RoleCode.REFERENT, 403),
        (RoleCode.READER, 403),
    ],
)
def test_facilitators_synthesize_and_readers_do_not(
    client, make_member, gathering, role, status
) -> None:
    client.force_login(make_member(role).account)

    response = client.get(address("synthesize", gathering))

    assert response.status_code == status


@pytest.mark.parametrize(
    "name", ["synthesize", "synthesize_lines", "synthesize_typology", "synthesize_lead_new"]
)
def test_gathering_of_another_programme_does_not_exist(
    organizer_client, other_programme, name
) -> None:
    with scope(programme=other_programme):
        foreign = GatheringFactory()

    assert organizer_client.get(address(name, foreign)).status_code == 404


def test_lead_of_another_gathering_is_not_found_under_this_one(organizer_client, gathering) -> None:
    elsewhere = LeadFactory()

    response = organizer_client.get(address("synthesize_lead", gathering, pk=elsewhere.pk))

    assert response.status_code == 404
