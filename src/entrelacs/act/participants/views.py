"""A participant's own page: no account, a signed link. Whoever holds it speaks for them."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_scopes import scope

from entrelacs.act.gatherings.actions import set_answer, set_needs
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.gatherings.queries import segments_of
from entrelacs.act.participants.queries import choices_of, registration_behind, seats_of_person
from entrelacs.act.tables.queries import composition_of
from entrelacs.act.tables.telling import reasons_for
from entrelacs.commons.consent.actions import record_consent
from entrelacs.commons.consent.models import Use

View = Callable[..., HttpResponse]
LONGEST_NEEDS = 200


def by_link(view: View) -> View:
    """Open the page behind a link, within its programme; a link that fails says what to do."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        registration = registration_behind(token)
        if registration is None:
            response = render(request, "act/participants/unknown_link.html", status=404)
        else:
            with scope(programme=registration.programme):
                response = view(request, token, registration)
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


@require_safe
@by_link
def participant(request: HttpRequest, token: str, registration: Registration) -> HttpResponse:
    """When, where, which table; whether they come, what they need, what their name may serve."""
    gathering = registration.gathering
    today = timezone.localdate()
    seats = seats_of_person(registration)
    to_come = [seat for seat in seats if not seat.is_over] or seats[-1:]
    context = {
        "token": token,
        "registration": registration,
        "gathering": gathering,
        "person": registration.person,
        "table": to_come[0].table if to_come else None,
        "seats": seats if composition_of(gathering).rounds > 1 else [],
        "is_day_reached": gathering.day <= today,
        "is_over": gathering.day < today,
        "segments": segments_of(gathering),
        "choices": choices_of(registration.person),
        "longest_needs": LONGEST_NEEDS,
    }
    return render(request, "act/participants/participant.html", context)


@require_safe
@by_link
def why(request: HttpRequest, token: str, registration: Registration) -> HttpResponse:
    """Why they sit where they sit, round by round, without a word of anybody's wishes."""
    context = {
        "token": token,
        "gathering": registration.gathering,
        "person": registration.person,
        "rounds": reasons_for(registration),
    }
    return render(request, "act/participants/why.html", context)


@require_POST
@by_link
def answer(request: HttpRequest, token: str, registration: Registration) -> HttpResponse:
    """Whether they come."""
    is_coming = request.POST.get("coming") == "yes"
    status = Registration.Status.REGISTERED if is_coming else Registration.Status.DECLINED
    set_answer(actor=registration.person, registration=registration, status=status)
    if is_coming:
        messages.success(request, _("Noted: you are coming."))
    else:
        messages.success(request, _("Noted: you are not coming. You may change your mind here."))
    return redirect("act:participant", token=token)


@require_POST
@by_link
def needs(request: HttpRequest, token: str, registration: Registration) -> HttpResponse:
    """What they need that day."""
    wanted = request.POST.get("needs", "")[:LONGEST_NEEDS].replace("\x00", "")
    set_needs(actor=registration.person, registration=registration, needs=wanted)
    messages.success(request, _("Your needs are noted: the organiser reads them."))
    return redirect("act:participant", token=token)


@require_POST
@by_link
def consent(request: HttpRequest, token: str, registration: Registration) -> HttpResponse:
    """Agree to one use of their name, or withdraw; it takes effect at once."""
    use = request.POST.get("use", "")
    given = request.POST.get("given") == "yes"
    if use in Use.values:
        record_consent(
            actor=registration.person, person=registration.person, use=Use(use), given=given
        )
        if given:
            messages.success(request, _("Thank you: your agreement is noted."))
        else:
            messages.success(request, _("Withdrawn: it takes effect at once."))
    address = reverse("act:participant", kwargs={"token": token})
    return redirect(f"{address}#{use}" if use in Use.values else address)
