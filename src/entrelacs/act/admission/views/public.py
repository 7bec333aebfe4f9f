"""Pages anyone may open, without an account: what a meeting is, and how one registers for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe
from django_scopes import scope

from entrelacs.act.admission.forms import RegistrationForm
from entrelacs.act.admission.limits import (
    REGISTER_BY_ADDRESS,
    REGISTER_BY_MAIL,
    STRUCTURES_BY_ADDRESS,
    network_address,
)
from entrelacs.act.admission.queries import (
    OpenDoor,
    public_gathering,
    room_of,
    structures_beginning,
    takes_registrations,
)
from entrelacs.act.admission.registering import RegistrationClosed, register_publicly
from entrelacs.act.admission.robots import is_ours, opened_now
from entrelacs.act.gatherings.calendar import calendar_of, event_of
from entrelacs.act.gatherings.queries import segments_of
from entrelacs.commons.consent.queries import current_texts
from entrelacs.commons.programmes.queries import worlds
from entrelacs.commons.site.address import absolute

View = Callable[..., HttpResponse]


def by_address(view: View) -> View:
    """Open the meeting of this address within its programme; one nobody shows does not exist."""

    @wraps(view)
    def opened(request: HttpRequest, slug: str) -> HttpResponse:
        door = public_gathering(slug)
        if door is None:
            raise Http404
        with scope(programme=door.gathering.programme):
            return view(request, door)

    return opened


def _shown(door: OpenDoor) -> dict[str, Any]:
    return {
        "gathering": door.gathering,
        "admission": door.admission,
        "room": room_of(door.gathering, door.admission),
        "is_open": takes_registrations(door.admission, door.gathering),
    }


@require_safe
@by_address
def meeting(request: HttpRequest, door: OpenDoor) -> HttpResponse:
    """What, when, where, and how many seats are left; nobody's name."""
    context = {**_shown(door), "segments": segments_of(door.gathering)}
    return render(request, "act/admission/meeting.html", context)


@require_safe
@by_address
def calendar(request: HttpRequest, door: OpenDoor) -> HttpResponse:
    """The meeting, for a calendar."""
    return calendar_file([door], name=door.gathering.name, filename=door.gathering.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@by_address
def register(request: HttpRequest, door: OpenDoor) -> HttpResponse:
    """Register; whatever is refused, what was typed stays on the page."""
    form = RegistrationForm(
        request.POST or None,
        gathering=door.gathering,
        worlds=worlds(),
        texts=current_texts(),
    )
    if request.method != "POST" or not takes_registrations(door.admission, door.gathering):
        return _form_page(request, door, form)
    mail = str(request.POST.get("email", "")).strip().lower()
    here = network_address(request)
    if not REGISTER_BY_ADDRESS.allows(here):
        return _form_page(request, door, form, too_many=True)
    if not form.is_valid():
        return _form_page(request, door, form)
    if not REGISTER_BY_MAIL.allows(f"{door.gathering.pk} {mail}"):
        return _form_page(request, door, form, too_many=True)
    try:
        register_publicly(gathering=door.gathering, newly=form.newly())
    except RegistrationClosed:
        return redirect("act:public_gathering", slug=door.gathering.slug)
    messages.success(request, _("A mail is on its way to %(mail)s.") % {"mail": mail})
    return redirect("act:register_thanks", slug=door.gathering.slug)


def _form_page(
    request: HttpRequest, door: OpenDoor, form: RegistrationForm, *, too_many: bool = False
) -> HttpResponse:
    stamp, slug = str(request.POST.get("begun", "")), door.gathering.slug
    context = {
        **_shown(door),
        "form": form,
        "chosen_worlds": {int(pk) for pk in request.POST.getlist("worlds") if pk.isdecimal()},
        "too_many": too_many,
        "begun": stamp if is_ours(stamp, slug) else opened_now(slug),
    }
    return render(request, "act/admission/register.html", context, status=429 if too_many else 200)


@require_safe
@by_address
def thanks(request: HttpRequest, door: OpenDoor) -> HttpResponse:
    """The same words for everyone: whether someone was known is told to their address alone."""
    context = {"gathering": door.gathering, "programme_of": door.gathering.programme}
    return render(request, "act/admission/thanks.html", context)


@require_GET
@by_address
def structure_names(request: HttpRequest, door: OpenDoor) -> HttpResponse:
    """What the field suggests: a few names, after three letters."""
    if not STRUCTURES_BY_ADDRESS.allows(network_address(request)):
        return JsonResponse([], safe=False, status=429)
    names = []
    if takes_registrations(door.admission, door.gathering):
        names = structures_beginning(request.GET.get("q", "").replace("\x00", ""))
    return JsonResponse([{"label": name} for name in names], safe=False)


def calendar_file(doors: list[OpenDoor], *, name: str, filename: str) -> HttpResponse:
    """Meetings as an iCalendar file, each leading to its public page."""
    events = [
        event_of(each.gathering, url=absolute(f"/rencontres/{each.gathering.slug}/"))
        for each in doors
    ]
    response = HttpResponse(
        calendar_of(events, name=name), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{filename}.ics"'
    return response
