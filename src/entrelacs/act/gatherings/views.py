from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrelacs.act.gatherings.actions import (
    EndsBeforeItBegins,
    add_cycle,
    create_gathering,
    edit_gathering,
)
from entrelacs.act.gatherings.forms import GatheringForm
from entrelacs.act.gatherings.labels import STEP_LABELS
from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.gatherings.queries import gatherings, gatherings_by_day, ribbons_of, step_of
from entrelacs.commons.access.permissions import allows, requires
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.programmes.queries import worlds


@dataclass(frozen=True)
class Card:
    gathering: Gathering
    ribbon: Any
    step: Any


@require_safe
@requires("act.view_gatherings")
def gathering_list(request: HttpRequest) -> HttpResponse:
    """Meetings to come, then past ones, each with its mix and where its work stands."""
    coming, past = gatherings_by_day()
    ribbons = ribbons_of([*coming, *past], worlds())

    def card(gathering: Gathering) -> Card:
        return Card(gathering, ribbons[gathering.pk], STEP_LABELS[step_of(gathering)])

    context = {
        "coming": [card(each) for each in coming],
        "past": [card(each) for each in past],
        "may_edit": allows(request.member, "act.edit_gathering"),
    }
    return render(request, "act/gatherings/gatherings.html", context)


@require_safe
@requires("act.view_gatherings")
def gathering(request: HttpRequest, slug: str) -> HttpResponse:
    """Go where the work of this meeting is; readers go to what came out of it."""
    found = get_object_or_404(gatherings(), slug=slug)
    step = step_of(found)
    permissions = {"run": "act.run", "synthesize": "act.synthesize", "follow": "act.view_roadmap"}
    if not allows(request.member, permissions.get(step, f"act.{step}")):
        step = "run" if allows(request.member, "act.run") else "follow"
    return redirect(f"act:{step}", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.edit_gathering")
def gathering_new(request: HttpRequest) -> HttpResponse:
    form = GatheringForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                created = create_gathering(
                    actor=request.member, programme=request.programme, **_details(request, form)
                )
        except EndsBeforeItBegins as fault:
            form.add_error("ends_at", sentence_for(fault))
        else:
            messages.success(
                request, _("“%(name)s” is set up: now invite.") % {"name": created.name}
            )
            return redirect("act:invite", slug=created.slug)
    return render(request, "act/gatherings/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.edit_gathering")
def gathering_edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(gatherings(), slug=slug)
    form = GatheringForm(request.POST or None, gathering=found)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                edit_gathering(actor=request.member, gathering=found, **_details(request, form))
        except EndsBeforeItBegins as fault:
            form.add_error("ends_at", sentence_for(fault))
        else:
            messages.success(request, _("The meeting was changed."))
            return redirect("act:invite", slug=found.slug)
    return render(request, "act/gatherings/edit.html", {"form": form, "gathering": found})


def _details(request: HttpRequest, form: GatheringForm) -> dict[str, Any]:
    details = dict(form.cleaned_data)
    new_cycle = details.pop("new_cycle")
    if new_cycle:
        details["cycle"] = add_cycle(
            actor=request.member, programme=request.programme, name=new_cycle
        )
    return details
