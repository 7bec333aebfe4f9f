"""The composer's page, the one button, and what a move would bring."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.choice import choice_of, try_change
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import NotExpected, TableIsFull, TablesError
from entrelacs.act.tables.forms import ComposeForm, TablesForm, TrialForm
from entrelacs.act.tables.plan import read_plan
from entrelacs.act.tables.views.workspace import (
    FRAGMENT,
    gathering_at,
    make_change,
    number_in,
    read,
    round_asked,
    show_page,
)
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.messages import sentence_for


@require_safe
@requires("act.compose")
def compose(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    chosen = number_in(request.GET.get("place"))
    if request.headers.get(FRAGMENT) == "choice":
        plan = read_plan(gathering, round_asked(request))
        context = {
            "plan": plan,
            "choice": choice_of(plan, chosen),
            "can_edit": not gathering.is_closed,
        }
        return render(request, "act/tables/_choice.html", context)
    return show_page(request, gathering, chosen=chosen)


@require_POST
@requires("act.compose")
def compose_draw(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    asked = read(ComposeForm, request)
    base, version = Base(asked["base"]), asked["version"]
    return make_change(
        request,
        gathering,
        # One seed per version: composing again gives another plan, and each can be made again.
        lambda: compose_gathering(
            actor=request.member,
            gathering=gathering,
            base=base,
            seed=version + 1,
            expected_version=version,
        ),
        asked=_("Compose the tables with %(base)s.") % {"base": base.label},
        done=_("The tables are composed."),
    )


@require_POST
@requires("act.compose")
def compose_tables(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    form = TablesForm(request.POST)
    if not form.is_valid():
        return show_page(request, gathering, status=422, tables_form=form)
    sizes = form.cleaned_data["sizes"]
    return make_change(
        request,
        gathering,
        lambda: set_tables(
            actor=request.member,
            gathering=gathering,
            sizes=sizes,
            expected_version=form.cleaned_data["version"],
        ),
        asked=_("Lay %(count)d tables.") % {"count": len(sizes)},
        done=_("The tables are laid."),
    )


@require_safe
@requires("act.compose")
def compose_trial(request: HttpRequest, slug: str) -> HttpResponse:
    """What a move would bring, said while the seat is still in the hand."""
    gathering, form = gathering_at(slug), TrialForm(request.GET)
    if not form.is_valid():
        raise BadRequest(form.errors.as_json())
    asked, plan = form.cleaned_data, read_plan(gathering, round_asked(request))
    guest = plan.people.get(asked["registration"])
    other = plan.people.get(asked["other"])
    table = next((row for row in plan.shown if row.table.pk == asked["table"]), None)
    if guest is None or (asked["other"] and not other) or (asked["table"] and not table):
        raise Http404
    for person in (guest, other):
        if person is not None and not person.is_expected:
            return JsonResponse(_refusal(NotExpected(name=person.name)))
    if table is not None and not table.free and plan.table_of(guest) is not table:
        full = TableIsFull(table=table.number, seats=table.table.seat_count)
        return JsonResponse(_refusal(full))
    trial = try_change(plan, guest, table.table if table else None, other)
    return JsonResponse({"allowed": True, "change": trial.total, "sentence": trial.sentence})


def _refusal(error: TablesError) -> dict[str, Any]:
    return {"allowed": False, "change": 0, "sentence": sentence_for(error)}
