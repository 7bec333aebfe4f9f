"""A list is pasted or sent, kept, looked at for as long as one likes, then added or dropped."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.gatherings.queries import gatherings
from entrelacs.act.guest_lists.actions import Choice
from entrelacs.act.guest_lists.difference import Standing
from entrelacs.act.guest_lists.drafts import (
    Decisions,
    apply_list,
    decide_of_list,
    drop_list,
    rewrite_list,
    start_list,
)
from entrelacs.act.guest_lists.errors import ListChanged, ListEmptied, ListSettled
from entrelacs.act.guest_lists.forms import ListForm, TextForm
from entrelacs.act.guest_lists.models import GuestListDraft
from entrelacs.act.guest_lists.preview import (
    GROUPS,
    alikes_of,
    column_choices,
    columns_of,
    groups_of,
    title_lines,
)
from entrelacs.act.guest_lists.queries import difference_of, drafts_of, open_drafts
from entrelacs.act.guest_lists.sheets import from_json
from entrelacs.act.guest_lists.texts import text_of
from entrelacs.act.guest_lists.vocabulary import Column
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.drafts import draft as kept_draft
from entrelacs.commons.drafts import forget_draft, keep_draft
from entrelacs.commons.imports.queries import batches
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.programmes.queries import worlds

View = Callable[..., HttpResponse]
KEPT, MOST_KEPT = "guest-list", 400_000


def keeps_what_was_sent(view: View) -> View:
    """Whoever must sign in again in between finds their list, or their choices, on coming back."""

    @wraps(view)
    def kept(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            sent = request.POST.copy()
            sent.pop("csrfmiddlewaretoken", None)
            # The session bears the key alone: it lasts longer than the list may be kept.
            request.session[KEPT] = keep_draft(
                {"path": request.path, "sent": sent.urlencode()[:MOST_KEPT]}, owner=KEPT
            )
        return view(request, slug, **kwargs)

    return kept


def _sent_before(request: HttpRequest) -> QueryDict | None:
    """What was sent to this page while nobody was signed in any more, once."""
    token = request.session.get(KEPT, "")
    found = kept_draft(token, owner=KEPT) if token else None
    if not found or found["path"] != request.path:
        return None
    del request.session[KEPT]
    forget_draft(token, owner=KEPT)
    return QueryDict(found["sent"])


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_sent
@requires("act.invite")
def invite_paste(request: HttpRequest, slug: str) -> HttpResponse:
    """Paste a list, send a file, or take up a list under way."""
    gathering = get_object_or_404(gatherings(), slug=slug)
    if request.method == "POST":
        form = ListForm(request.POST, request.FILES)
        if form.is_valid():
            draft = start_list(
                actor=request.member,
                gathering=gathering,
                sheets=form.sheets,
                filename=form.filename,
            )
            return redirect("act:invite_list", slug=slug, pk=draft.pk)
    else:
        sent = _sent_before(request)
        form = ListForm(initial={"text": sent.get("text", "") if sent else ""})
    context = {
        "gathering": gathering,
        "form": form,
        "worlds": worlds(),
        "drafts": open_drafts(gathering),
    }
    return render(request, "act/guest_lists/paste.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_sent
@requires("act.invite")
def invite_list(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One list under way: its columns, what it would change, and the choices kept so far."""
    gathering = get_object_or_404(gatherings(), slug=slug)
    draft = get_object_or_404(drafts_of(gathering), pk=pk)
    if request.method == "POST":
        return _change(request, gathering, draft)
    if draft.state != GuestListDraft.State.OPEN or draft.is_emptied:
        return _settled_page(request, gathering, draft)
    sent = _sent_before(request)
    if sent is not None:
        draft = decide_of_list(actor=request.member, draft=draft, decisions=_decisions(sent))
    return _list_page(request, gathering, draft)


def _change(request: HttpRequest, gathering: Gathering, draft: GuestListDraft) -> HttpResponse:
    here = reverse("act:invite_list", kwargs={"slug": gathering.slug, "pk": draft.pk})
    step = request.POST.get("step", "")
    if step == "drop":
        # Asked twice: what was chosen line by line cannot be brought back.
        return render(
            request, "act/guest_lists/drop.html", {"gathering": gathering, "draft": draft}
        )
    try:
        if step == "drop-sure":
            drop_list(actor=request.member, draft=draft)
            messages.success(request, _("The list was dropped: nothing of it was added."))
            return redirect("act:invite_paste", slug=gathering.slug)
        decisions = _decisions(request.POST)
        draft = decide_of_list(actor=request.member, draft=draft, decisions=decisions)
        if step == "add":
            return _add(request, gathering, draft)
    except (ListSettled, ListEmptied):
        # Pressed twice, or by two people: the page says what became of the list.
        return redirect(here)
    messages.success(request, _("Your choices are kept."))
    query = request.POST.get("shown", "")
    return redirect(f"{here}?{query}" if query and "//" not in query else here)


