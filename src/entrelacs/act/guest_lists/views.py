"""Paste, see what would change, then add: in between the list travels with the page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.gatherings.queries import gatherings
from entrelacs.act.guest_lists.actions import Choice, add_guests
from entrelacs.act.guest_lists.columns import Column
from entrelacs.act.guest_lists.difference import Difference, Entry, Standing
from entrelacs.act.guest_lists.errors import ListEmpty, ListTooLong
from entrelacs.act.guest_lists.forms import ListForm
from entrelacs.act.guest_lists.labels import COLUMNS, told
from entrelacs.act.guest_lists.queries import difference_with
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.drafts import draft, forget_draft, keep_draft
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.programmes.actions import hold_programme
from entrelacs.commons.programmes.queries import worlds

View = Callable[..., HttpResponse]
MOST_PLAIN_LINES = 60
KEPT, MOST_KEPT = "guest-list", 200_000


@dataclass(frozen=True)
class Shown:
    """A line of the difference, with its sentences and the worlds it names."""

    entry: Entry
    sentences: list[str]
    worlds: list[Any]


@dataclass(frozen=True, kw_only=True)
class Group:
    code: str
    count: int
    lines: list[Shown]

    @property
    def hidden(self) -> int:
        return self.count - len(self.lines)


def keeps_the_list(view: View) -> View:
    """Whoever must sign in again in between finds their list on coming back."""

    @wraps(view)
    def kept(request: HttpRequest, slug: str) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            text = request.POST.get("text", "")[:MOST_KEPT]
            # The session bears the key alone: it lasts longer than the list may be kept.
            request.session[KEPT] = keep_draft(text, owner=KEPT)
        return view(request, slug)

    return kept


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_the_list
@requires("act.invite")
def invite_paste(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = get_object_or_404(gatherings(), slug=slug)
    if request.method != "POST" or request.POST.get("step") == "again":
        text = request.POST.get("text", "") or _kept_list(request)
        return _paste_page(request, gathering, ListForm(initial={"text": text}))
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _paste_page(request, gathering, form)
    text = form.cleaned_data["file"] or form.cleaned_data["text"]
    source = getattr(form, "filename", "") or request.POST.get("source", "")
    is_adding = request.POST.get("step") == "add"
    try:
        with transaction.atomic():
            if is_adding:
                hold_programme(request.programme)
            difference = difference_with(gathering, text, columns=_columns(request))
            if is_adding and request.POST.get("digest") == difference.digest:
                return _add(request, gathering, difference, source)
    except (ListEmpty, ListTooLong) as fault:
        form.add_error("text", sentence_for(fault))
        return _paste_page(request, gathering, form)
    return _difference_page(request, gathering, difference, text, source, changed=is_adding)


def _kept_list(request: HttpRequest) -> str:
    """The list sent while nobody was signed in any more, once."""
    token = request.session.pop(KEPT, "")
    text = draft(token, owner=KEPT) or ""
    forget_draft(token, owner=KEPT)
    return str(text)


def _columns(request: HttpRequest) -> tuple[Column, ...]:
    """The columns as the organiser corrected them, or none."""
    given = request.POST.getlist("column")
    return tuple(Column(value) for value in given) if set(given) <= set(Column) else ()


def _add(
    request: HttpRequest, gathering: Gathering, difference: Difference, source: str
) -> HttpResponse:
    choices = {
        entry.number: Choice(value)
        for entry in difference.of(Standing.DOUBTFUL)
        if (value := request.POST.get(f"choice-{entry.number}", "")) in set(Choice)
    }
    wanted = request.POST.get("status", "")
    status = Registration.Status.INVITED if wanted == "invited" else Registration.Status.REGISTERED
    added = add_guests(
        actor=request.member,
        gathering=gathering,
        difference=difference,
        choices=choices,
        status=status,
        source=source,
    )
    if not added.aside:
        address = reverse("act:invite", kwargs={"slug": gathering.slug})
        return redirect(f"{address}?import={added.batch.pk}")
    by_code = {world.code: world for world in worlds()}
    header = difference.reading.header
    left = [header.text] if header else []
    left += [entry.line.record.text for entry in added.aside]
    context = {
        "gathering": gathering,
        "batch": added.batch,
        "people": added.people,
        "aside": [_shown(entry, by_code) for entry in added.aside],
        "form": ListForm(initial={"text": "\n".join(left)}),
    }
    return render(request, "act/guest_lists/added.html", context)


def _paste_page(request: HttpRequest, gathering: Gathering, form: ListForm) -> HttpResponse:
    context = {"gathering": gathering, "form": form, "worlds": worlds()}
    return render(request, "act/guest_lists/paste.html", context)


def _difference_page(
    request: HttpRequest,
    gathering: Gathering,
    difference: Difference,
    text: str,
    source: str,
    *,
    changed: bool,
) -> HttpResponse:
    reading = difference.reading
    titles = list(zip(reading.titles, reading.columns, strict=True))
    context = {
        "gathering": gathering,
        "difference": difference,
        "text": text,
        "source": source,
        "changed": changed,
        "columns": titles,
        "column_choices": COLUMNS.items(),
        "left_out": [title for title, column in titles if column is Column.IGNORED and title],
        "arriving": len(difference.of(Standing.NEW, Standing.KNOWN)),
        "groups": _groups(difference),
    }
    return render(request, "act/guest_lists/difference.html", context)


def _groups(difference: Difference) -> list[Group]:
    """What asks for a decision comes first, what changes nothing comes last."""
    by_code = {world.code: world for world in worlds()}
    groups = []
    for code, standings in (
        ("doubtful", (Standing.DOUBTFUL,)),
        ("unreadable", (Standing.UNREADABLE,)),
        ("new", (Standing.NEW,)),
        ("known", (Standing.KNOWN,)),
        ("already", (Standing.LISTED, Standing.REPEATED)),
    ):
        lines = [_shown(entry, by_code) for entry in difference.of(*standings)]
        # Lines with something to read are never among those left out of a long page.
        lines.sort(key=lambda line: not line.sentences)
        most = sum(bool(line.sentences) for line in lines) + MOST_PLAIN_LINES
        if lines:
            groups.append(Group(code=code, count=len(lines), lines=lines[:most]))
    return groups


def _shown(entry: Entry, by_code: dict[str, Any]) -> Shown:
    named = entry.guest.worlds if entry.guest else ()
    return Shown(entry, told(entry), [by_code[code] for code in named])
