"""The day itself: the run sheet, the questions, and one card per table."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelacs.act.gatherings.actions import (
    add_segment,
    close_gathering,
    edit_segment,
    remove_segment,
    reopen_gathering,
)
from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.gatherings.queries import segments_of
from entrelacs.act.notes.actions import ensure_prompts, name_hosts, reword_prompt
from entrelacs.act.notes.forms import HostsForm, PromptForm, SegmentForm
from entrelacs.act.notes.queries import (
    contributions_of,
    gatherings_to_run,
    possible_hosts,
    prompts_of,
    tables_of,
)
from entrelacs.act.notes.room import read_room
from entrelacs.act.tables.models import Table
from entrelacs.commons.access.permissions import allows, requires
from entrelacs.commons.squares import square_of

CODES_A_SHEET = 4
FORM_METHODS = ("GET", "HEAD", "POST")


@require_safe
@requires("act.run")
def run(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    room = read_room(gathering, timezone.now())
    if not room.prompts:
        ensure_prompts(actor=request.member, gathering=gathering)
        room = read_room(gathering, timezone.now())
    context = {
        "gathering": gathering,
        "room": room,
        "squares": [(card, *_square(request, card.table)) for card in room.cards],
        "can_edit": allows(request.member, "act.edit_run_sheet"),
        "can_close": allows(request.member, "act.edit_gathering"),
        "can_import": allows(request.member, "commons.import"),
        "can_compose": allows(request.member, "act.compose"),
    }
    return render(request, "act/notes/run.html", context)


@require_safe
@requires("act.run")
def run_codes(request: HttpRequest, slug: str) -> HttpResponse:
    """One card per table, to print, cut and stand on the tables."""
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    cards = [(table, *_square(request, table)) for table in tables_of(gathering)]
    context = {
        "gathering": gathering,
        "sheets": [
            cards[start : start + CODES_A_SHEET] for start in range(0, len(cards), CODES_A_SHEET)
        ],
        "entrance": request.build_absolute_uri(reverse("act:notebook_enter")),
    }
    return render(request, "act/notes/codes.html", context)


@require_http_methods(FORM_METHODS)
@requires("act.edit_run_sheet")
def run_segment_new(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    last = segments_of(gathering).last()
    begins = last.ends_at if last is not None else gathering.starts_at
    form = SegmentForm(request.POST or None, initial={"starts_at": begins, "minutes": 15})
    if form.is_valid():
        add_segment(actor=request.member, gathering=gathering, **form.cleaned_data)
        messages.success(request, _("The moment is added."))
        return redirect("act:run", slug=slug)
    return _form_page(request, gathering, form, title=_("Add a moment"))


@require_http_methods(FORM_METHODS)
@requires("act.edit_run_sheet")
def run_segment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    segment = get_object_or_404(segments_of(gathering), pk=pk)
    title = segment.title
    form = SegmentForm(request.POST or None, instance=segment)
    if form.is_valid():
        edit_segment(actor=request.member, segment=segment, **form.cleaned_data)
        messages.success(request, _("The moment is changed."))
        return redirect("act:run", slug=slug)
    remove = reverse("act:run_segment_remove", args=(slug, pk))
    return _form_page(request, gathering, form, title=title, remove_url=remove)


@require_POST
@requires("act.edit_run_sheet")
def run_segment_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    segment = get_object_or_404(segments_of(gathering), pk=pk)
    title = segment.title
    remove_segment(actor=request.member, segment=segment)
    messages.success(request, _("“%(title)s” is taken off the run sheet.") % {"title": title})
    return redirect("act:run", slug=slug)


@require_http_methods(FORM_METHODS)
@requires("act.edit_run_sheet")
def run_prompt(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    prompt = get_object_or_404(prompts_of(gathering), pk=pk)
    form = PromptForm(request.POST or None, instance=prompt)
    if form.is_valid():
        reword_prompt(actor=request.member, prompt=prompt, **form.cleaned_data)
        messages.success(request, _("The question is changed, on every table's phone too."))
        return redirect("act:run", slug=slug)
    return _form_page(request, gathering, form, title=prompt.get_code_display())


@require_http_methods(FORM_METHODS)
@requires("act.edit_run_sheet")
def run_hosts(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Name who hosts a table and who takes its notes."""
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    table = get_object_or_404(tables_of(gathering), number=number)
    form = HostsForm(
        request.POST or None,
        hosts=possible_hosts(table),
        initial={"facilitator": table.facilitator_id or "", "scribe": table.scribe_id or ""},
    )
    if form.is_valid():
        name_hosts(
            actor=request.member,
            table=table,
            facilitator=form.person("facilitator"),
            scribe=form.person("scribe"),
        )
        messages.success(request, _("Roles of table %(number)d saved.") % {"number": number})
        return redirect("act:run", slug=slug)
    title = _("Who does what at table %(number)d?") % {"number": number}
    return _form_page(request, gathering, form, title=title)


@require_http_methods(FORM_METHODS)
@requires("act.edit_gathering")
def run_close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the meeting, or open it again, once asked twice."""
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    if request.method == "POST":
        if request.POST.get("choice") == "close":
            close_gathering(actor=request.member, gathering=gathering)
            messages.success(request, _("The meeting is closed: its notes no longer change."))
        else:
            reopen_gathering(actor=request.member, gathering=gathering)
            messages.success(request, _("The meeting is open again."))
        return redirect("act:run", slug=slug)
    context = {"gathering": gathering, "note_count": contributions_of(gathering).count()}
    return render(request, "act/notes/close.html", context)


def _form_page(
    request: HttpRequest, gathering: Gathering, form: Form, *, title: str, **context: Any
) -> HttpResponse:
    context |= {"gathering": gathering, "form": form, "title": title}
    context.setdefault("remove_url", "")
    status = 200 if request.method != "POST" else 400
    return render(request, "act/notes/run_form.html", context, status=status)


def _square(request: HttpRequest, table: Table) -> tuple[str, str]:
    address = request.build_absolute_uri(reverse("act:notebook", args=(table.code,)))
    return square_of(address), address
