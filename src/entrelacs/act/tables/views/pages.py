"""What is printed or taken away: who sits where, who moves, the listing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from entrelacs.act.tables.export import people_by_letter, plan_rows
from entrelacs.act.tables.plan import read_plan
from entrelacs.act.tables.queries import seatings, seats_of
from entrelacs.act.tables.said import moves_between
from entrelacs.act.tables.views.workspace import gathering_at, number_in, round_asked
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.csv_export import csv_response


@require_safe
@requires("act.compose")
def compose_print(request: HttpRequest, slug: str) -> HttpResponse:
    plan = read_plan(gathering_at(slug), round_asked(request))
    context = {"plan": plan, "gathering": plan.gathering, "letters": people_by_letter(plan)}
    return render(request, "act/tables/print.html", context)


@require_safe
@requires("act.compose")
def compose_export(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    header, rows = plan_rows(read_plan(gathering))
    return csv_response(f"tables-{gathering.slug}.csv", header, rows)


@require_safe
@requires("act.compose")
def compose_moves(request: HttpRequest, slug: str) -> HttpResponse:
    """Half a page to print: who moves from where to where since a version, the one before unless
    another is asked for."""
    gathering = gathering_at(slug)
    plan = read_plan(gathering, round_asked(request))
    since = number_in(request.GET.get("depuis"))
    before = plan.versions[1] if len(plan.versions) > 1 else None
    if since:
        before = get_object_or_404(seatings(gathering), version=since)
    seats = tuple(seats_of(before)) if before else plan.every_seat
    moves = moves_between(plan, seats)
    context = {"plan": plan, "gathering": gathering, "before": before, "moves": moves}
    return render(request, "act/tables/moves.html", context)
