import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.people.models import Person
from tests.act.guest_lists.workbook import workbook
from tests.factories import GatheringFactory, PersonFactory, WorldFactory

LIST = "prénom;nom;structure\nAna;Lopez;Aux Pains\nBo;Li;\n;;Personne ici\n"


@pytest.fixture
def address(programme):
    WorldFactory(code="ts", short_label="TS")
    return reverse("act:invite_paste", args=[GatheringFactory().slug])


def shown(client, address: str, text: str = LIST):
    return client.post(address, {"text": text, "step": "read"})


def add(client, address: str, text: str = LIST, **choices: str):
    digest = shown(client, address, text).context["difference"].digest
    return client.post(address, {"text": text, "step": "add", "digest": digest, **choices})


def test_difference_is_shown_and_nothing_is_written(organizer_client, address):
    people = Person.objects.count()

    response = shown(organizer_client, address)

    groups = {group.code: group.count for group in response.context["groups"]}
    assert groups == {"new": 2, "unreadable": 1}
    assert "ligne 4" in response.content.decode() or "line 4" in response.content.decode()
    assert (Person.objects.count(), Registration.objects.count()) == (people, 0)
    assert ImportBatch.objects.count() == 0


def test_list_added_gives_back_the_lines_left_aside(organizer_client, address):
    response = add(organizer_client, address)

    assert Registration.objects.count() == 2
    assert response.context["form"].initial["text"] == "prénom;nom;structure\n;;Personne ici"


def test_list_added_whole_leads_to_the_people_and_can_be_undone_there(organizer_client, address):
    response = add(organizer_client, address, "Ana;Lopez;Aux Pains", status="invited")

    batch = ImportBatch.objects.get()
    assert response["Location"].endswith(f"/inviter/?import={batch.pk}")
    assert Registration.objects.get().status == Registration.Status.INVITED
    undo = reverse("commons:import_undo", args=[batch.pk])
    page = organizer_client.get(response["Location"]).content.decode()
    assert undo in page

    organizer_client.post(undo)

    assert Registration.objects.count() == 0
    assert not Person.objects.filter(family_name="Lopez").exists()


def test_doubtful_line_is_added_when_chosen(organizer_client, address):
    PersonFactory(given_name="Ana", family_name="Lopez")

    add(organizer_client, address, "Ana;Lopez;Aux Pains", **{"choice-1": "other"})

    assert Person.objects.filter(family_name="Lopez").count() == 2


def test_list_is_shown_again_when_the_programme_changed_meanwhile(organizer_client, address):
    text = "Ana;Lopez;"
    digest = shown(organizer_client, address, text).context["difference"].digest
    PersonFactory(given_name="Ana", family_name="Lopez")

    response = organizer_client.post(address, {"text": text, "step": "add", "digest": digest})

    assert response.context["changed"] is True
    assert Registration.objects.count() == 0


def test_columns_are_read_as_the_organiser_corrects_them(organizer_client, address):
    response = organizer_client.post(
        address, {"text": "Lopez;Ana", "step": "read", "column": ["family", "given"]}
    )

    [entry] = response.context["difference"].entries
    assert (entry.guest.given_name, entry.guest.family_name) == ("Ana", "Lopez")


def test_spreadsheet_is_shown_in_the_same_way(organizer_client, address):
    file = SimpleUploadedFile("liste.xlsx", workbook([["Prénom", "Nom"], ["Ana", "Lopez"]]))

    response = organizer_client.post(address, {"file": file, "step": "read"})

    assert [entry.guest.full_name for entry in response.context["difference"].entries] == [
        "Ana Lopez"
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not a list we can read"),
        (b"0" * (6 * 1024 * 1024), "more than the 5 MB accepted"),
    ],
    ids=["empty", "binary", "big"],
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
    response = shown(organizer_client, address, " \n;;\n")

    assert list(response.context["form"].errors) == ["text"]


def test_list_is_kept_for_whoever_must_sign_in_again(client, organizer, address):
    response = client.post(address, {"text": LIST, "step": "add"})

    assert response["Location"].startswith(reverse("account_login"))
    assert Registration.objects.count() == 0
    client.force_login(organizer.account)
    assert client.get(address).context["form"].initial["text"] == LIST


def test_list_cannot_be_pasted_into_another_programme(organizer_client, other_programme, address):
    with scope(programme=other_programme):
        foreign = GatheringFactory()

    response = shown(organizer_client, reverse("act:invite_paste", args=[foreign.slug]))

    assert response.status_code == 404


def test_page_of_a_thousand_lines_shows_every_line_that_needs_reading(organizer_client, address):
    lines = [f"Ana{n};Lopez{n};;{'Lune' if n % 2 else 'TS'}" for n in range(600)]

    response = shown(organizer_client, address, "\n".join(["prénom;nom;structure;monde", *lines]))

    [group] = response.context["groups"]
    assert group.count == 600
    assert sum(bool(line.sentences) for line in group.lines) == 300
    assert group.hidden == 240
