import re
from io import BytesIO

import docx
import pytest

from entrelacs.commons.journal.models import JournalEntry
from entrelacs.share.reports.actions import (
    ReportNotPublished,
    UntitledReport,
    publish_report,
    remove_word_template,
    set_word_template,
    unpublish_report,
    write_report,
)
from entrelacs.share.reports.assembly import write_file
from entrelacs.share.reports.formats.word_template import ReportTemplateFault
from entrelacs.share.reports.models import Report
from tests.factories import GatheringFactory
from tests.share.reports.meeting import hold_meeting


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def report(programme) -> Report:
    return hold_meeting().report


def template(*paragraphs: str) -> bytes:
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def words_of(file: bytes) -> str:
    body = docx.Document(BytesIO(file)).element.body
    return re.sub(r"\s+", " ", "".join(t.text or "" for t in body.iter() if t.tag.endswith("}t")))


def test_report_is_written_once_for_a_gathering(programme, organizer) -> None:
    gathering = GatheringFactory()

    write_report(actor=organizer, gathering=gathering, title="Un")
    write_report(actor=organizer, gathering=gathering, title=" Deux  fois ", closing=" Merci. ")

    report = Report.objects.get()
    assert (report.title, report.closing, report.introduction) == ("Deux fois", "Merci.", "")
    assert JournalEntry.objects.filter(event="report.written", actor=organizer).count() == 2


def test_report_without_a_title_is_refused_and_the_words_written_before_stay(report) -> None:
    with pytest.raises(UntitledReport):
        write_report(actor=None, gathering=report.gathering, title=" ")

    report.refresh_from_db()
    assert report.title == "Rencontre des quais"


def test_publishing_again_is_a_new_version_and_taking_back_keeps_it(report, organizer) -> None:
    publish_report(actor=organizer, report=report)
    publish_report(actor=organizer, report=report)
    published = (report.version, report.is_published, report.published_by)

    unpublish_report(actor=organizer, report=report)

    report.refresh_from_db()
    assert published == (2, True, organizer)
    assert (report.version, report.is_published) == (2, False)
    with pytest.raises(ReportNotPublished):
        unpublish_report(actor=organizer, report=report)


def test_word_file_follows_the_template_kept(report) -> None:
    set_word_template(
        actor=None,
        report=report,
        content=template("Papier de la maison", "{{ titre }}", "{{ contenu }}"),
        filename="maison.docx",
    )

    report.refresh_from_db()
    words = words_of(write_file(report, "docx"))
    assert words.startswith("Papier de la maisonRencontre des quais")
    assert "Un café commun" in words


def test_faulty_template_is_refused_and_the_one_before_is_kept(report) -> None:
    set_word_template(
        actor=None,
        report=report,
        content=template("Papier de la maison", "{{ contenu }}"),
        filename="maison.docx",
    )

    with pytest.raises(ReportTemplateFault):
        set_word_template(
            actor=None, report=report, content=template("{{ titr }}"), filename="faute.docx"
        )

    report = Report.objects.get()
    assert words_of(write_file(report, "docx")).startswith("Papier de la maison")


def test_removed_template_gives_the_layout_of_entrelacs_again(report) -> None:
    set_word_template(
        actor=None,
        report=report,
        content=template("Papier de la maison", "{{ contenu }}"),
        filename="maison.docx",
    )

    remove_word_template(actor=None, report=report)

    report = Report.objects.get()
    assert not report.word_template
    assert "Papier de la maison" not in words_of(write_file(report, "docx"))
