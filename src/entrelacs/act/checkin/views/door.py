"""The page of the door: it works by itself, and better with its script."""

import json
import uuid

from csp.constants import SELF, WASM_UNSAFE_EVAL
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrelacs.act.checkin.actions import ALREADY, REFUSED, Outcome, record_arrivals
from entrelacs.act.checkin.forms import WalkInForm
from entrelacs.act.checkin.models import Arrival
from entrelacs.act.checkin.operations import Operation
from entrelacs.act.checkin.queries import (
    counts_of,
    gatherings_at_door,
    guests_matching,
    guests_of,
)
from entrelacs.act.checkin.shell import DECODER_BINARY, version_of
from entrelacs.act.checkin.words import page_words
from entrelacs.act.gatherings.models import Gathering
from entrelacs.commons.access.permissions import allows, requires
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.programmes.queries import worlds

LONGEST_SEARCH = 80
# This page alone may run what reads QR codes where the browser does not: compiled code of ours.
WITH_DECODER = {"script-src": [SELF, WASM_UNSAFE_EVAL]}


@require_safe
@requires("act.check_in")
@csp_replace(WITH_DECODER)
def checkin(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is here; a search, and one button for each person found."""
    return _page(request, get_object_or_404(gatherings_at_door(), slug=slug))


@require_POST
@requires("act.check_in")
def checkin_person(request: HttpRequest, slug: str) -> HttpResponse:
    """Someone came in, or did not after all; for pages without script."""
    gathering = get_object_or_404(gatherings_at_door(), slug=slug)
    key, kind = request.POST.get("registration", ""), request.POST.get("kind", "")
    if not key.isdecimal() or kind not in {Arrival.Kind.IN, Arrival.Kind.UNDO}:
        raise Http404
    guest = next(iter(guests_of(gathering, [int(key)])), None)
    if guest is None:
        raise Http404
    operation = Operation(
        client_id=_client_id(request),
        kind=Arrival.Kind(kind),
        at=None,
        registration=int(key),
    )
    [outcome] = record_arrivals(actor=request.member, gathering=gathering, operations=[operation])
    _tell(request, outcome, name=guest.name, kind=operation.kind)
    address = reverse("act:checkin", kwargs={"slug": slug})
    text = request.POST.get("q", "")[:LONGEST_SEARCH]
    return redirect(f"{address}?{urlencode({'q': text})}" if text else address)


@require_POST
@requires("act.check_in")
@csp_replace(WITH_DECODER)
def checkin_walk_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Someone came without registering; for pages without script."""
    gathering = get_object_or_404(gatherings_at_door(), slug=slug)
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return _page(request, gathering, form=form, status=400)
    given = form.cleaned_data
    operation = Operation(
        client_id=given["client_id"],
        kind=Arrival.Kind.WALK_IN,
        at=None,
        given_name=given["given_name"],
        family_name=given["family_name"],
        structure=given["structure"],
        worlds=tuple(world.code for world in given["worlds"]),
    )
    [outcome] = record_arrivals(actor=request.member, gathering=gathering, operations=[operation])
    if outcome.refusal is not None:
        form.add_error(None, sentence_for(outcome.refusal))
        return _page(request, gathering, form=form, status=409)
    name = f"{given['given_name']} {given['family_name']}".strip()
    _tell(request, outcome, name=name, kind=operation.kind)
    return redirect("act:checkin", slug=slug)


def _page(
    request: HttpRequest,
    gathering: Gathering,
    *,
    form: WalkInForm | None = None,
    status: int = 200,
) -> HttpResponse:
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    guests = guests_of(gathering)
    known = list(worlds())
    context = {
        "gathering": gathering,
        "counts": counts_of(guests, known),
        "worlds": known,
        "text": text,
        "found": guests_matching(guests, text),
        "form": form or WalkInForm(initial={"client_id": uuid.uuid4()}),
        "client_id": uuid.uuid4(),
        "shows_needs": allows(request.member, "act.invite"),
        "words": json.dumps(page_words()),
        "looks": json.dumps(
            [
                {"code": each.code, "label": each.label, "tone": each.tone, "mark": each.mark}
                for each in known
            ]
        ),
        "version": version_of(gathering),
        "decoder_binary": DECODER_BINARY,
    }
    return render(request, "act/checkin/door.html", context, status=status)


def _client_id(request: HttpRequest) -> uuid.UUID:
    """Drawn with the page: a button pressed twice counts once."""
    try:
        drawn = uuid.UUID(request.POST.get("client_id", ""))
    except ValueError:
        return uuid.uuid4()
    # One number serves all the buttons of a page: made different for each.
    pressed = f"{request.POST.get('kind')}:{request.POST.get('registration')}"
    return uuid.uuid5(drawn, pressed)


def _tell(request: HttpRequest, outcome: Outcome, *, name: str, kind: str) -> None:
    if outcome.answer == REFUSED and outcome.refusal is not None:
        messages.error(request, sentence_for(outcome.refusal))
    elif outcome.answer == ALREADY and outcome.at is not None:
        hour = time_format(timezone.localtime(outcome.at), "H:i")
        messages.info(
            request, _("%(name)s was already here at %(hour)s.") % {"name": name, "hour": hour}
        )
    elif kind == Arrival.Kind.UNDO:
        messages.success(request, _("%(name)s is no longer marked as arrived.") % {"name": name})
    else:
        messages.success(request, _("Welcome, %(name)s.") % {"name": name})
