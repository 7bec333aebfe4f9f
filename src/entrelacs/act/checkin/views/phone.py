"""What the script of the page asks: the list, the gestures it sends, and what opens without network."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from entrelacs.act.checkin.actions import REFUSED, Outcome, note_device, record_arrivals
from entrelacs.act.checkin.errors import ArrivalUnreadable
from entrelacs.act.checkin.operations import Operation, client_id_said, read_operation
from entrelacs.act.checkin.queries import (
    devices_at_door,
    gatherings_at_door,
    guests_of,
    milliseconds,
    row_of,
)
from entrelacs.act.checkin.shell import addresses, decoder_addresses, version_of
from entrelacs.act.gatherings.models import Gathering
from entrelacs.commons.access.permissions import allows, requires
from entrelacs.commons.messages import sentence_for
from entrelacs.errors import EntrelacsError

MOST_OPERATIONS = 100
LONGEST_DEVICE = 36


@require_safe
@requires("act.check_in")
def checkin_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone on the list; a phone that has this very list already is told so in a few bytes."""
    gathering = get_object_or_404(gatherings_at_door(), slug=slug)
    content = _list_content(request, gathering)
    etag = f'"{hashlib.sha256(json.dumps(content).encode()).hexdigest()[:24]}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = JsonResponse({**content, "csrf": get_token(request)})
    response["ETag"] = etag
    response["X-Now"] = str(milliseconds(timezone.now()))
    response["Cache-Control"] = "private, no-store"
    return response


def _list_content(request: HttpRequest, gathering: Gathering) -> dict[str, Any]:
    with_needs = allows(request.member, "act.invite")
    return {
        "day": str(gathering.day),
        "closed": gathering.is_closed,
        "origins": sorted({f"{request.scheme}://{request.get_host()}", settings.SITE_URL}),
        "people": [row_of(guest, with_needs=with_needs) for guest in guests_of(gathering)],
        # Nobody's phone by name: only whether another one still keeps arrivals.
        "devices": [[each.device, each.waiting] for each in devices_at_door(gathering)],
    }


@require_POST
@requires("act.check_in")
def checkin_arrivals(request: HttpRequest, slug: str) -> HttpResponse:
    """Store gestures and answer each; nothing is acknowledged before it is committed."""
    gathering = get_object_or_404(gatherings_at_door(), slug=slug)
    try:
        device, waiting, sent = _read_batch(request.body)
    except EntrelacsError as error:
        return JsonResponse({"code": error.code, "sentence": sentence_for(error)}, status=400)
    answers = _answers(request, gathering, device, sent)
    if device:
        note_device(actor=request.member, gathering=gathering, device=device, waiting=waiting)
    response = JsonResponse({"answers": answers})
    response["X-Now"] = str(milliseconds(timezone.now()))
    return response


def _read_batch(body: bytes) -> tuple[str, int, list[object]]:
    try:
        batch = json.loads(body)
    except ValueError as error:
        raise ArrivalUnreadable from error
    sent = batch.get("operations") if isinstance(batch, dict) else None
    if not isinstance(sent, list) or len(sent) > MOST_OPERATIONS:
        raise ArrivalUnreadable
    device, waiting = batch.get("device", ""), batch.get("waiting", 0)
    if not isinstance(device, str) or len(device) > LONGEST_DEVICE or "\x00" in device:
        raise ArrivalUnreadable
    if not isinstance(waiting, int) or not 0 <= waiting < 10_000:
        waiting = 0
    return device, int(waiting), sent


def _answers(
    request: HttpRequest, gathering: Gathering, device: str, sent: list[object]
) -> list[dict[str, Any]]:
    now = timezone.now()
    read: list[Operation | EntrelacsError] = []
    for raw in sent:
        try:
            read.append(read_operation(raw, day=gathering.day, now=now))
        except EntrelacsError as error:
            read.append(error)
    operations = [each for each in read if isinstance(each, Operation)]
    stored = iter(
        record_arrivals(
            actor=request.member, gathering=gathering, operations=operations, device=device
        )
    )
    outcomes = [
        next(stored) if isinstance(each, Operation) else Outcome(answer=REFUSED, refusal=each)
        for each in read
    ]
    rows = _rows(request, gathering, outcomes)
    return [
        {"client_id": client_id_said(raw), **_answer(outcome, rows)}
        for raw, outcome in zip(sent, outcomes, strict=True)
    ]


def _rows(
    request: HttpRequest, gathering: Gathering, outcomes: list[Outcome]
) -> dict[int, dict[str, Any]]:
    """The people these gestures were about, as they now stand."""
    wanted = {
        key for each in outcomes for key in (each.registration, _listed(each)) if key is not None
    }
    if not wanted:
        return {}
    with_needs = allows(request.member, "act.invite")
    guests = guests_of(gathering, wanted)
    return {guest.pk: row_of(guest, with_needs=with_needs) for guest in guests}


def _listed(outcome: Outcome) -> int | None:
    """For someone said to be new: who, on the list, they seem to be."""
    return outcome.refusal.details.get("registration") if outcome.refusal else None


def _answer(outcome: Outcome, rows: dict[int, dict[str, Any]]) -> dict[str, Any]:
    said: dict[str, Any] = {"answer": outcome.answer}
    if outcome.registration is not None:
        said["person"] = rows.get(outcome.registration)
    if outcome.at is not None:
        said["at"] = milliseconds(outcome.at)
    if outcome.refusal is not None:
        said |= {"code": outcome.refusal.code, "sentence": sentence_for(outcome.refusal)}
        listed = _listed(outcome)
        if listed is not None:
            said["listed"] = rows.get(listed)
    return said


@require_safe
@requires("act.check_in")
def checkin_worker(request: HttpRequest, slug: str) -> HttpResponse:
    """The script that opens this page, and no other, without network."""
    gathering = get_object_or_404(gatherings_at_door(), slug=slug)
    door = reverse("act:checkin", kwargs={"slug": slug})
    shell = {
        "page": door,
        "version": version_of(gathering),
        "files": addresses(),
        "decoder": decoder_addresses(),
    }
    lines = [
        f"self.SHELL = {json.dumps(shell)};",
        f"importScripts({json.dumps(static('act/checkin/worker.js'))});",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/javascript")
    response["Service-Worker-Allowed"] = door
    return response
