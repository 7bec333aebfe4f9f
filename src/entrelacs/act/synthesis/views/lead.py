from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrelacs.act.leads.actions import (
    attach_contribution,
    create_lead,
    detach_contribution,
    edit_lead,
    merge_leads,
    remove_lead,
    sort_lead,
    undo_merge,
)
from entrelacs.act.leads.queries import lead_threads, thread_of
from entrelacs.act.synthesis.forms import LeadForm, NewLeadForm
from entrelacs.act.synthesis.queries import (
    notes_on_offer,
)
from entrelacs.act.synthesis.review import suggest_theme
from entrelacs.act.synthesis.views.reach import gathering_at, lead_at, notes_among, theme_at
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.themes.queries import themes_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.synthesize")
def lead_new(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    form = NewLeadForm(request.POST or None)
    chosen = request.POST.getlist("notes") or request.GET.getlist("notes")
    notes = notes_among(gathering, chosen)
    if request.method == "POST" and form.is_valid():
        lead = create_lead(
            actor=request.member,
            gathering=gathering,
            title=form.cleaned_data["title"],
            contributions=notes,
        )
        return redirect("act:synthesize_lead", slug=slug, pk=lead.pk)
    ideas, others = notes_on_offer(gathering)
    context = {
        "gathering": gathering,
        "form": form,
        "ideas": ideas,
        "other_notes": others,
        "chosen": {note.pk for note in notes},
    }
    return render(request, "act/synthesis/lead_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.synthesize")
def lead(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One lead: its words, its sources, what was folded into it."""
    gathering = gathering_at(slug)
    found = lead_at(gathering, pk)
    form = LeadForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        edit_lead(actor=request.member, lead=found, **form.cleaned_data)
        messages.success(request, _("The lead is reworded; the words of the tables stay."))
        return redirect("act:synthesize_lead", slug=slug, pk=pk)
    threads = lead_threads(gathering)
    standing = next((thread for thread in threads if thread.lead.pk == pk), None)
    thread = standing or thread_of(lead_at(gathering, pk))
    themes = list(themes_of(gathering.typology))
    ideas, others = notes_on_offer(gathering, threads)
    words = " ".join([thread.lead.title, *(item.text for item in thread.contributions)])
    likely = None if thread.lead.theme_id else suggest_theme(words, themes)
    context = {
        "gathering": gathering,
        "lead": thread.lead,
        "thread": thread,
        "own": thread.sources[thread.lead.pk],
        "parents": [(parent, thread.sources[parent.pk]) for parent in thread.parents],
        "others": [other.lead for other in threads if other.lead.pk != pk],
        "ideas": ideas,
        "other_notes": others,
        "themes": themes,
        "likely": likely,
        "sorted_under": likely[0].pk if likely else thread.lead.theme_id,
        "form": form,
    }
    return render(request, "act/synthesis/lead.html", context)


@require_POST
@requires("act.synthesize")
def lead_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the buttons of a lead's page do."""
    gathering = gathering_at(slug)
    found = lead_at(gathering, pk)
    actor = request.member
    match request.POST.get("change", ""):
        case "theme":
            sort_lead(actor=actor, lead=found, theme=theme_at(gathering, request.POST.get("theme")))
            if request.POST.get("from") == "board":
                # Dragged on the board, which has already moved the card.
                return HttpResponse(status=204)
        case "merge":
            absorbed = lead_at(gathering, request.POST.get("other", ""))
            merge_leads(actor=actor, kept=found, absorbed=absorbed)
            messages.success(request, _("Merged. Nothing moved: it can be undone at any time."))
        case "unmerge":
            parent = lead_at(gathering, request.POST.get("other", ""))
            undo_merge(actor=actor, lead=parent)
            messages.success(request, _("“%(title)s” stands by itself again.") % {"title": parent})
        case "attach":
            for note in notes_among(gathering, request.POST.getlist("notes")):
                attach_contribution(actor=actor, lead=found, contribution=note)
        case "detach":
            for note in notes_among(gathering, request.POST.getlist("notes")):
                detach_contribution(actor=actor, lead=found, contribution=note)
        case "remove":
            remove_lead(actor=actor, lead=found)
            messages.success(request, _("The lead is removed; its notes are free again."))
            return redirect("act:synthesize", slug=slug)
        case _:
            raise Http404
    return redirect("act:synthesize_lead", slug=slug, pk=pk)
