"""The page one goes through before the doors open, what a phone opens to try, and the rehearsal."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_scopes import scope

from entrelacs.act.notes.actions import ensure_prompts
from entrelacs.act.preflight.actions import (
    note_clock,
    note_codes_printed,
    note_phone_reached,
    preflight_of,
    send_trial_mail,
)
from entrelacs.act.preflight.checks import Looked, State, Way, look_at
from entrelacs.act.preflight.forms import ClockForm, RehearsalForm
from entrelacs.act.preflight.models import Preflight
from entrelacs.act.preflight.played import people_of_rehearsal, rehearsal_batch
from entrelacs.act.preflight.queries import (
    gatherings_to_check,
    preflight_behind,
    read_facts,
)
from entrelacs.act.preflight.rehearsal import erase_rehearsal, prepare_rehearsal
from entrelacs.commons.access.permissions import allows, requires
from entrelacs.commons.people.models import Person
from entrelacs.commons.site.address import absolute
from entrelacs.commons.squares import square_of

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Shown:
    """One check on the page, with what this member may do about it."""

    looked: Looked
    ways: list[Way]


@require_safe
@requires("act.edit_run_sheet")
def run_preflight(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything to make sure of, what was seen of it, and what to do."""
    gathering = get_object_or_404(gatherings_to_check(), slug=slug)
    preflight = getattr(gathering, "preflight", None) or preflight_of(gathering)
    if not gathering.prompt_count:
        gathering.prompt_count = len(ensure_prompts(actor=request.member, gathering=gathering))
    facts = read_facts(gathering, preflight, request.member, timezone.now())
    shown = [_shown(looked, request.member) for looked in look_at(facts)]
    groups = {
        "to_do": _in_state(shown, State.BAD, State.UNKNOWN),
        "to_watch": _in_state(shown, State.WARN),
        "in_order": _in_state(shown, State.GOOD),
    }
    probe = absolute(reverse("act:preflight_probe", args=(preflight.probe,)))
    context = {
        "gathering": gathering,
        "facts": facts,
        "shown": shown,
        **groups,
        "top": "bad" if groups["to_do"] else "warn" if groups["to_watch"] else "good",
        "probe": probe,
        "square": square_of(probe),
        "rehearsal": preflight.rehearsal,
        "rehearsal_form": RehearsalForm(meeting=gathering.day, today=facts.today),
        "may_rehearse": allows(request.member, "act.edit_gathering"),
    }
    return render(request, "act/preflight/preflight.html", context)


def _shown(looked: Looked, member: Person) -> Shown:
    ways = [w for w in looked.finding.ways if not w.permission or allows(member, w.permission)]
    return Shown(looked, ways)


def _in_state(shown: list[Shown], *states: State) -> list[Shown]:
    return [each for each in shown if each.looked.finding.state in states]


@require_POST
@requires("act.edit_run_sheet")
def run_preflight_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to whoever asks, to see that mail leaves."""
    gathering = get_object_or_404(gatherings_to_check(), slug=slug)
    mail = send_trial_mail(actor=request.member, gathering=gathering, now=timezone.now())
    messages.success(
        request, _("A message to %(to)s is in the outbox: see that it arrives.") % {"to": mail.to}
    )
    return _back(slug, "mail")


@require_POST
@requires("act.edit_run_sheet")
def run_preflight_codes(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = get_object_or_404(gatherings_to_check(), slug=slug)
    note_codes_printed(actor=request.member, gathering=gathering)
    messages.success(request, _("Noted: the codes are printed."))
    return _back(slug, "codes")


@require_POST
@requires("act.edit_run_sheet")
def run_preflight_clock(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what the page measured between its clock and the server's."""
    gathering = get_object_or_404(gatherings_to_check(), slug=slug)
    form = ClockForm(request.POST)
    if not form.is_valid():
        raise BadRequest(form.errors.as_text())
    offset = round(form.cleaned_data["offset"])
    note_clock(actor=request.member, gathering=gathering, offset=offset)
    messages.success(request, _("Noted: the clocks are compared."))
    return _back(slug, "clock")


def _back(slug: str, code: str) -> HttpResponse:
    return redirect(reverse("act:run_preflight", args=(slug,)) + f"#{code}")


@require_POST
@requires("act.edit_gathering")
def run_rehearsal(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepare a rehearsal, and go to it."""
    gathering = get_object_or_404(gatherings_to_check(), slug=slug)
    form = RehearsalForm(request.POST, meeting=gathering.day, today=timezone.localdate())
    if not form.is_valid():
        raise BadRequest(form.errors.as_text())
    rehearsal = prepare_rehearsal(
        actor=request.member, gathering=gathering, day=form.cleaned_data["day"]
    )
    messages.success(
        request,
        _("“%(name)s” is ready: its people are invented, try everything.")
        % {"name": rehearsal.name},
    )
    return redirect("act:run_preflight", slug=rehearsal.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.edit_gathering")
def run_rehearsal_erase(request: HttpRequest, slug: str) -> HttpResponse:
    """Erase a rehearsal and its invented people, once asked twice."""
    gathering = get_object_or_404(gatherings_to_check(), slug=slug, is_rehearsal=True)
    if request.method == "POST":
        kept = erase_rehearsal(actor=request.member, gathering=gathering)["kept"]
        said = _("The rehearsal is erased, with its invented people.")
        if kept:
            text = ngettext(
                "%(count)d person or structure that serves elsewhere is kept.",
                "%(count)d people or structures that serve elsewhere are kept.",
                kept,
            )
            said += " " + text % {"count": kept}
        messages.success(request, said)
        return redirect("act:gatherings")
    people = people_of_rehearsal(gathering, rehearsal_batch(gathering))
    context = {"gathering": gathering, "people_count": len(people)}
    return render(request, "act/preflight/erase.html", context)


def by_probe(view: View) -> View:
    """Open what a phone tries, in its programme; an address nobody gave does not exist."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, probe: str) -> HttpResponse:
        preflight = preflight_behind(probe)
        if preflight is None:
            raise Http404
        with scope(programme=preflight.programme):
            response = view(request, preflight)
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


@require_safe
@by_probe
def preflight_probe(request: HttpRequest, preflight: Preflight) -> HttpResponse:
    """What a phone of the place opens: reaching it is the trial, pressing the button tells it."""
    return render(request, "act/preflight/probe.html", {"preflight": preflight})


@require_POST
@by_probe
def preflight_reached(request: HttpRequest, preflight: Preflight) -> HttpResponse:
    note_phone_reached(preflight=preflight)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"reached": True})
    messages.success(request, _("Noted: this phone reaches Entrelacs."))
    return redirect("act:preflight_probe", probe=preflight.probe)


@require_safe
@never_cache
def preflight_time(request: HttpRequest) -> HttpResponse:
    """The server's time, in milliseconds, for a page to compare with its own."""
    return JsonResponse({"now": round(timezone.now().timestamp() * 1000)})
