import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.guest_lists.models import GuestListDraft
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.people.actions import forget_person
from entrelacs.commons.people.models import Person
from tests.act.guest_lists.writers import xlsx
from tests.factories import GatheringFactory, GuestListDraftFactory, PersonFactory, WorldFactory

LIST = "prénom;nom;structure\nAna;Lopez;Aux Pains\nBo;Li;\n;;Personne ici\n"


@pytest.fixture
def gathering(programme):
    WorldFactory(code="ts", short_label="TS")
    return GatheringFactory()


@pytest.fixture
def address(gathering):
    return reverse("act:invite_paste", args=[gathering.slug])


def sent(client, address: str, text: str = LIST) -> str:
    """The address of the list once it was pasted."""
    return client.post(address, {"text": text})["Location"]


def add(client, page: str, **choices: str):
    digest = client.get(page).context["difference"].digest
    return client.post(page, {"step": "add", "digest": digest, **choices})


def test_list_is_kept_and_nobody_is_added(organizer_client, address):
    people = Person.objects.count()

    response = organizer_client.get(sent(organizer_client, address))

    groups = {group.code: group.count for group in response.context["groups"]}
    assert groups == {"new": 2, "unreadable": 1}
    assert (Person.objects.count(), Registration.objects.count()) == (people, 0)
    assert ImportBatch.objects.count() == 0


def test_list_survives_the_browser_and_is_taken_up_by_someone_else(
    organizer_client, client, make_member, address
):
    page = sent(organizer_client, address, "Ana;Lopez\nBo;Li")
    organizer_client.post(page, {"step": "save", "column": ["family_name", "given_name"]})
    client.force_login(make_member().account)

    start = client.get(address)
    response = client.get(page)

    assert page in start.content.decode()
    names = [entry.guest.full_name for entry in response.context["difference"].entries]
    assert names == ["Lopez Ana", "Li Bo"]


def test_choices_and_columns_are_kept_between_two_visits(organizer_client, address):
    PersonFactory(given_name="Ana", family_name="Lopez")
    page = sent(organizer_client, address, "Ana;Lopez;Aux Pains")

    organizer_client.post(page, {"step": "save", "choice-1": "other", "status": "invited"})

    shown = organizer_client.get(page)
    [group] = shown.context["groups"]
    assert [str(line.choice) for line in group.lines] == ["other"]
    assert shown.context["draft"].status == "invited"


def test_lines_left_aside_become_a_list_of_their_own(organizer_client, address):
    response = add(organizer_client, sent(organizer_client, address))

    batch = ImportBatch.objects.get()
    left = GuestListDraft.objects.get(state="open")
    assert Registration.objects.count() == 2
    assert response["Location"].endswith(f"/{left.pk}/?import={batch.pk}")
    page = organizer_client.get(response["Location"])
    assert [entry.number for entry in page.context["difference"].entries] == [4]
    assert reverse("commons:import_undo", args=[batch.pk]) in page.content.decode()


def test_list_added_whole_leads_to_the_people_and_can_be_undone_there(organizer_client, address):
    page = sent(organizer_client, address, "Ana;Lopez;Aux Pains")
    response = add(organizer_client, page, status="invited")

    batch = ImportBatch.objects.get()
    assert response["Location"].endswith(f"/inviter/?import={batch.pk}")
    assert Registration.objects.get().status == Registration.Status.INVITED
    undo = reverse("commons:import_undo", args=[batch.pk])
    assert undo in organizer_client.get(response["Location"]).content.decode()

    organizer_client.post(undo)

    assert Registration.objects.count() == 0
    assert not Person.objects.filter(family_name="Lopez").exists()


def test_list_is_added_once_however_often_it_is_asked(organizer_client, address):
    page = sent(organizer_client, address, "Ana;Lopez")
    digest = organizer_client.get(page).context["difference"].digest
    organizer_client.post(page, {"step": "add", "digest": digest})

    again = organizer_client.post(page, {"step": "add", "digest": digest})

    assert again["Location"] == page
    assert Registration.objects.count() == 1
    assert organizer_client.get(page).templates[0].name == "act/guest_lists/settled.html"
    assert GuestListDraft.objects.get().cells == []


def test_doubtful_line_is_added_when_chosen(organizer_client, address):
    PersonFactory(given_name="Ana", family_name="Lopez")

    add(
        organizer_client,
        sent(organizer_client, address, "Ana;Lopez;Aux Pains"),
        **{"choice-1": "other"},
    )

    assert Person.objects.filter(family_name="Lopez").count() == 2


def test_list_is_shown_again_when_the_programme_changed_meanwhile(organizer_client, address):
    page = sent(organizer_client, address, "Ana;Lopez;")
    digest = organizer_client.get(page).context["difference"].digest
    PersonFactory(given_name="Ana", family_name="Lopez")

    response = organizer_client.post(page, {"step": "add", "digest": digest})

    assert response.context["changed"]
    assert Registration.objects.count() == 0
    assert GuestListDraft.objects.get().state == GuestListDraft.State.OPEN


def test_list_is_dropped_only_once_asked_twice(organizer_client, address):
    page = sent(organizer_client, address)

    asked = organizer_client.post(page, {"step": "drop"})

    draft = GuestListDraft.objects.get()
    assert 'value="drop-sure"' in asked.content.decode()
    assert (draft.state, bool(draft.cells)) == (GuestListDraft.State.OPEN, True)


