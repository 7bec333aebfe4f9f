from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from entrelacs.act.gatherings.models import Gathering
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person
from entrelacs.errors import EntrelacsError
from entrelacs.share.reports.assembly import assemble_document
from entrelacs.share.reports.formats.word_template import fill_word_template
from entrelacs.share.reports.models import Report


class UntitledReport(EntrelacsError):
    code = "report-untitled"


class ReportNotPublished(EntrelacsError):
    code = "report-not-published"


@transaction.atomic
def write_report(
    *,
    actor: Person | None,
    gathering: Gathering,
    title: str,
    introduction: str = "",
    closing: str = "",
    acknowledgements: str = "",
) -> Report:
    """Write the report's own words; the rest is read from the gathering."""
    title = " ".join(title.split())
    if not title:
        raise UntitledReport
    report, _added = Report.objects.update_or_create(
        gathering=gathering,
        defaults={
            "programme_id": gathering.programme_id,
            "title": title,
            "introduction": introduction.strip(),
            "closing": closing.strip(),
            "acknowledgements": " ".join(acknowledgements.split()),
        },
    )
    record(actor=actor, event="report.written", subject=report)
    return report


@transaction.atomic
def publish_report(*, actor: Person | None, report: Report) -> Report:
    """Make the report public; publishing again after a change is a new version."""
    # Laid out once before anyone is told it is there: what cannot be read is not published.
    assemble_document(report)
    report.version += 1
    report.published_at = timezone.now()
    report.published_by = actor
    report.save(update_fields=["version", "published_at", "published_by"])
    record(actor=actor, event="report.published", subject=report, version=report.version)
    return report


@transaction.atomic
def unpublish_report(*, actor: Person | None, report: Report) -> Report:
    """Take the report back from the public; its words are kept."""
    if report.published_at is None:
        raise ReportNotPublished(title=report.title)
    report.published_at = None
    report.save(update_fields=["published_at"])
    record(actor=actor, event="report.unpublished", subject=report)
    return report


@transaction.atomic
def set_word_template(
    *, actor: Person | None, report: Report, content: bytes, filename: str
) -> Report:
    """Keep the organiser's Word template, once it has been filled without a fault.

    Raises `ReportTemplateFault`; the template that was there before is then kept.
    """
    fill_word_template(content, assemble_document(report))
    report.word_template.save(f"{report.gathering.slug}.docx", ContentFile(content), save=False)
    report.save(update_fields=["word_template"])
    record(actor=actor, event="report.template-set", subject=report, filename=filename)
    return report


@transaction.atomic
def remove_word_template(*, actor: Person | None, report: Report) -> Report:
    """Come back to the layout of Entrelacs."""
    report.word_template.delete(save=False)
    report.save(update_fields=["word_template"])
    record(actor=actor, event="report.template-removed", subject=report)
    return report