def _add(request: HttpRequest, gathering: Gathering, draft: GuestListDraft) -> HttpResponse:
    try:
        applied = apply_list(
            actor=request.member, draft=draft, digest=request.POST.get("digest", "")
        )
    except ListChanged as fault:
        return _list_page(request, gathering, draft, changed=sentence_for(fault))
    query = f"?import={applied.added.batch.pk}"
    if applied.left is None:
        address = reverse("act:invite", kwargs={"slug": gathering.slug})
    else:
        address = reverse("act:invite_list", kwargs={"slug": gathering.slug, "pk": applied.left.pk})
    return redirect(address + query)


def _decisions(sent: QueryDict) -> Decisions:
    columns = sent.getlist("column")
    titles = sent.get("titles", "")
    sheet = sent.get("sheet", "")
    lines = {
        int(number): Choice(value)
        for name, value in sent.items()
        if name.startswith("choice-")
        and (number := name.removeprefix("choice-")).isdecimal()
        and value in set(Choice)
    }
    wanted = {"invited": Registration.Status.INVITED, "registered": Registration.Status.REGISTERED}
    return Decisions(
        sheet=int(sheet) if sheet.isdecimal() else None,
        header_line=int(titles) if titles.isdecimal() and len(titles) < 7 else None,
        guesses_titles=titles == "guess",
        columns=[Column(each) for each in columns]
        if columns and set(columns) <= set(Column)
        else None,
        lines=lines,
        structures_shown=sent.getlist("alike"),
        structures_same=sent.getlist("same"),
        status=wanted.get(sent.get("status", "")),
    )


def _list_page(
    request: HttpRequest, gathering: Gathering, draft: GuestListDraft, *, changed: str = ""
) -> HttpResponse:
    difference = difference_of(draft)
    by_code = {world.code: world for world in worlds()}
    only = request.GET.get("group", "")
    only = only if only in dict(GROUPS) and difference.of(*dict(GROUPS)[only]) else ""
    page = request.GET.get("page", "")
    columns = columns_of(difference)
    key = request.GET.get("import", "")
    context = {
        "gathering": gathering,
        "draft": draft,
        "difference": difference,
        "changed": changed,
        "columns": columns,
        "column_choices": column_choices(),
        "doubtful_columns": sum(each.is_doubtful for each in columns),
        "title_lines": title_lines(draft, difference),
        "titles_line": difference.reading.titles.line,
        "above": [" · ".join(each.written) for each in difference.reading.titles.above],
        "sheets": [sheet["name"] for sheet in draft.cells],
        "arriving": len(difference.of(Standing.NEW, Standing.KNOWN)),
        "alikes": alikes_of(draft, difference),
        "counts": [(code, len(difference.of(*standings))) for code, standings in GROUPS],
        "groups": groups_of(draft, difference, by_code, only=only, page=page),
        "only": only,
        "shown": f"group={only}&page={page}" if only else "",
        "batch": batches().filter(pk=int(key), undone_at=None).first() if key.isdecimal() else None,
    }
    return render(request, "act/guest_lists/list.html", context)


def _settled_page(
    request: HttpRequest, gathering: Gathering, draft: GuestListDraft
) -> HttpResponse:
    context = {"gathering": gathering, "draft": draft, "batch": draft.batch}
    return render(request, "act/guest_lists/settled.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_sent
@requires("act.invite")
def invite_list_text(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct the lines themselves, as text."""
    gathering = get_object_or_404(gatherings(), slug=slug)
    draft = get_object_or_404(drafts_of(gathering), pk=pk)
    if draft.state != GuestListDraft.State.OPEN or draft.is_emptied:
        return redirect("act:invite_list", slug=slug, pk=pk)
    if request.method == "POST":
        form = TextForm(request.POST)
        if form.is_valid():
            rewrite_list(actor=request.member, draft=draft, sheet=form.sheets[0])
            return redirect("act:invite_list", slug=slug, pk=pk)
    else:
        sent = _sent_before(request)
        text = sent.get("text", "") if sent else text_of(from_json(draft.cells)[draft.sheet])
        form = TextForm(initial={"text": text})
    context = {"gathering": gathering, "draft": draft, "form": form}
    return render(request, "act/guest_lists/text.html", context)
