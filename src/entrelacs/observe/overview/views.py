from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrelacs.commons.access.permissions import requires
from entrelacs.commons.csv_export import csv_response
from entrelacs.commons.programmes.models import Mark, Tone, World
from entrelacs.observe.overview.queries import SMALLEST_GROUP, Shares, overview


@dataclass(frozen=True)
class Band:
    """A band of the ribbon that is no world."""

    label: str
    tone: str
    mark: str


@require_safe
@requires("observe.view")
def home(request: HttpRequest) -> HttpResponse:
    """Who the programme brings together, in figures that point at nobody."""
    found = overview()
    context = {
        "overview": found,
        "smallest": SMALLEST_GROUP,
        "worlds": _bands(found.worlds),
        "departments": _departments(found.departments),
        "is_shown": found.people_count >= SMALLEST_GROUP,
    }
    return render(request, "observe/home.html", context)


@require_safe
@requires("observe.view")
def export(request: HttpRequest) -> HttpResponse:
    """The same figures as a file, with the same groups left out."""
    found = overview()
    rows: list[tuple[str, str, int]] = []
    if found.people_count >= SMALLEST_GROUP:
        rows += [(_("World"), band.label, count) for band, count in _bands(found.worlds)]
        rows += [(_("Department"), name, count) for name, count in _departments(found.departments)]
    return csv_response("observer.csv", (_("Cut"), _("Group"), _("People")), rows)


def _bands(shares: Shares) -> list[tuple[Any, int]]:
    several = Band(_("Several worlds"), Tone.PLUM, "knot")
    bands = [
        (group if isinstance(group, World) else several, count) for group, count in shares.groups
    ]
    if shares.rest:
        bands.append((Band(_("Small groups or not said"), Tone.GREY, Mark.TRIANGLE), shares.rest))
    return bands


def _departments(shares: Shares) -> list[tuple[str, int]]:
    rows = [(str(name), count) for name, count in shares.groups]
    if shares.rest:
        rows.append((_("Elsewhere or not known"), shares.rest))
    return rows
