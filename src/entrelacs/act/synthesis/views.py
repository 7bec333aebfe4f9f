from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.gatherings.queries import gatherings
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
from entrelacs.act.leads.models import Lead
from entrelacs.act.leads.queries import LeadThread, lead_threads, leads_of, thread_of
from entrelacs.act.notes.models import Contribution, PromptCode
from entrelacs.act.notes.queries import contributions_of, prompts_of
from entrelacs.act.synthesis.actions import (
    add_category,
    cite,
    draft_leads,
    edit_line,
    join_ideas,
    keep_apart,
    remove_line,
    uncite,
    write_line,
)
from entrelacs.act.synthesis.forms import LeadForm, LineForm, NewLeadForm, ThemeForm
from entrelacs.act.synthesis.queries import line_threads, lines_of, not_taken_up, notes_on_offer
from entrelacs.act.synthesis.review import ideas_of, pairs_to_read, suggest_theme
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.themes.actions import edit_theme
from entrelacs.commons.themes.models import Theme
from entrelacs.commons.themes.queries import themes_of

PAIRS_SHOWN = 3


@dataclass(frozen=True)
class Column:
    """The leads under one theme; None is for those under none yet."""

    theme: Theme | None
    threads: list[LeadThread]


@require_safe
@requires("act.synthesize")
def synthesize(request: HttpRequest, slug: str) -> HttpResponse:
    """From the notes of the tables to leads under themes."""
    gathering = _gathering(slug)
    contributions = list(contributions_of(gathering))
    notes = [item for item in contributions if item.prompt.code == PromptCode.LEADS]
    threads = lead_threads(gathering)
    free = not_taken_up(notes, threads, [])
    pairs = pairs_to_read(gathering, ideas_of(threads, free))
    context = {
        "gathering": gathering,
        "columns": _columns(threads, list(themes_of(gathering.typology))),
        "threads": threads,
        "free": free,
        "pairs": pairs[:PAIRS_SHOWN],
        "pair_count": len(pairs),
        "note_count": len(contributions),
        "table_count": len({item.table_id for item in contributions}),
    }
    return render(request, "act/synthesis/board.html", context)


@require_POST
@requires("act.synthesize")
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    drafted = draft_leads(actor=request.member, gathering=_gathering(slug))
    messages.success(
        request, _("%(count)d leads drafted, each from one idea.") % {"count": len(drafted)}
    )
    return redirect("act:synthesize", slug=slug)


