"""Changes by hand: move, exchange, lock, seat a latecomer, undo, come back to a version."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrelacs.act.tables.actions import restore_seating
from entrelacs.act.tables.forms import (
    LockForm,
    MoveForm,
    PlaceForm,
    RestoreForm,
    SwapForm,
    VersionForm,
)
from entrelacs.act.tables.plan import read_plan
from entrelacs.act.tables.queries import open_tables, seatings, version_to_undo_to
from entrelacs.act.tables.said import placement_sentence
from entrelacs.act.tables.seats import lock_seat, move_seat, place_latecomer, swap_seats
from entrelacs.act.tables.views.workspace import (
    gathering_at,
    make_change,
    name_of,
    read,
    registration_of,
)
from entrelacs.commons.access.permissions import requires


@require_POST
@requires("act.compose")
def compose_move(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    asked = read(MoveForm, request)
    registration = registration_of(gathering, asked["registration"])
    table = get_object_or_404(open_tables(gathering), pk=asked["table"]) if asked["table"] else None
    names = {"name": name_of(registration), "table": table.number if table else 0}
    done = _("%(name)s sits at table %(table)d.") if table else _("%(name)s waits for a seat.")
    wish = _("Move %(name)s to table %(table)d.") if table else _("Leave %(name)s without a seat.")
    return make_change(
        request,
        gathering,
        lambda: move_seat(
            actor=request.member,
            gathering=gathering,
            registration=registration,
            table=table,
            expected_version=asked["version"],
            round_=asked["tour"],
        ),
        asked=wish % names,
        done=done % names,
        chosen=registration.pk,
    )


@require_POST
@requires("act.compose")
def compose_swap(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    asked = read(SwapForm, request)
    first = registration_of(gathering, asked["registration"])
    second = registration_of(gathering, asked["other"])
    names = {"first": name_of(first), "second": name_of(second)}
    return make_change(
        request,
        gathering,
        lambda: swap_seats(
            actor=request.member,
            gathering=gathering,
            first=first,
            second=second,
            expected_version=asked["version"],
            round_=asked["tour"],
        ),
        asked=_("Exchange %(first)s and %(second)s.") % names,
        done=_("%(first)s and %(second)s have exchanged their seats.") % names,
        chosen=first.pk,
    )


@require_POST
@requires("act.compose")
def compose_lock(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    asked = read(LockForm, request)
    registration = registration_of(gathering, asked["registration"])
    names = {"name": name_of(registration)}
    wish = _("Lock the seat of %(name)s.") if asked["locked"] else _("Unlock the seat of %(name)s.")
    done = _("%(name)s keeps this seat.") if asked["locked"] else _("%(name)s may be moved again.")
    return make_change(
        request,
        gathering,
        lambda: lock_seat(
            actor=request.member,
            gathering=gathering,
            registration=registration,
            is_locked=asked["locked"],
            expected_version=asked["version"],
            round_=asked["tour"],
        ),
        asked=wish % names,
        done=done % names,
        chosen=registration.pk,
    )


@require_POST
@requires("act.compose")
def compose_restore(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    asked = read(RestoreForm, request)
    version = get_object_or_404(seatings(gathering), version=asked["restored"])
    number = {"version": version.version}
    return make_change(
        request,
        gathering,
        lambda: restore_seating(
            actor=request.member, version=version, expected_version=asked["version"]
        ),
        asked=_("Come back to version %(version)d.") % number,
        done=_("Version %(version)d is back.") % number,
    )


@require_POST
@requires("act.compose")
def compose_undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Come back to the version before, if nobody saved another one since."""
    gathering = gathering_at(slug)
    asked = read(VersionForm, request)
    before = version_to_undo_to(gathering, asked["version"])
    if before is None:
        raise Http404
    return make_change(
        request,
        gathering,
        lambda: restore_seating(
            actor=request.member, version=before, expected_version=asked["version"]
        ),
        asked=_("Undo the last change."),
        done=_("The last change is undone."),
    )


@require_POST
@requires("act.compose")
def compose_place(request: HttpRequest, slug: str) -> HttpResponse:
    """Seat whoever arrives, now, and say where and why."""
    gathering = gathering_at(slug)
    asked = read(PlaceForm, request)
    registration = registration_of(gathering, asked["registration"])
    names = {"name": name_of(registration)}
    return make_change(
        request,
        gathering,
        lambda: place_latecomer(
            actor=request.member,
            gathering=gathering,
            registration=registration,
            expected_version=asked["version"],
            round_=asked["tour"],
        ),
        asked=_("Find a seat for %(name)s.") % names,
        done=lambda placed: placement_sentence(read_plan(gathering, asked["tour"]), placed[1]),
        chosen=registration.pk,
    )