def test_list_dropped_leaves_nothing(organizer_client, address):
    page = sent(organizer_client, address)

    organizer_client.post(page, {"step": "drop-sure"})

    draft = GuestListDraft.objects.get()
    assert (draft.state, draft.cells) == (GuestListDraft.State.DROPPED, [])
    assert list(organizer_client.get(address).context["drafts"]) == []


def test_lines_corrected_as_text_are_read_again(organizer_client, address):
    page = sent(organizer_client, address)
    draft = GuestListDraft.objects.get()
    correct = reverse("act:invite_list_text", args=[draft.gathering.slug, draft.pk])
    text = organizer_client.get(correct).context["form"].initial["text"]

    organizer_client.post(correct, {"text": text.replace("\t\tPersonne ici", "Eva\tNoir\t")})

    entries = organizer_client.get(page).context["difference"].entries
    assert [entry.guest.full_name for entry in entries] == ["Ana Lopez", "Bo Li", "Eva Noir"]


def test_another_sheet_and_another_line_of_titles_can_be_chosen(organizer_client, address):
    content = xlsx({"Budget": [["Poste", "Nom"], ["Salle", "Ana"]], "Gens": [["Nom"], ["Bo Li"]]})
    page = organizer_client.post(address, {"file": SimpleUploadedFile("deux.xlsx", content)})[
        "Location"
    ]

    organizer_client.post(page, {"step": "save", "sheet": "1"})
    names = [
        each.guest.full_name for each in organizer_client.get(page).context["difference"].entries
    ]
    organizer_client.post(page, {"step": "save", "titles": "0"})
    headless = [
        each.guest.full_name for each in organizer_client.get(page).context["difference"].entries
    ]

    assert (names, headless) == (["Bo Li"], ["Nom", "Bo Li"])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not a list we can read"),
        (b"0" * (6 * 1024 * 1024), "more than the 5 MB accepted"),
        (b"Nom\n" + b"Ana Lopez\n" * 100_000, "more than 6000 lines"),
    ],
    ids=["empty", "binary", "big", "long"],
)
def test_file_that_cannot_be_read_is_told_beside_the_field(
    organizer_client, address, settings, content, sentence
):
    settings.LANGUAGE_CODE = "en"
    file = SimpleUploadedFile("liste.xlsx", content)

    response = organizer_client.post(address, {"file": file, "text": "Ana;Lopez"})

    [message] = response.context["form"].errors["file"]
    assert sentence in message
    assert "Ana;Lopez" in response.content.decode()


def test_empty_list_is_refused(organizer_client, address):
    response = organizer_client.post(address, {"text": " \n;;\n"})

    assert list(response.context["form"].errors) == ["text"]
    assert GuestListDraft.objects.count() == 0


def test_list_is_kept_for_whoever_must_sign_in_again(client, organizer, address):
    response = client.post(address, {"text": LIST})

    assert response["Location"].startswith(reverse("account_login"))
    assert GuestListDraft.objects.count() == 0
    client.force_login(organizer.account)
    assert client.get(address).context["form"].initial["text"] == LIST


def test_choices_are_kept_for_whoever_must_sign_in_again(organizer_client, organizer, address):
    page = sent(organizer_client, address, "Ana;Lopez")
    organizer_client.logout()
    organizer_client.post(page, {"step": "add", "column": ["family_name", "given_name"]})

    organizer_client.force_login(organizer.account)
    response = organizer_client.get(page)

    [entry] = response.context["difference"].entries
    assert (entry.guest.full_name, Registration.objects.count()) == ("Lopez Ana", 0)


def test_list_of_another_programme_does_not_exist(organizer_client, other_programme, gathering):
    with scope(programme=other_programme):
        foreign = GuestListDraftFactory()
        slug = foreign.gathering.slug

    for name in ("invite_list", "invite_list_text"):
        for place in (slug, gathering.slug):
            page = reverse(f"act:{name}", args=[place, foreign.pk])
            assert organizer_client.get(page).status_code == 404
            assert organizer_client.post(page, {"step": "drop"}).status_code == 404
    assert organizer_client.get(reverse("act:invite_paste", args=[slug])).status_code == 404


def test_list_emptied_by_an_erasure_says_so(organizer_client, organizer, address):
    page = sent(organizer_client, address)
    erased = PersonFactory(given_name="Ana", family_name="Lopez")

    forget_person(actor=organizer, person=erased)

    response = organizer_client.get(page)
    assert response.templates[0].name == "act/guest_lists/settled.html"
    assert "Lopez" not in str(GuestListDraft.objects.values())
    added = organizer_client.post(page, {"step": "add", "digest": ""})
    assert (added["Location"], Registration.objects.count()) == (page, 0)


def test_page_of_a_thousand_lines_gives_each_group_pages_of_its_own(organizer_client, address):
    lines = [f"Ana{n};Lopez{n};;{'Lune' if n % 2 else 'TS'}" for n in range(600)]
    page = sent(organizer_client, address, "\n".join(["prénom;nom;structure;monde", *lines]))

    [group] = organizer_client.get(page).context["groups"]
    [alone] = organizer_client.get(f"{page}?group=new&page=4").context["groups"]

    assert (group.count, group.hidden) == (600, 570)
    # What is to be read comes first.
    assert all(line.sentences for line in group.lines)
    assert (alone.page.paginator.num_pages, len(alone.lines)) == (6, 100)