@require_POST
@requires("act.synthesize")
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring two ideas together, or remember that they differ."""
    gathering = _gathering(slug)
    first, second = request.POST.get("first", ""), request.POST.get("second", "")
    if "join" in request.POST:
        lead = join_ideas(actor=request.member, gathering=gathering, first=first, second=second)
        messages.success(
            request,
            _("Brought together under “%(title)s”. Its page can separate them again.")
            % {"title": lead.title},
        )
    else:
        keep_apart(actor=request.member, gathering=gathering, first=first, second=second)
        messages.success(request, _("Kept apart: they are not proposed together again."))
    return redirect("act:synthesize", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.synthesize")
def lead_new(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = _gathering(slug)
    form = NewLeadForm(request.POST or None)
    chosen = request.POST.getlist("notes") or request.GET.getlist("notes")
    notes = _notes(gathering, chosen)
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
    gathering = _gathering(slug)
    found = _lead(gathering, pk)
    form = LeadForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        edit_lead(actor=request.member, lead=found, **form.cleaned_data)
        messages.success(request, _("The lead is reworded; the words of the tables stay."))
        return redirect("act:synthesize_lead", slug=slug, pk=pk)
    thread = thread_of(_lead(gathering, pk))
    threads = lead_threads(gathering)
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
    gathering = _gathering(slug)
    found = _lead(gathering, pk)
    actor = request.member
    match request.POST.get("change", ""):
        case "theme":
            sort_lead(actor=actor, lead=found, theme=_theme(gathering, request.POST.get("theme")))
        case "merge":
            absorbed = _lead(gathering, request.POST.get("other", ""))
            merge_leads(actor=actor, kept=found, absorbed=absorbed)
            messages.success(request, _("Merged. Nothing moved: it can be undone at any time."))
        case "unmerge":
            parent = _lead(gathering, request.POST.get("other", ""))
            undo_merge(actor=actor, lead=parent)
            messages.success(request, _("“%(title)s” stands by itself again.") % {"title": parent})
        case "attach":
            for note in _notes(gathering, request.POST.getlist("notes")):
                attach_contribution(actor=actor, lead=found, contribution=note)
        case "detach":
            for note in _notes(gathering, request.POST.getlist("notes")):
                detach_contribution(actor=actor, lead=found, contribution=note)
        case "remove":
            remove_lead(actor=actor, lead=found)
            messages.success(request, _("The lead is removed; its notes are free again."))
            return redirect("act:synthesize", slug=slug)
        case _:
            raise Http404
    return redirect("act:synthesize_lead", slug=slug, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.synthesize")
def lines(request: HttpRequest, slug: str) -> HttpResponse:
    """The general synthesis of objectives and examples, each line with what it stands on."""
    gathering = _gathering(slug)
    prompts = [p for p in prompts_of(gathering) if p.code != PromptCode.LEADS]
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        prompt = next((p for p in prompts if str(p.pk) == request.POST.get("prompt")), None)
        if prompt is None:
            raise Http404
        write_line(
            actor=request.member,
            gathering=gathering,
            prompt=prompt,
            text=form.cleaned_data["text"],
            contributions=_notes(gathering, request.POST.getlist("notes")),
        )
        messages.success(request, _("The line is written."))
        return redirect("act:synthesize_lines", slug=slug)
    threads = line_threads(gathering)
    free = defaultdict(list)
    leads = lead_threads(gathering)
    for note in not_taken_up(list(contributions_of(gathering)), leads, threads):
        free[note.prompt_id].append(note)
    context = {
        "gathering": gathering,
        "form": form,
        "parts": [
            (prompt, [t for t in threads if t.line.prompt_id == prompt.pk], free[prompt.pk])
            for prompt in prompts
        ],
    }
    return render(request, "act/synthesis/lines.html", context)


@require_POST
@requires("act.synthesize")
def line_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gathering = _gathering(slug)
    line = get_object_or_404(lines_of(gathering), pk=pk)
    actor = request.member
    match request.POST.get("change", ""):
        case "edit":
            edit_line(actor=actor, line=line, text=request.POST.get("text", ""))
        case "cite":
            for note in _notes(gathering, request.POST.getlist("notes")):
                cite(actor=actor, line=line, contribution=note)
        case "uncite":
            for note in _notes(gathering, request.POST.getlist("notes")):
                uncite(actor=actor, line=line, contribution=note)
        case "remove":
            remove_line(actor=actor, line=line)
            messages.success(request, _("The line is removed; its notes are free again."))
        case _:
            raise Http404
    return redirect("act:synthesize_lines", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.synthesize")
def typology(request: HttpRequest, slug: str) -> HttpResponse:
    """The categories of the synthesis: those there are, and a new one."""
    gathering = _gathering(slug)
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_category(actor=request.member, gathering=gathering, **form.cleaned_data)
        messages.success(request, _("The category is added."))
        return redirect("act:synthesize_typology", slug=slug)
    context = {"gathering": gathering, "themes": themes_of(gathering.typology), "form": form}
    return render(request, "act/synthesis/typology.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.synthesize")
def theme(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gathering = _gathering(slug)
    found = get_object_or_404(themes_of(gathering.typology), pk=pk)
    now = {"label": found.label, "tone": found.tone, "keywords": ", ".join(found.keywords)}
    form = ThemeForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        edit_theme(actor=request.member, theme=found, **form.cleaned_data)
        messages.success(request, _("The category is changed."))
        return redirect("act:synthesize_typology", slug=slug)
    context = {"gathering": gathering, "theme": found, "form": form}
    return render(request, "act/synthesis/theme.html", context)


def _gathering(slug: str) -> Gathering:
    return get_object_or_404(gatherings().select_related("typology"), slug=slug)


def _lead(gathering: Gathering, pk: int | str) -> Lead:
    if not str(pk).isdecimal():
        raise Http404
    return get_object_or_404(leads_of(gathering), pk=pk)


def _theme(gathering: Gathering, pk: str | None) -> Theme | None:
    if not pk:
        return None
    if not pk.isdecimal():
        raise Http404
    return get_object_or_404(themes_of(gathering.typology), pk=pk)


def _notes(gathering: Gathering, keys: list[str]) -> list[Contribution]:
    wanted = [int(key) for key in keys if key.isdecimal()]
    return list(contributions_of(gathering).filter(pk__in=wanted))


def _columns(threads: list[LeadThread], themes: list[Theme]) -> list[Column]:
    by_theme: dict[int | None, list[LeadThread]] = defaultdict(list)
    for thread in threads:
        by_theme[thread.lead.theme_id].append(thread)
    columns = [Column(theme, by_theme.pop(theme.pk, [])) for theme in themes]
    # A theme of another typology, kept by leads sorted before the typology changed.
    others = [Column(rest[0].lead.theme, rest) for key, rest in by_theme.items() if key and rest]
    unsorted = by_theme.get(None, [])
    return ([Column(None, unsorted)] if unsorted else []) + columns + others
