"""The composer's page and the way every change comes back to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.choice import choice_of
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import SeatingChanged, TablesError
from entrelacs.act.tables.forms import settings_form_of, tables_form_of, wish_form_of
from entrelacs.act.tables.plan import Plan, read_plan
from entrelacs.act.tables.queries import gatherings_to_compose, registrations_with_people
from entrelacs.act.tables.refusals import refusal_sentence
from entrelacs.act.tables.said import bounds_lines, moves_between, wishes_shown
from entrelacs.act.tables.words import brief
from entrelacs.commons.messages import sentence_for
from entrelacs.engines.seating import SeatingError

# Sent by composer.js: it replaces the workspace, or the chosen person's card, and not the page.
FRAGMENT = "X-Fragment"


def gathering_at(slug: str) -> Gathering:
    return get_object_or_404(gatherings_to_compose(), slug=slug)


def registration_of(gathering: Gathering, number: int) -> Registration:
    return get_object_or_404(registrations_with_people(gathering), pk=number)


def name_of(registration: Registration) -> str:
    return registration.person.full_name if registration.person else _("A participant")


def number_in(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def round_asked(request: HttpRequest) -> int:
    """The round shown, from the address or from the form; the first when none is said."""
    return number_in(request.POST.get("tour") or request.GET.get("tour")) or 1


def read(form_class: type[Form], request: HttpRequest) -> dict[str, Any]:
    form: Form = form_class(request.POST)
    if not form.is_valid():
        # These fields are not typed by anyone: the page itself wrote them.
        raise BadRequest(form.errors.as_json())
    return form.cleaned_data


def address_of(gathering: Gathering, *, round_: int = 1, chosen: int = 0) -> str:
    """Where the page shows that round, and that person."""
    address = reverse("act:compose", kwargs={"slug": gathering.slug})
    asked = {"tour": round_} if round_ > 1 else {}
    if chosen:
        asked["place"] = chosen
    return address + (f"?{urlencode(asked)}" if asked else "") + ("#choice" if chosen else "")


def make_change(
    request: HttpRequest,
    gathering: Gathering,
    change: Callable[[], object],
    *,
    asked: str,
    done: str | Callable[[Any], str],
    chosen: int = 0,
) -> HttpResponse:
    """Do it and show the plan; refused, show why, and what was asked so that it can be asked again."""
    try:
        changed = change()
    except SeatingChanged as conflict:
        return show_page(
            request, gathering, status=409, chosen=chosen, conflict=conflict, asked=asked
        )
    except (TablesError, SeatingError) as refusal:
        return show_page(
            request, gathering, status=409, chosen=chosen, refusal=refusal, asked=asked
        )
    said = done if isinstance(done, str) else done(changed)
    if request.headers.get(FRAGMENT):
        return show_page(request, gathering, chosen=chosen, done=said)
    messages.success(request, said)
    return redirect(address_of(gathering, round_=round_asked(request), chosen=chosen))


def show_page(
    request: HttpRequest,
    gathering: Gathering,
    *,
    status: int = 200,
    chosen: int = 0,
    conflict: SeatingChanged | None = None,
    refusal: TablesError | SeatingError | None = None,
    asked: str = "",
    done: str = "",
    plan: Plan | None = None,
    **context: Any,
) -> HttpResponse:
    """The whole page, or the workspace alone for composer.js."""
    plan = plan or read_plan(gathering, round_asked(request))
    context = {
        "gathering": gathering,
        "plan": plan,
        "lines": brief(plan) if plan.seating else [],
        "bounds_lines": bounds_lines(plan),
        "before_after": [
            (move.name, move.before, move.after)
            for move in moves_between(plan, plan.seats_before)
            if plan.seats_before and move.round == plan.round
        ],
        "choice": choice_of(plan, chosen),
        "chosen": chosen,
        "can_edit": not gathering.is_closed,
        "as_list": request.GET.get("view") == "list",
        "base": request.POST.get("base", Base.REGISTERED),
        "tables_form": tables_form_of(plan),
        "settings_form": settings_form_of(plan),
        "wish_form": wish_form_of(plan),
        "wishes": wishes_shown(plan),
        "search": plan.search,
        "repair": [],
        "repair_fault": "",
        "conflict": conflict,
        "conflict_sentence": sentence_for(conflict) if conflict else "",
        "repeat": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in {"csrfmiddlewaretoken", "version"}
        ],
        "fault": refusal_sentence(refusal, plan) if refusal else "",
        "asked": asked,
        "done": done,
        **context,
    }
    fragment = bool(request.headers.get(FRAGMENT))
    template = "act/tables/_workspace.html" if fragment else "act/tables/compose.html"
    return render(request, template, context, status=status)
