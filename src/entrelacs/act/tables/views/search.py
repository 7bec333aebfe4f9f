"""A long search: begin, see how far it is, stop."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.forms import SearchForm
from entrelacs.act.tables.models import Search
from entrelacs.act.tables.queries import latest_search
from entrelacs.act.tables.said import search_sentence
from entrelacs.act.tables.searching import (
    begin_search,
    close_interrupted,
    start_process,
    stop_search,
)
from entrelacs.act.tables.views.workspace import (
    FRAGMENT,
    address_of,
    gathering_at,
    make_change,
    read,
    round_asked,
    show_page,
)
from entrelacs.commons.access.permissions import requires


@require_POST
@requires("act.compose")
def compose_search(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    asked = read(SearchForm, request)

    def begin() -> Search:
        search = begin_search(
            actor=request.member,
            gathering=gathering,
            base=Base(asked["base"]),
            seed=asked["version"] + 1,
            seconds=asked["seconds"],
            expected_version=asked["version"],
        )
        start_process(search)
        return search

    seconds = ngettext("%(count)d second", "%(count)d seconds", asked["seconds"])
    number = {"seconds": seconds % {"count": asked["seconds"]}}
    return make_change(
        request,
        gathering,
        begin,
        asked=_("Search for %(seconds)s.") % number,
        done=_("The search goes on for %(seconds)s or so. You may leave this page.") % number,
    )


@require_safe
@requires("act.compose")
def compose_progress(request: HttpRequest, slug: str) -> JsonResponse:
    """How far the last search is, for the page that waits for it."""
    close_interrupted(gathering_at(slug))
    search = latest_search(gathering_at(slug))
    if search is None:
        raise Http404
    return JsonResponse(
        {
            "state": search.state,
            "share": round(search.done / search.planned, 3) if search.planned else 1,
            "cost": search.cost,
            "least": search.least,
            "sentence": search_sentence(search),
        }
    )


@require_POST
@requires("act.compose")
def compose_stop(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    search = latest_search(gathering)
    if search is None:
        raise Http404
    stop_search(actor=request.member, search=search)
    done = _("The search stops: what it found is kept.")
    if request.headers.get(FRAGMENT):
        return show_page(request, gathering, done=done)
    messages.success(request, done)
    return redirect(address_of(gathering, round_=round_asked(request)))
