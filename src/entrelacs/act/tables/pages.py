"""The composer's page, whole or in part, and what it shows when a change is refused."""

from collections.abc import Callable
from math import floor

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.tables.choice import choice_of
from entrelacs.act.tables.composing import sizes_proposed
from entrelacs.act.tables.errors import SeatingChanged, TablesError
from entrelacs.act.tables.forms import ComposeForm, TablesForm
from entrelacs.act.tables.plan import Plan, read_plan
from entrelacs.act.tables.words import brief
from entrelacs.commons.messages import sentence_for
from entrelacs.engines.seating import SeatingError

# Sent by composer.js: it replaces the workspace, or the chosen person's card, and not the page.
FRAGMENT = "X-Fragment"


def can_edit(gathering: Gathering) -> bool:
    return not gathering.is_closed


def apply_change(
    request: HttpRequest,
    gathering: Gathering,
    change: Callable[[], object],
    *,
    asked: str,
    done: str,
    chosen: int = 0,
) -> HttpResponse:
    """Do it and show the plan; refused, show why, and what was asked so that it can be asked again."""
    try:
        change()
    except SeatingChanged as conflict:
        return show_page(
            request, gathering, status=409, chosen=chosen, conflict=conflict, asked=asked
        )
    except (TablesError, SeatingError) as refusal:
        return show_page(
            request, gathering, status=409, chosen=chosen, fault=sentence_for(refusal), asked=asked
        )
    if request.headers.get(FRAGMENT):
        return show_page(request, gathering, chosen=chosen, done=done)
    messages.success(request, done)
    address = reverse("act:compose", kwargs={"slug": gathering.slug})
    return redirect(f"{address}?place={chosen}#choice" if chosen else address)


def show_page(
    request: HttpRequest,
    gathering: Gathering,
    *,
    status: int = 200,
    chosen: int = 0,
    tables_form: TablesForm | None = None,
    conflict: SeatingChanged | None = None,
    fault: str = "",
    asked: str = "",
    done: str = "",
) -> HttpResponse:
    plan = read_plan(gathering)
    share = plan.measure.new_share
    context = {
        "gathering": gathering,
        "plan": plan,
        "lines": brief(plan) if plan.seating else [],
        # Rounded down: "100 %" is only said when every neighbour is new.
        "new_share": floor(100 * share) if share is not None else None,
        "choice": choice_of(plan, chosen),
        "chosen": chosen,
        "can_edit": can_edit(gathering),
        "as_list": request.GET.get("view") == "list",
        "compose_form": ComposeForm(initial={"version": plan.version}),
        "tables_form": tables_form or _tables_form(plan),
        "conflict": conflict,
        "conflict_sentence": sentence_for(conflict) if conflict else "",
        "repeat": [
            (name, value)
            for name, value in request.POST.items()
            if name not in {"csrfmiddlewaretoken", "version"}
        ],
        "fault": fault,
        "asked": asked,
        "done": done,
    }
    fragment = bool(request.headers.get(FRAGMENT))
    template = "act/tables/_workspace.html" if fragment else "act/tables/compose.html"
    return render(request, template, context, status=status)


def _tables_form(plan: Plan) -> TablesForm:
    sizes = [table.seat_count for table in plan.tables] or sizes_proposed(len(plan.expected))
    same = len(set(sizes)) == 1
    seats = str(sizes[0]) if same else ", ".join(str(size) for size in sizes)
    return TablesForm(
        initial={"version": plan.version, "count": len(sizes) or 1, "seats": seats if sizes else 8}
    )
