"""A participant's own page: no account, a signed link. Whoever holds it speaks for them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_scopes import scope

from entrelacs.act.admission.actions import answer_for, forget_guest
from entrelacs.act.admission.queries import rank_of, standing_of
from entrelacs.act.gatherings.actions import set_needs
from entrelacs.act.gatherings.calendar import calendar_of, event_of
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.gatherings.queries import segments_of
from entrelacs.act.participants.export import known_of
from entrelacs.act.participants.queries import choices_of, registration_behind, seats_of_person
from entrelacs.act.tables.queries import composition_of
from entrelacs.act.tables.telling import reasons_for
from entrelacs.commons.consent.actions import record_consent
from entrelacs.commons.consent.models import Use
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.people.actions import LastOwner
from entrelacs.commons.site.address import absolute
from entrelacs.commons.squares import square_of

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
        **_standing(token, registration),
        "table": to_come[0].table if to_come else None,
        "seats": seats if composition_of(gathering).rounds > 1 else [],
        "is_day_reached": gathering.day <= today,
        "segments": segments_of(gathering),
        "choices": choices_of(registration.person),
        "longest_needs": LONGEST_NEEDS,
        "square": square_of(absolute(reverse("act:participant", kwargs={"token": token}))),
    }
    return render(request, "act/participants/participant.html", context)


def _standing(token: str, registration: Registration) -> dict[str, Any]:
    """Whose page it is, and where their coming stands."""
    is_waiting = registration.status == Registration.Status.WAITING
    return {
        "token": token,
        "registration": registration,
        "gathering": registration.gathering,
        "person": registration.person,
        "is_over": registration.gathering.day < timezone.localdate(),
        "waiting": standing_of(registration) if is_waiting else None,
        "rank": rank_of(registration) if is_waiting else 0,
    }


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


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def answer(request: HttpRequest, token: str, registration: Registration) -> HttpResponse:
    """Whether they come. Opening the page changes nothing: mail scanners open every link."""
    if request.method != "POST":
        context = {**_standing(token, registration), "asked": request.GET.get("reponse", "")}
        return render(request, "act/participants/answer.html", context)
    wanted = request.POST.get("coming", "")
    if wanted in {"yes", "no"}:
        answered = answer_for(
            actor=registration.person, registration=registration, is_coming=wanted == "yes"
        )
        _tell_answer(request, answered)
    return redirect("act:participant", token=token)


def _tell_answer(request: HttpRequest, registration: Registration) -> None:
    if registration.status == Registration.Status.REGISTERED:
        messages.success(request, _("Noted: you are coming."))
    elif registration.status == Registration.Status.WAITING:
        messages.info(request, _("Every seat is taken: you are on the waiting list."))
    else:
        messages.success(request, _("Noted: you are not coming. You may change your mind here."))


@require_safe
@by_link
def calendar(request: HttpRequest, token: str, registration: Registration) -> HttpResponse:
    """The meeting, for their calendar; called off once they say they are not coming."""
    gathering = registration.gathering
    event = event_of(
        gathering,
        url=absolute(reverse("act:participant", kwargs={"token": token})),
        is_cancelled=registration.status == Registration.Status.DECLINED,
    )
    response = HttpResponse(
        calendar_of([event], name=gathering.name), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{gathering.slug}.ics"'
    return response


@require_safe
@by_link
def my_data(request: HttpRequest, token: str, registration: Registration) -> HttpResponse:
    """All that is known of them, as a file."""
    response = JsonResponse(
        known_of(registration.person, registration.gathering.programme),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def erase(request: HttpRequest, token: str, registration: Registration) -> HttpResponse:
    """Erase themselves, once what goes and what stays was read and a word was typed."""
    word, fault = _("ERASE"), ""
    typed = request.POST.get("word", "").strip()
    if request.method == "POST" and typed.casefold() != word.casefold():
        fault = _("Nothing was erased: type the word %(word)s.") % {"word": word}
    elif request.method == "POST":
        try:
            forget_guest(actor=registration.person, person=registration.person)
        except LastOwner as refusal:
            fault = sentence_for(refusal)
        else:
            return redirect("act:participant_erased")
    context = {
        "token": token,
        "gathering": registration.gathering,
        "person": registration.person,
        "word": word,
        "typed": typed,
        "fault": fault,
    }
    return render(request, "act/participants/erase.html", context)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Goodbye: their link leads nowhere any more."""
    return render(request, "act/participants/erased.html")


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
