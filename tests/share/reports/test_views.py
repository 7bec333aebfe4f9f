from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.consent.actions import record_consent
from entrelacs.commons.consent.models import Use
from entrelacs.share.reports.actions import publish_report, write_report
from entrelacs.share.reports.formats import FORMATS
from entrelacs.share.reports.models import Report
from tests.conftest import StrictClient
from tests.factories import GatheringFactory
from tests.share.reports.meeting import Meeting, hold_meeting

WORDS = {"title": "Titre", "introduction": "Début", "closing": "", "acknowledgements": ""}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def meeting(programme) -> Meeting:
    return hold_meeting()


@pytest.fixture
def published(meeting) -> Meeting:
    publish_report(actor=None, report=meeting.report)
    return meeting


@pytest.fixture
def foreign(other_programme) -> Report:
    with scope(programme=other_programme):
        return write_report(actor=None, gathering=GatheringFactory(), title="D’ailleurs")


def page(name: str, report: Report, **kwargs: str) -> str:
    return reverse(f"share:{name}", kwargs={"slug": report.gathering.slug, **kwargs})


def template(text: str) -> SimpleUploadedFile:
    word, written = docx.Document(), BytesIO()
    word.add_paragraph(text)
    word.save(written)
    return SimpleUploadedFile("maison.docx", written.getvalue())


def kept_template(report: Report) -> bytes:
    report.refresh_from_db()
    with report.word_template.open("rb") as file:
        return file.read()


@pytest.mark.parametrize("tables", [1, 3])
def test_page_to_write_asks_the_same_queries_whatever_the_report(
    organizer_client, programme, tables, django_assert_num_queries
) -> None:
    report = hold_meeting(tables).report

    with django_assert_num_queries(14):
        response = organizer_client.get(page("restitute", report))

    assert "Un café commun" in response.content.decode()
    assert len(response.content) < 150_000


@pytest.mark.parametrize("tables", [1, 3])
def test_public_page_asks_the_same_queries_whatever_the_report(
    client, programme, tables, django_assert_num_queries
) -> None:
    report = hold_meeting(tables).report
    publish_report(actor=None, report=report)

    with django_assert_num_queries(10):
        response = client.get(page("report", report))

    assert "Un café commun" in response.content.decode()
    assert len(response.content) < 150_000


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_reports_asks_the_same_queries_whatever_its_length(
    client, programme, count, django_assert_num_queries
) -> None:
    for _each in range(count):
        report = write_report(actor=None, gathering=GatheringFactory(), title="Un compte rendu")
        publish_report(actor=None, report=report)

    with django_assert_num_queries(1):
        response = client.get(reverse("share:home"))

    assert len(response.context["reports"]) == count


def test_report_not_written_yet_bears_the_name_of_the_gathering(
    organizer_client, programme
) -> None:
    gathering = GatheringFactory(name="Rencontre des quais")

    response = organizer_client.get(reverse("share:restitute", args=[gathering.slug]))

    assert response.context["form"].initial["title"] == "Rencontre des quais"
    assert page("restitute_publish", Report(gathering=gathering)) not in response.content.decode()
    assert not Report.objects.exists()


def test_words_are_saved(organizer_client, meeting) -> None:
    response = organizer_client.post(page("restitute", meeting.report), WORDS)

    meeting.report.refresh_from_db()
    assert response["Location"] == page("restitute", meeting.report)
    assert (meeting.report.title, meeting.report.introduction) == ("Titre", "Début")


def test_refused_words_are_shown_again_beside_the_report_as_it_is_kept(
    organizer_client, meeting
) -> None:
    response = organizer_client.post(
        page("restitute", meeting.report), {**WORDS, "title": "", "introduction": "Pas gardé"}
    )

    assert response.context["form"].errors.keys() == {"title"}
    assert "Pas gardé" not in response.context["article"]
    assert response.content.decode().count("Pas gardé") == 1
    meeting.report.refresh_from_db()
    assert meeting.report.title == "Rencontre des quais"


def test_publishing_opens_the_page_and_taking_back_closes_it(organizer_client, meeting) -> None:
    report = meeting.report
    reader = StrictClient()
    addresses = [page("report", report), page("report_file", report, code="pdf")]

    def seen() -> list[int]:
        return [reader.get(address).status_code for address in addresses]

    before = seen()
    organizer_client.post(page("restitute_publish", report))
    during = seen()
    organizer_client.post(page("restitute_unpublish", report))

    assert (before, during, seen()) == ([404, 404], [200, 200], [404, 404])


