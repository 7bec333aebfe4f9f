from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_scopes import scope

from entrelacs.commons.access.permissions import requires
from entrelacs.commons.messages import sentence_for
from entrelacs.errors import EntrelacsError
from entrelacs.share.reports.actions import (
    publish_report,
    remove_word_template,
    set_word_template,
    unpublish_report,
    write_report,
)
from entrelacs.share.reports.assembly import assemble_document, assets, write_file
from entrelacs.share.reports.formats import FORMATS, report_format
from entrelacs.share.reports.formats.word_template import LARGEST_FILE, check_size
from entrelacs.share.reports.forms import ReportForm, WordTemplateForm
from entrelacs.share.reports.models import Report
from entrelacs.share.reports.queries import (
    drafted_report,
    gatherings_to_report,
    published_report,
    published_reports,
    report_at,
    unwritten_report,
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What has been published, by every programme."""
    return render(request, "share/home.html", {"reports": published_reports()})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("share.edit_report")
def restitute(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the report's own words beside what the gathering already says."""
    report = _draft(slug)
    form = ReportForm(request.POST or None, instance=report)
    if request.method == "POST" and form.is_valid():
        write_report(actor=request.member, gathering=report.gathering, **form.cleaned_data)
        messages.success(request, _("The words of the report are saved."))
        return redirect("share:restitute", slug=slug)
    return _page(request, report, form, WordTemplateForm())


@require_POST
@requires("share.edit_report")
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    publish_report(actor=request.member, report=_report(slug))
    messages.success(request, _("The report is published: anyone with its address may read it."))
    return redirect("share:restitute", slug=slug)


@require_POST
@requires("share.edit_report")
def unpublish(request: HttpRequest, slug: str) -> HttpResponse:
    unpublish_report(actor=request.member, report=_report(slug))
    messages.success(request, _("The report is no longer public. Its words are kept."))
    return redirect("share:restitute", slug=slug)


@require_POST
@requires("share.edit_report")
def template(request: HttpRequest, slug: str) -> HttpResponse:
    """Try the organiser's Word template, and keep it only if it can be filled."""
    report = _report(slug)
    form = WordTemplateForm(request.POST, request.FILES)
    if form.is_valid():
        file: UploadedFile = form.cleaned_data["template"]
        try:
            # Before it is read: a file of any size may be sent.
            check_size(file.size or 0, LARGEST_FILE)
            set_word_template(
                actor=request.member, report=report, content=file.read(), filename=file.name
            )
        except EntrelacsError as fault:
            form.add_error("template", sentence_for(fault))
        else:
            messages.success(request, _("Your Word template is kept and used from now on."))
            return redirect("share:restitute", slug=slug)
    return _page(request, report, ReportForm(instance=report), form, status=422)


@require_POST
@requires("share.edit_report")
def forget_template(request: HttpRequest, slug: str) -> HttpResponse:
    remove_word_template(actor=request.member, report=_report(slug))
    messages.success(request, _("The Word report has the layout of Entrelacs again."))
    return redirect("share:restitute", slug=slug)


@require_safe
@requires("share.view_report")
def draft(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The report as it stands, in one format, for the programme's members."""
    return _file(_draft(slug), code)


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """A published report, for everyone."""
    found = _published(slug)
    with scope(programme=found.programme):
        article = FORMATS["html"].render(assemble_document(found), assets())
        return render(
            request,
            "share/reports/report.html",
            {
                "report": found,
                # Written by our own renderer, which escapes every text.
                "article": mark_safe(article.decode()),  # noqa: S308
                "formats": _formats(),
            },
        )


@require_safe
def report_file(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    found = _published(slug)
    with scope(programme=found.programme):
        return _file(found, code)


def _draft(slug: str) -> Report:
    """The report at this address, begun or not."""
    return report_at(slug) or unwritten_report(get_object_or_404(gatherings_to_report(), slug=slug))


def _report(slug: str) -> Report:
    """The report that has been written; publishing words nobody wrote makes no sense."""
    found = report_at(slug)
    if found is None:
        raise Http404
    return found


def _published(slug: str) -> Report:
    found = published_report(slug)
    if found is None:
        raise Http404
    return found


def _formats() -> list[tuple[str, str]]:
    """Code and label of what may be taken away; the page itself is the HTML."""
    return [(code, kind.label) for code, kind in FORMATS.items() if code != "html"]


def _file(found: Report, code: str) -> HttpResponse:
    if code not in FORMATS:
        raise Http404
    kind = report_format(code)
    name = f"compte-rendu-{found.gathering.slug}.{kind.extension}"
    return HttpResponse(
        write_file(found, code),
        content_type=kind.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _page(
    request: HttpRequest,
    found: Report,
    form: ReportForm,
    template_form: WordTemplateForm,
    status: int = 200,
) -> HttpResponse:
    # A form that was refused has already changed its instance: what is shown is what is kept.
    kept = drafted_report(found.gathering) if form.is_bound else found
    article = FORMATS["html"].render(assemble_document(kept), assets())
    context = {
        "gathering": kept.gathering,
        "report": kept,
        "form": form,
        "template_form": template_form,
        "article": mark_safe(article.decode()),  # noqa: S308 -- our renderer escapes every text
        "formats": _formats(),
    }
    return render(request, "share/reports/restitute.html", context, status=status)
