"""Notes typed in a document: shown as a difference, then brought in as one import."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.notes.difference import rows_of
from entrelacs.act.notes.forms import ImportForm
from entrelacs.act.notes.importing import apply_import
from entrelacs.act.notes.planning import plan_import
from entrelacs.act.notes.queries import NOTES_IMPORT, gatherings_to_run
from entrelacs.act.notes.sources import NotesFileUnusable, ParsedNotes, read_notes
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.drafts import draft, forget_draft, keep_draft
from entrelacs.commons.imports.actions import undo_batch
from entrelacs.commons.imports.queries import batches
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.programmes.actions import hold_programme

LATEST = 5


@require_http_methods(("GET", "HEAD", "POST"))
@requires("commons.import")
def run_import(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    if request.method != "POST":
        return _choose(request, gathering, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choose(request, gathering, form)
    try:
        parsed = _read(form)
    except NotesFileUnusable as error:
        form.add_error("file" if form.cleaned_data["file"] else "text", sentence_for(error))
        return _choose(request, gathering, form)
    if not parsed.tables:
        form.add_error(None, _("No table was found: a line “Table 1” begins each of them."))
        return _choose(request, gathering, form, parsed=parsed)
    token = keep_draft(parsed, owner=_owner(request, gathering))
    return _show(request, gathering, parsed, token)


@require_POST
@requires("commons.import")
def run_import_apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Compare again with what the gathering holds now, and write only what was shown."""
    gathering = get_object_or_404(gatherings_to_run(), slug=slug)
    token = request.POST.get("token", "")
    owner = _owner(request, gathering)
    parsed = draft(token, owner=owner)
    if parsed is None:
        messages.error(
            request, _("This file is no longer kept here. Nothing was imported: choose it again.")
        )
        return redirect("act:run_import", slug=slug)
    with transaction.atomic():
        hold_programme(request.programme)
        plan = plan_import(gathering, parsed)
        if plan.fingerprint != request.POST.get("fingerprint"):
            return _show(request, gathering, parsed, token, has_changed=True)
        batch = apply_import(actor=request.member, gathering=gathering, plan=plan)
    forget_draft(token, owner=owner)
    messages.success(
        request,
        _("Import %(number)d is done. It can be taken back in one click.") % {"number": batch.pk},
    )
    return redirect("act:run_import", slug=slug)


@require_POST
@requires("commons.import")
def run_import_undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    get_object_or_404(gatherings_to_run(), slug=slug)
    batch = get_object_or_404(batches(NOTES_IMPORT), pk=pk)
    counts = undo_batch(actor=request.member, batch=batch)
    text = ngettext(
        "The import is taken back: %(removed)d thing removed.",
        "The import is taken back: %(removed)d things removed.",
        counts["removed"],
    )
    if counts["kept"]:
        text += " " + ngettext(
            "%(kept)d was used since, and stays.",
            "%(kept)d were used since, and stay.",
            counts["kept"],
        )
    messages.success(request, text % counts)
    return redirect("act:run_import", slug=slug)


def _read(form: ImportForm) -> ParsedNotes:
    file = form.cleaned_data["file"]
    if file is not None:
        return read_notes(file.read(), file.name)
    return read_notes(form.cleaned_data["text"].encode(), str(_("pasted notes")))


def _choose(
    request: HttpRequest,
    gathering: Gathering,
    form: ImportForm,
    *,
    parsed: ParsedNotes | None = None,
) -> HttpResponse:
    context = {
        "gathering": gathering,
        "form": form,
        "parsed": parsed,
        "batches": list(batches(NOTES_IMPORT)[:LATEST]),
    }
    status = 400 if form.errors else 200
    return render(request, "act/notes/import.html", context, status=status)


def _show(
    request: HttpRequest,
    gathering: Gathering,
    parsed: ParsedNotes,
    token: str,
    *,
    has_changed: bool = False,
) -> HttpResponse:
    plan = plan_import(gathering, parsed)
    context = {
        "gathering": gathering,
        "plan": plan,
        "difference": rows_of(plan),
        "token": token,
        "has_changed": has_changed,
    }
    return render(
        request, "act/notes/import_difference.html", context, status=409 if has_changed else 200
    )


def _owner(request: HttpRequest, gathering: Gathering) -> str:
    """Kept for whoever sent it, for this gathering: another member's token opens nothing."""
    return f"notes-import:{request.member.pk}:{gathering.pk}"
