"""Put a round right after no-shows: see the options, apply one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from entrelacs.act.tables.errors import TablesError
from entrelacs.act.tables.forms import RepairForm
from entrelacs.act.tables.mending import apply_repair, find_repairs
from entrelacs.act.tables.plan import Plan, read_plan
from entrelacs.act.tables.refusals import refusal_sentence
from entrelacs.act.tables.said import repairs_shown
from entrelacs.act.tables.views.workspace import (
    FRAGMENT,
    gathering_at,
    make_change,
    read,
    round_asked,
    show_page,
)
from entrelacs.commons.access.permissions import requires
from entrelacs.engines.seating import SeatingError


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.compose")
def compose_repair(request: HttpRequest, slug: str) -> HttpResponse:
    """The options for the round shown; sent, the one that displaces so many people."""
    gathering = gathering_at(slug)
    if request.method == "POST":
        asked = read(RepairForm, request)
        return make_change(
            request,
            gathering,
            lambda: apply_repair(
                actor=request.member,
                gathering=gathering,
                moved=asked["moved"],
                expected_version=asked["version"],
                round_=asked["tour"],
            ),
            asked=_moves(asked["moved"]),
            done=_("The room is put right: tell those who move."),
        )
    plan = read_plan(gathering, round_asked(request))
    offered = _offered(plan)
    if request.headers.get(FRAGMENT):
        around = {"plan": plan, "gathering": gathering, "can_edit": not gathering.is_closed}
        return render(request, "act/tables/_repair.html", offered | around)
    return show_page(request, gathering, plan=plan, **offered)


def _offered(plan: Plan) -> dict[str, Any]:
    """The options, or why there are none."""
    try:
        repairs = repairs_shown(find_repairs(plan))
    except (TablesError, SeatingError) as refusal:
        return {"repair": [], "repair_fault": refusal_sentence(refusal, plan)}
    advised = next((option for option in repairs if option.is_advised), None)
    return {"repair": repairs, "advised": advised, "repair_fault": ""}


def _moves(moved: int) -> str:
    text = ngettext("Move %(count)d person.", "Move %(count)d people.", moved)
    return text % {"count": moved} if moved else _("Seat those who arrived.")
