"""The notebook of a table: whoever holds its code takes its notes, without an account.

Codes are drawn among 32 letters, 8 of them: 40 bits, out of reach of guessing over the network.
"""

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_scopes import scope

from entrelacs.act.notes.actions import (
    EmptyNote,
    NotesClosed,
    NoteTooLong,
    edit_note,
    ensure_prompts,
    note_from_page,
    restore_note,
    star_note,
    take_note,
    withdraw_note,
)
from entrelacs.act.notes.forms import INVITATIONS, NoteForm
from entrelacs.act.notes.models import Contribution, Prompt, PromptCode
from entrelacs.act.notes.queries import (
    every_note_at,
    gatherings_to_run,
    notes_at,
    people_count_at,
    prompts_of,
    table_by_code,
    tables_of,
)
from entrelacs.act.tables.models import Table
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.people.models import Person
from entrelacs.errors import EntrelacsError

View = Callable[..., HttpResponse]
# Refusals told beside the words that were typed, which stay in the field.
BESIDE = (EmptyNote, NoteTooLong, NotesClosed)


def at_table(view: View) -> View:
    """Open the table whose code is in the address, in its programme; or help to find the code."""

    @wraps(view)
    def opened(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        table = table_by_code(code)
        if table is None:
            return _unknown_code(request, code)
        with scope(programme=table.programme):
            return view(request, table, **kwargs)

    return opened


@require_safe
def notebook_enter(request: HttpRequest) -> HttpResponse:
    """A field for the code, for those whose phone does not read the square."""
    code = request.GET.get("code", "").strip()
    if not code:
        return render(request, "act/notes/enter.html", {"code": ""})
    table = table_by_code(code)
    if table is None:
        return _unknown_code(request, code)
    return redirect("act:notebook", code=table.code)


@require_safe
@at_table
def notebook(request: HttpRequest, table: Table) -> HttpResponse:
    return _page(request, table)


@require_safe
@requires("act.run")
def run_table(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The same notebook, for members, inside the step."""
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    table = get_object_or_404(tables_of(gathering), number=number)
    return _page(request, table, inside=True)


@require_POST
@at_table
def notebook_notes(request: HttpRequest, table: Table) -> HttpResponse:
    """Take one note; the answer leaves once it is committed."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise BadRequest(form.errors.as_text())
    sent = form.cleaned_data
    prompt = get_object_or_404(prompts_of(table.gathering), code=sent["prompt"])
    if _wants_json(request):
        return _take_for_script(request, table, prompt, sent["text"], sent["key"])
    try:
        note = note_from_page(
            actor=_actor(request, table),
            table=table,
            prompt=prompt,
            text=sent["text"],
            key=sent["key"],
        )
    except BESIDE as error:
        return _page(
            request,
            table,
            inside=_is_inside(request, table),
            prompt_code=prompt.code,
            text=request.POST.get("text", ""),
            error=sentence_for(error),
        )
    return _back(request, table, note)


def _take_for_script(
    request: HttpRequest, table: Table, prompt: Prompt, text: str, key: uuid.UUID
) -> HttpResponse:
    try:
        note, added = take_note(
            actor=_actor(request, table), table=table, prompt=prompt, text=text, key=key
        )
    except EntrelacsError as error:
        return JsonResponse({"code": error.code, "sentence": sentence_for(error)}, status=409)
    context = {
        "note": note,
        "table": table,
        "inside": _is_inside(request, table),
        "is_closed": False,
    }
    return JsonResponse(
        {
            "key": str(note.key),
            "state": "stored" if added else "duplicate",
            "html": render_to_string("act/notes/_note.html", context, request),
        },
        status=201 if added else 200,
    )


@require_POST
@at_table
def notebook_note(request: HttpRequest, table: Table, key: uuid.UUID) -> HttpResponse:
    """Reword one note."""
    note = get_object_or_404(notes_at(table), key=key)
    text = request.POST.get("text", "")
    try:
        edit_note(actor=_actor(request, table), note=note, text=text)
    except BESIDE as error:
        note.text = text
        return _page(
            request,
            table,
            inside=_is_inside(request, table),
            prompt_code=note.prompt.code,
            edited=note,
            error=sentence_for(error),
        )
    return _back(request, table, note)


@require_POST
@at_table
def notebook_withdraw(request: HttpRequest, table: Table, key: uuid.UUID) -> HttpResponse:
    note = get_object_or_404(every_note_at(table), key=key)
    withdraw_note(actor=_actor(request, table), note=note)
    return _back(request, table, note, withdrawn=True)


@require_POST
@at_table
def notebook_restore(request: HttpRequest, table: Table, key: uuid.UUID) -> HttpResponse:
    note = get_object_or_404(every_note_at(table), key=key)
    restore_note(actor=_actor(request, table), note=note)
    return _back(request, table, note)


@require_POST
@at_table
def notebook_star(request: HttpRequest, table: Table, key: uuid.UUID) -> HttpResponse:
    """Mark a note to be presented to the room, or no longer."""
    note = get_object_or_404(notes_at(table), key=key)
    star_note(actor=_actor(request, table), note=note, starred=request.POST.get("starred") == "yes")
    return _back(request, table, note)


def _page(
    request: HttpRequest,
    table: Table,
    *,
    inside: bool = False,
    prompt_code: str = "",
    edited: Contribution | None = None,
    text: str = "",
    error: str = "",
) -> HttpResponse:
    gathering = table.gathering
    actor = _actor(request, table)
    prompts = list(prompts_of(gathering)) or ensure_prompts(actor=actor, gathering=gathering)
    asked = prompt_code or request.GET.get("question", "")
    prompt = next((each for each in prompts if each.code == asked), prompts[0])
    notes = list(notes_at(table))
    context = {
        "table": table,
        "gathering": gathering,
        "is_closed": gathering.is_closed,
        "people_count": people_count_at(table),
        "prompt": prompt,
        "invitation": INVITATIONS[PromptCode(prompt.code)],
        "tabs": [(each, sum(note.prompt_id == each.pk for note in notes)) for each in prompts],
        "notes": [note for note in notes if note.prompt_id == prompt.pk],
        "starred": sum(note.is_starred for note in notes),
        "edited": edited or _asked(request, "modifier", notes),
        "withdrawn": _asked(request, "retiree", every_note_at(table).exclude(withdrawn_at=None)),
        "key": uuid.uuid4(),
        "text": text,
        "error": error,
        "inside": inside,
        "tables": tables_of(gathering) if inside else [],
    }
    template = "act/notes/run_table.html" if inside else "act/notes/notebook.html"
    return render(request, template, context, status=409 if error else 200)


def _asked(request: HttpRequest, name: str, notes: Iterable[Contribution]) -> Contribution | None:
    """The note the address speaks of, among these; their query is made only if it speaks of one."""
    asked = request.GET.get(name)
    return next((note for note in notes if str(note.key) == asked), None) if asked else None


def _back(
    request: HttpRequest, table: Table, note: Contribution, *, withdrawn: bool = False
) -> HttpResponse:
    if _is_inside(request, table):
        address = reverse("act:run_table", args=(table.gathering.slug, table.number))
    else:
        address = reverse("act:notebook", args=(table.code,))
    place = f"&retiree={note.key}" if withdrawn else f"#note-{note.key}"
    return redirect(f"{address}?question={note.prompt.code}{place}")


def _is_inside(request: HttpRequest, table: Table) -> bool:
    """Whether a member works from the step rather than from a phone at the table."""
    return "inside" in request.POST and _actor(request, table) is not None


def _actor(request: HttpRequest, table: Table) -> Person | None:
    member = request.member
    is_ours = member is not None and member.programme_id == table.programme_id
    return member if is_ours else None


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _unknown_code(request: HttpRequest, code: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"code": "table-code-unknown"}, status=404)
    return render(request, "act/notes/enter.html", {"code": code[:20]}, status=404)
