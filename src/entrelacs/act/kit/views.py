from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.kit.actions import note_kit_downloaded
from entrelacs.act.kit.archive import (
    NOTES_NAME,
    kit_archive,
    lines_of,
    notes_file,
    only_badges,
    sheet_file,
)
from entrelacs.act.kit.changes import changes_since
from entrelacs.act.kit.facts import KitFacts
from entrelacs.act.kit.forms import KitForm
from entrelacs.act.kit.queries import facts_of, gatherings_with_kit
from entrelacs.act.kit.sheets import SHEETS
from entrelacs.act.kit.warnings import remarks_on
from entrelacs.commons.access.permissions import requires

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PERMISSION = "act.edit_run_sheet"
# The document to type notes into, and the badges that changed, among the files of the kit.
NOTES, NEW_BADGES = "notes", "new-badges"


@require_safe
@requires(PERMISSION)
def run_kit(request: HttpRequest, slug: str) -> HttpResponse:
    """What the kit holds, what deserves a look first, and what changed since it was downloaded."""
    gathering = get_object_or_404(gatherings_with_kit(), slug=slug)
    facts = facts_of(gathering)
    return _page(request, gathering, facts, _form(facts, request.GET or None))


@require_POST
@requires(PERMISSION)
def run_kit_download(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole kit, noted as downloaded; or one of its files, which changes nothing."""
    gathering = get_object_or_404(gatherings_with_kit(), slug=slug)
    facts = facts_of(gathering)
    form = _form(facts, request.POST)
    if not form.is_valid():
        return _page(request, gathering, facts, form, status=422)
    if "recount" in request.POST:
        address = reverse("act:run_kit", kwargs={"slug": slug})
        return redirect(f"{address}?{urlencode(form.cleaned_data)}#kit")
    if code := request.POST.get("only", ""):
        return _one_file(gathering, facts, form, code)
    content = kit_archive(facts, form.options)
    note_kit_downloaded(
        actor=request.member, gathering=gathering, facts=facts, options=form.options
    )
    return _file(content, f"kit-{slug}.zip", "application/zip")


def _one_file(gathering: Gathering, facts: KitFacts, form: KitForm, code: str) -> HttpResponse:
    if code == NOTES:
        return _file(notes_file(facts, form.options), NOTES_NAME, WORD)
    if code == NEW_BADGES:
        changed = changes_since(_printed(gathering), facts).badges
        code, facts = "badges", only_badges(facts, changed)
    sheet = SHEETS.get(code)
    if sheet is None or not sheet.page_count(facts, form.options):
        raise Http404
    return _file(sheet_file(sheet, facts, form.options), sheet.file_name, "application/pdf")


def _form(facts: KitFacts, given: object) -> KitForm:
    return KitForm(given, asks_tables=not facts.tables, people=len(facts.guests))


def _printed(gathering: Gathering) -> dict[str, object]:
    """What the last kit rested on; nothing before the first."""
    preflight = getattr(gathering, "preflight", None)
    return preflight.kit_contents if preflight is not None else {}


def _page(
    request: HttpRequest,
    gathering: Gathering,
    facts: KitFacts,
    form: KitForm,
    *,
    status: int = 200,
) -> HttpResponse:
    printed = _printed(gathering)
    lines = lines_of(facts, form.options)
    context = {
        "gathering": gathering,
        "form": form,
        "lines": lines,
        "page_count": sum(line.pages for line in lines),
        "people_count": len(facts.guests),
        "table_count": len(facts.tables),
        "remarks": remarks_on(facts),
        "downloaded_at": gathering.preflight.kit_downloaded_at if printed else None,
        "changes": changes_since(printed, facts) if printed else None,
    }
    return render(request, "act/kit/kit.html", context, status=status)


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    # It holds names and personal links: no copy stays in between.
    response["Cache-Control"] = "no-store"
    return response
