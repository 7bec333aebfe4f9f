import io
import zipfile

import pypdf
import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.preflight.models import Preflight
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.journal.models import JournalEntry
from tests.act.tables.rooms import fill_room
from tests.factories import (
    GatheringFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
    SeatingFactory,
    TableFactory,
)

CHOICES = {"paper": "90x54", "blank_badges": "3", "notebooks": "2"}


@pytest.fixture
def meeting(programme):
    gathering, _guests = fill_room(4, slug="val")
    TableFactory(gathering=gathering, number=1)
    return gathering


def page(client, meeting, query=""):
    return client.get(reverse("act:run_kit", args=[meeting.slug]) + query)


def download(client, meeting, **changes):
    address = reverse("act:run_kit_download", args=[meeting.slug])
    return client.post(address, {**CHOICES, **changes})


def pages_by_code(response):
    return {line.sheet.code: line.pages for line in response.context["lines"]}


def test_page_tells_what_is_inside_and_changes_nothing(organizer_client, meeting):
    response = page(organizer_client, meeting)

    assert pages_by_code(response) == {
        "badges": 1, "blank-badges": 2, "table-tents": 1, "table-sheets": 1, "notebooks": 80,
        "sign-in": 2, "minute-sheet": 2, "host-briefs": 1,
    }  # fmt: skip
    assert response.context["changes"] is None
    assert Preflight.objects.count() == 0


def test_page_belongs_to_the_step_of_the_day(organizer_client, meeting):
    response = page(organizer_client, meeting)

    now = [step.url for step in response.context["spine"] if step.state == "now"]
    assert now == [reverse("act:run", args=["val"])]


