from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from entrelacs.act.leads.queries import LeadThread, lead_threads
from entrelacs.act.notes.models import PromptCode
from entrelacs.act.notes.queries import contributions_of
from entrelacs.act.synthesis.actions import (
    draft_leads,
    join_ideas,
    keep_apart,
)
from entrelacs.act.synthesis.queries import (
    not_taken_up,
)
from entrelacs.act.synthesis.review import ideas_of, pairs_to_read
from entrelacs.act.synthesis.views.reach import gathering_at
from entrelacs.commons.access.permissions import requires
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
    gathering = gathering_at(slug)
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
    drafted = draft_leads(actor=request.member, gathering=gathering_at(slug))
    count = len(drafted)
    messages.success(
        request,
        ngettext(
            "%(count)d lead drafted from one idea.",
            "%(count)d leads drafted, each from one idea.",
            count,
        )
        % {"count": count},
    )
    return redirect("act:synthesize", slug=slug)


@require_POST
@requires("act.synthesize")
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring two ideas together, or remember that they differ."""
    gathering = gathering_at(slug)
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


def _columns(threads: list[LeadThread], themes: list[Theme]) -> list[Column]:
    by_theme: dict[int | None, list[LeadThread]] = defaultdict(list)
    for thread in threads:
        by_theme[thread.lead.theme_id].append(thread)
    columns = [Column(theme, by_theme.pop(theme.pk, [])) for theme in themes]
    # A theme of another typology, kept by leads sorted before the typology changed.
    others = [Column(rest[0].lead.theme, rest) for key, rest in by_theme.items() if key and rest]
    unsorted = by_theme.get(None, [])
    return ([Column(None, unsorted)] if unsorted else []) + columns + others
