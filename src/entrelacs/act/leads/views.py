from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.gatherings.queries import gatherings
from entrelacs.act.leads.actions import follow_lead
from entrelacs.act.leads.forms import FollowForm
from entrelacs.act.leads.models import Lead
from entrelacs.act.leads.queries import (
    LeadThread,
    lead_threads,
    leads,
    leads_of,
    roadmap,
    thread_of,
)
from entrelacs.act.leads.story import knots_of, structure_of
from entrelacs.commons.access.permissions import allows, requires
from entrelacs.commons.csv_export import csv_response


@require_safe
@requires("act.view_roadmap")
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """What becomes of each lead of one gathering."""
    gathering = _gathering(slug)
    return _listing(request, lead_threads(gathering), gathering)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.follow_leads")
def follow_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gathering = _gathering(slug)
    found = get_object_or_404(leads_of(gathering), pk=pk)
    form = FollowForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        follow_lead(actor=request.member, lead=found, **form.cleaned_data)
        messages.success(request, _("The roadmap is up to date."))
        return redirect("act:follow", slug=slug)
    context = {"gathering": gathering, "lead": found, "form": form}
    return render(request, "act/leads/follow_edit.html", context)


@require_safe
@requires("act.view_roadmap")
def roadmap_page(request: HttpRequest) -> HttpResponse:
    """The leads of all the programme's gatherings."""
    return _listing(request, roadmap(), None)


@require_safe
@requires("act.view_roadmap")
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    """A lead's thread: where it comes from, what became of it."""
    found = get_object_or_404(leads(), pk=pk)
    thread = thread_of(found)
    context = {
        "lead": found,
        "thread": thread,
        "knots": knots_of(thread),
        "parents": [(parent, thread.sources[parent.pk]) for parent in thread.parents],
        "own": thread.sources[found.pk],
        "may_follow": allows(request.member, "act.follow_leads"),
    }
    return render(request, "act/leads/lead.html", context)


@require_safe
@requires("act.view_roadmap")
def roadmap_export(request: HttpRequest) -> HttpResponse:
    """The roadmap as a file, a line per lead: what the page shows, filtered as it is."""
    return _file("feuille-de-route.csv", _with_status(roadmap(), request.GET.get("etat", "")))


@require_safe
@requires("act.view_roadmap")
def follow_export(request: HttpRequest, slug: str) -> HttpResponse:
    """The leads of one gathering as a file."""
    gathering = _gathering(slug)
    shown = _with_status(lead_threads(gathering), request.GET.get("etat", ""))
    return _file(f"pistes-{gathering.slug}.csv", shown)


def _file(name: str, threads: list[LeadThread]) -> HttpResponse:
    header = (
        _("Lead"),
        _("Category"),
        _("Meeting"),
        _("Tables"),
        _("Status"),
        _("Who carries it"),
        _("Next step"),
        _("By"),
    )
    rows = [
        (
            thread.lead.title,
            str(thread.lead.theme or ""),
            thread.lead.gathering.name,
            ", ".join(str(number) for number in thread.table_numbers),
            thread.lead.get_status_display(),
            structure_of(thread.lead),
            thread.lead.next_step,
            thread.lead.next_step_on.isoformat() if thread.lead.next_step_on else "",
        )
        for thread in threads
    ]
    return csv_response(name, header, rows)


def _gathering(slug: str) -> Gathering:
    return get_object_or_404(gatherings(), slug=slug)


def _with_status(threads: list[LeadThread], status: str) -> list[LeadThread]:
    return [thread for thread in threads if not status or thread.lead.status == status]


def _listing(
    request: HttpRequest, threads: list[LeadThread], gathering: Gathering | None
) -> HttpResponse:
    status = request.GET.get("etat", "")
    counts = [
        (choice, choice.label, sum(thread.lead.status == choice for thread in threads))
        for choice in Lead.Status
    ]
    file = (
        reverse("act:follow_export", args=[gathering.slug])
        if gathering
        else reverse("act:roadmap_export")
    )
    context = {
        "gathering": gathering,
        "threads": _with_status(threads, status),
        "export_url": f"{file}?{urlencode({'etat': status})}" if status else file,
        "status_label": dict(Lead.Status.choices).get(status, ""),
        "lead_count": len(threads),
        "counts": [item for item in counts if item[2]],
        "status": status,
        "may_follow": allows(request.member, "act.follow_leads"),
    }
    return render(request, "act/leads/listing.html", context)