def test_kit_is_sent_as_a_zip_and_noted(organizer_client, organizer, meeting):
    response = download(organizer_client, meeting)

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="kit-val.zip"'
    assert "no-store" in response["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert len(archive.namelist()) == 10
        notebooks = pypdf.PdfReader(io.BytesIO(archive.read("5-carnets-papier.pdf")))
        assert len(notebooks.pages) == 8
    assert Preflight.objects.get().kit_downloaded_at is not None
    assert JournalEntry.objects.get(event="kit.downloaded").actor == organizer


def test_one_sheet_alone_is_sent_and_not_noted(organizer_client, meeting):
    response = download(organizer_client, meeting, only="blank-badges", blank_badges="11")

    assert response["Content-Disposition"] == 'attachment; filename="2-badges-vierges.pdf"'
    assert len(pypdf.PdfReader(io.BytesIO(response.content)).pages) == 2
    assert Preflight.objects.count() == 0


def test_document_to_type_notes_into_is_sent_alone(organizer_client, meeting):
    response = download(organizer_client, meeting, only="notes")

    assert response["Content-Disposition"] == 'attachment; filename="notes-a-saisir.docx"'
    assert zipfile.is_zipfile(io.BytesIO(response.content))


@pytest.mark.parametrize("code", ["nothing", "placement", "new-badges", "../badges"])
def test_sheet_that_does_not_exist_or_has_no_page_is_not_found(organizer_client, meeting, code):
    if code == "new-badges":
        download(organizer_client, meeting)

    assert download(organizer_client, meeting, only=code).status_code == 404


def test_getting_the_download_changes_nothing(organizer_client, meeting):
    address = reverse("act:run_kit_download", args=[meeting.slug])

    assert organizer_client.get(address).status_code == 405
    assert Preflight.objects.count() == 0


def test_changes_since_the_download_are_told_and_their_badges_printed(organizer_client, meeting):
    download(organizer_client, meeting)
    assert page(organizer_client, meeting).context["changes"].any is False
    late = RegistrationFactory(
        gathering=meeting, person=PersonFactory(given_name="Basile", family_name="Tardif")
    )
    SeatFactory(
        seating=SeatingFactory(gathering=meeting), registration=late, table=meeting.tables.get()
    )

    changes = page(organizer_client, meeting).context["changes"]
    response = download(organizer_client, meeting, only="new-badges")

    assert [guest.name for guest in changes.added] == ["Basile Tardif"]
    assert (changes.plan, changes.tables, changes.changed) == (True, False, [])
    [badges] = pypdf.PdfReader(io.BytesIO(response.content)).pages
    assert badges.extract_text().count("Tardif") == 1
    assert "Nom" not in badges.extract_text()


def test_choices_are_counted_again_and_kept_in_the_address(organizer_client, meeting):
    response = download(organizer_client, meeting, recount="1", paper="105x74", blank_badges="9")

    again = organizer_client.get(response["Location"].partition("#")[0])

    assert response.status_code == 302
    assert pages_by_code(again)["blank-badges"] == 2
    assert pages_by_code(again)["notebooks"] == 8
    assert again.context["form"]["paper"].value() == "105x74"
    assert Preflight.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [{"blank_badges": "1000"}, {"notebooks": "-1"}, {"paper": "a0"}, {"blank_badges": "dix"}],
)
def test_choice_that_cannot_be_printed_is_refused_beside_its_field(
    organizer_client, meeting, wrong
):
    response = download(organizer_client, meeting, **wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(wrong)
    assert Preflight.objects.count() == 0


def test_address_with_strange_choices_still_shows_the_page(organizer_client, meeting):
    response = page(organizer_client, meeting, "?paper=%23&blank_badges=x")

    assert response.status_code == 200
    assert pages_by_code(response)["blank-badges"] == 2


def test_empty_meeting_has_a_useful_kit_for_as_many_tables_as_asked(organizer_client, programme):
    meeting = GatheringFactory(slug="vide")

    shown = page(organizer_client, meeting)
    response = download(organizer_client, meeting, tables="3")

    assert shown.context["form"]["tables"].value() == 8
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        tents = pypdf.PdfReader(io.BytesIO(archive.read("3-chevalets-de-table.pdf")))
        assert len(tents.pages) == 3
        assert "1-badges.pdf" not in archive.namelist()


def test_first_button_of_the_form_takes_the_whole_kit(organizer_client, meeting):
    """The Enter key in a field presses it."""
    download(organizer_client, meeting)
    RegistrationFactory(gathering=meeting)

    text = page(organizer_client, meeting).content.decode()

    form = text[text.index('id="kit"') :]
    first = form[form.index("<button") :].partition(">")[0]
    assert "name=" not in first


@pytest.mark.parametrize("role", [RoleCode.SCRIBE, RoleCode.REFERENT, RoleCode.READER])
def test_kit_is_for_those_who_prepare_the_day(client, make_member, meeting, role):
    client.force_login(make_member(role).account)

    assert page(client, meeting).status_code == 403
    assert download(client, meeting).status_code == 403
    assert Preflight.objects.count() == 0


def test_facilitator_takes_the_kit(client, make_member, meeting):
    client.force_login(make_member(RoleCode.FACILITATOR).account)

    assert download(client, meeting)["Content-Type"] == "application/zip"


def test_kit_of_another_programme_does_not_exist(organizer_client, other_programme):
    with scope(programme=other_programme):
        theirs = GatheringFactory(slug="ailleurs")

    assert page(organizer_client, theirs).status_code == 404
    assert download(organizer_client, theirs).status_code == 404


def test_names_are_shown_as_text(organizer_client, meeting):
    RegistrationFactory(
        gathering=meeting, person=PersonFactory(given_name="<b>Ana</b>", family_name="{{ 7 }}")
    )

    text = page(organizer_client, meeting).content.decode()

    assert "&lt;b&gt;Ana&lt;/b&gt; {{ 7 }}" in text
    assert "<b>Ana" not in text


def test_page_asks_the_same_queries_for_a_few_people_and_for_many(
    organizer_client, programme, django_assert_num_queries
):
    for people in (3, 30):
        gathering, _guests = fill_room(people)

        with django_assert_num_queries(14):
            page(organizer_client, gathering)