@pytest.mark.parametrize("code", [code for code in FORMATS if code != "html"])
def test_each_format_is_taken_away_under_the_name_of_the_meeting(client, published, code) -> None:
    response = client.get(page("report_file", published.report, code=code))

    kind = FORMATS[code]
    name = f"compte-rendu-{published.gathering.slug}.{kind.extension}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == kind.media_type
    assert len(response.content) > 500


def test_unknown_format_does_not_exist(client, organizer_client, published) -> None:
    assert client.get(page("report_file", published.report, code="exe")).status_code == 404
    assert (
        organizer_client.get(page("restitute_file", published.report, code="exe")).status_code
        == 404
    )


def test_withdrawn_consent_leaves_the_public_page_at_once(client, published) -> None:
    before = client.get(page("report", published.report)).content.decode()

    record_consent(actor=None, person=published.named, use=Use.NAME_IN_REPORT, given=False)

    after = client.get(page("report", published.report)).content.decode()
    assert ("Zéphirin" in before, "Zéphirin" in after) == (True, False)


def test_what_people_wrote_cannot_act_in_the_page(client, published) -> None:
    note = published.notes["T1·P1"]
    note.text = "<script>alert(1)</script>"
    note.save()

    text = client.get(page("report", published.report)).content.decode()

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_good_template_is_kept(organizer_client, meeting) -> None:
    response = organizer_client.post(
        page("restitute_template", meeting.report), {"template": template("{{ contenu }}")}
    )

    meeting.report.refresh_from_db()
    assert response["Location"] == page("restitute", meeting.report)
    assert meeting.report.word_template.name.endswith(".docx")


def test_faulty_template_is_told_in_french_and_the_one_before_is_kept(
    organizer_client, meeting
) -> None:
    address = page("restitute_template", meeting.report)
    organizer_client.post(address, {"template": template("{{ contenu }}")})
    before = kept_template(meeting.report)

    response = organizer_client.post(address, {"template": template("{{ titr }} {{ contenu }}")})

    (error,) = response.context["template_form"].errors["template"]
    assert response.status_code == 422
    assert error.startswith("Le paragraphe 1 du modèle")
    assert "titr" in error
    assert kept_template(meeting.report) == before


def test_template_too_large_is_refused_before_it_is_read(organizer_client, meeting) -> None:
    address = page("restitute_template", meeting.report)
    large = SimpleUploadedFile("modele.docx", b"\0" * (6 * 1024 * 1024))

    response = organizer_client.post(address, {"template": large})

    assert response.context["template_form"].errors["template"] == [
        "Ce modèle pèse 6.0\u00a0Mo, plus que les 5\u00a0Mo acceptés. Il n’a pas été gardé\u00a0: "
        "retirez ses grandes images et recommencez."
    ]
    assert not meeting.report.word_template


def test_template_is_forgotten(organizer_client, meeting) -> None:
    organizer_client.post(
        page("restitute_template", meeting.report), {"template": template("{{ contenu }}")}
    )

    organizer_client.post(page("restitute_forget_template", meeting.report))

    meeting.report.refresh_from_db()
    assert not meeting.report.word_template


def test_reader_takes_the_draft_away_and_may_not_write(client, make_member, meeting) -> None:
    client.force_login(make_member(RoleCode.READER).account)

    draft = client.get(page("restitute_file", meeting.report, code="markdown"))
    write = client.get(page("restitute", meeting.report))
    publish = client.post(page("restitute_publish", meeting.report))

    meeting.report.refresh_from_db()
    assert "Un café commun" in draft.content.decode()
    assert (write.status_code, publish.status_code) == (403, 403)
    assert not meeting.report.is_published


def test_draft_of_another_programme_does_not_exist(organizer_client, foreign) -> None:
    answers = [
        organizer_client.get(page("restitute", foreign)),
        organizer_client.get(page("restitute_file", foreign, code="pdf")),
        organizer_client.post(page("restitute_publish", foreign)),
        organizer_client.get(page("report", foreign)),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_published_report_of_another_programme_is_public(
    organizer_client, other_programme, foreign
) -> None:
    with scope(programme=other_programme):
        publish_report(actor=None, report=foreign)

    report = organizer_client.get(page("report", foreign))
    draft = organizer_client.get(page("restitute_file", foreign, code="pdf"))

    assert "D’ailleurs" in report.content.decode()
    assert draft.status_code == 404


def test_publishing_what_nobody_wrote_is_not_found(organizer_client, programme) -> None:
    gathering = GatheringFactory()

    response = organizer_client.post(reverse("share:restitute_publish", args=[gathering.slug]))

    assert response.status_code == 404
    assert not Report.objects.exists()
