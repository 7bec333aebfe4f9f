from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.actions import (
    compose_gathering,
    lock_seat,
    move_seat,
    restore_seating,
    set_tables,
    swap_seats,
)
from entrelacs.act.tables.choice import choice_of, try_change
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import NotExpected, SeatingChanged, TableIsFull, TablesError
from entrelacs.act.tables.export import people_by_letter, plan_rows
from entrelacs.act.tables.forms import (
    ComposeForm,
    LockForm,
    MoveForm,
    RestoreForm,
    SwapForm,
    TablesForm,
    TrialForm,
    VersionForm,
    tables_form_of,
)
from entrelacs.act.tables.plan import read_plan
from entrelacs.act.tables.queries import (
    gatherings_to_compose,
    open_tables,
    registrations_with_people,
    seatings,
)
from entrelacs.act.tables.words import brief
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.csv_export import csv_response
from entrelacs.commons.messages import sentence_for
from entrelacs.engines.seating import SeatingError

# Sent by composer.js: it replaces the workspace, or the chosen person's card, and not the page.
FRAGMENT = "X-Fragment"


@require_safe
@requires("act.compose")
def compose(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = _gathering(slug)
    chosen = _number(request.GET.get("place"))
    if request.headers.get(FRAGMENT) == "choice":
        plan = read_plan(gathering)
        context = {
            "plan": plan,
            "choice": choice_of(plan, chosen),
            "can_edit": not gathering.is_closed,
        }
        return render(request, "act/tables/_choice.html", context)
    return _page(request, gathering, chosen=chosen)


@require_POST
@requires("act.compose")
def compose_draw(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = _gathering(slug)
    asked = _read(ComposeForm, request)
    base, version = Base(asked["base"]), asked["version"]
    return _change(
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
    gathering = _gathering(slug)
    form = TablesForm(request.POST)
    if not form.is_valid():
        return _page(request, gathering, status=422, tables_form=form)
    sizes = form.cleaned_data["sizes"]
    return _change(
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


@require_POST
@requires("act.compose")
def compose_move(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = _gathering(slug)
    asked = _read(MoveForm, request)
    registration = _registration(gathering, asked["registration"])
    table = get_object_or_404(open_tables(gathering), pk=asked["table"]) if asked["table"] else None
    names = {"name": _name(registration), "table": table.number if table else 0}
    done = _("%(name)s sits at table %(table)d.") if table else _("%(name)s waits for a seat.")
    wish = _("Move %(name)s to table %(table)d.") if table else _("Leave %(name)s without a seat.")
    return _change(
        request,
        gathering,
        lambda: move_seat(
            actor=request.member,
            gathering=gathering,
            registration=registration,
            table=table,
            expected_version=asked["version"],
        ),
        asked=wish % names,
        done=done % names,
        chosen=registration.pk,
    )


@require_POST
@requires("act.compose")
def compose_swap(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = _gathering(slug)
    asked = _read(SwapForm, request)
    first = _registration(gathering, asked["registration"])
    second = _registration(gathering, asked["other"])
    names = {"first": _name(first), "second": _name(second)}
    return _change(
        request,
        gathering,
        lambda: swap_seats(
            actor=request.member,
            gathering=gathering,
            first=first,
            second=second,
            expected_version=asked["version"],
        ),
        asked=_("Exchange %(first)s and %(second)s.") % names,
        done=_("%(first)s and %(second)s have exchanged their seats.") % names,
        chosen=first.pk,
    )


@require_POST
@requires("act.compose")
def compose_lock(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = _gathering(slug)
    asked = _read(LockForm, request)
    registration = _registration(gathering, asked["registration"])
    names = {"name": _name(registration)}
    wish = _("Lock the seat of %(name)s.") if asked["locked"] else _("Unlock the seat of %(name)s.")
    done = _("%(name)s keeps this seat.") if asked["locked"] else _("%(name)s may be moved again.")
    return _change(
        request,
        gathering,
        lambda: lock_seat(
            actor=request.member,
            gathering=gathering,
            registration=registration,
            is_locked=asked["locked"],
            expected_version=asked["version"],
        ),
        asked=wish % names,
        done=done % names,
        chosen=registration.pk,
    )


@require_POST
@requires("act.compose")
def compose_restore(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = _gathering(slug)
    asked = _read(RestoreForm, request)
    version = get_object_or_404(seatings(gathering), version=asked["restored"])
    number = {"version": version.version}
    return _change(
        request,
        gathering,
        lambda: restore_seating(
            actor=request.member, version=version, expected_version=asked["version"]
        ),
        asked=_("Come back to version %(version)d.") % number,
        done=_("Version %(version)d is back.") % number,
    )


@require_safe
@requires("act.compose")
def compose_trial(request: HttpRequest, slug: str) -> HttpResponse:
    """What a move would bring, said while the seat is still in the hand."""
    gathering, form = _gathering(slug), TrialForm(request.GET)
    if not form.is_valid():
        raise BadRequest(form.errors.as_json())
    asked, plan = form.cleaned_data, read_plan(gathering)
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


@require_safe
@requires("act.compose")
def compose_print(request: HttpRequest, slug: str) -> HttpResponse:
    plan = read_plan(_gathering(slug))
    context = {"plan": plan, "gathering": plan.gathering, "letters": people_by_letter(plan)}
    return render(request, "act/tables/print.html", context)


@require_safe
@requires("act.compose")
def compose_export(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = _gathering(slug)
    header, rows = plan_rows(read_plan(gathering))
    return csv_response(f"tables-{gathering.slug}.csv", header, rows)


def _gathering(slug: str) -> Gathering:
    return get_object_or_404(gatherings_to_compose(), slug=slug)


def _registration(gathering: Gathering, number: int) -> Registration:
    return get_object_or_404(registrations_with_people(gathering), pk=number)


def _name(registration: Registration) -> str:
    return registration.person.full_name if registration.person else _("A participant")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _read(form_class: type[VersionForm], request: HttpRequest) -> dict[str, Any]:
    form: Form = form_class(request.POST)
    if not form.is_valid():
        # These fields are not typed by anyone: the page itself wrote them.
        raise BadRequest(form.errors.as_json())
    return form.cleaned_data


def _refusal(error: TablesError) -> dict[str, Any]:
    return {"allowed": False, "change": 0, "sentence": sentence_for(error)}


def _change(
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
        return _page(request, gathering, status=409, chosen=chosen, conflict=conflict, asked=asked)
    except (TablesError, SeatingError) as refusal:
        return _page(
            request, gathering, status=409, chosen=chosen, fault=sentence_for(refusal), asked=asked
        )
    if request.headers.get(FRAGMENT):
        return _page(request, gathering, chosen=chosen, done=done)
    messages.success(request, done)
    address = reverse("act:compose", kwargs={"slug": gathering.slug})
    return redirect(f"{address}?place={chosen}#choice" if chosen else address)


def _page(
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
    context = {
        "gathering": gathering,
        "plan": plan,
        "lines": brief(plan) if plan.seating else [],
        "choice": choice_of(plan, chosen),
        "chosen": chosen,
        "can_edit": not gathering.is_closed,
        "as_list": request.GET.get("view") == "list",
        "base": request.POST.get("base", Base.REGISTERED),
        "tables_form": tables_form or tables_form_of(plan),
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
