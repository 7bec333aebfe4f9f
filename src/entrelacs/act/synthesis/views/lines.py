from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrelacs.act.leads.queries import lead_threads
from entrelacs.act.notes.models import Contribution, Prompt, PromptCode
from entrelacs.act.notes.queries import contributions_of, prompts_of
from entrelacs.act.synthesis.actions import (
    cite,
    edit_line,
    remove_line,
    uncite,
    write_line,
)
from entrelacs.act.synthesis.forms import LineForm
from entrelacs.act.synthesis.queries import (
    LineThread,
    line_threads,
    lines_of,
    not_taken_up,
)
from entrelacs.act.synthesis.views.reach import gathering_at, notes_among
from entrelacs.commons.access.permissions import requires


@dataclass(frozen=True)
class Part:
    """One prompt of the synthesis: its lines, the notes left, and the form for one more line."""

    prompt: Prompt
    threads: list[LineThread]
    free: list[Contribution]
    form: LineForm


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.synthesize")
def lines(request: HttpRequest, slug: str) -> HttpResponse:
    """The general synthesis of objectives and examples, each line with what it stands on."""
    gathering = gathering_at(slug)
    prompts = [p for p in prompts_of(gathering) if p.code != PromptCode.LEADS]
    forms = {prompt.pk: _line_form(request, prompt) for prompt in prompts}
    notes = notes_among(gathering, request.POST.getlist("notes"))
    if request.method == "POST":
        prompt = next((p for p in prompts if forms[p.pk].is_bound), None)
        if prompt is None:
            raise Http404
        if forms[prompt.pk].is_valid():
            text = forms[prompt.pk].cleaned_data["text"]
            write_line(
                actor=request.member,
                gathering=gathering,
                prompt=prompt,
                text=text,
                contributions=notes,
            )
            messages.success(request, _("The line is written."))
            return redirect("act:synthesize_lines", slug=slug)
    threads = line_threads(gathering)
    free = defaultdict(list)
    leads = lead_threads(gathering)
    for note in not_taken_up(list(contributions_of(gathering)), leads, threads):
        free[note.prompt_id].append(note)
    parts = [
        Part(
            prompt,
            [thread for thread in threads if thread.line.prompt_id == prompt.pk],
            free[prompt.pk],
            forms[prompt.pk],
        )
        for prompt in prompts
    ]
    context = {"gathering": gathering, "parts": parts, "chosen": {note.pk for note in notes}}
    return render(request, "act/synthesis/lines.html", context)


@require_POST
@requires("act.synthesize")
def line_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gathering = gathering_at(slug)
    line = get_object_or_404(lines_of(gathering), pk=pk)
    actor = request.member
    match request.POST.get("change", ""):
        case "edit":
            edit_line(actor=actor, line=line, text=request.POST.get("text", ""))
        case "cite":
            for note in notes_among(gathering, request.POST.getlist("notes")):
                cite(actor=actor, line=line, contribution=note)
        case "uncite":
            for note in notes_among(gathering, request.POST.getlist("notes")):
                uncite(actor=actor, line=line, contribution=note)
        case "remove":
            remove_line(actor=actor, line=line)
            messages.success(request, _("The line is removed; its notes are free again."))
        case _:
            raise Http404
    return redirect("act:synthesize_lines", slug=slug)


def _line_form(request: HttpRequest, prompt: Prompt) -> LineForm:
    sent = request.POST if request.POST.get("prompt") == str(prompt.pk) else None
    return LineForm(sent, auto_id=f"prompt-{prompt.pk}-%s")
