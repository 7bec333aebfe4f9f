"""How people register, for how many seats, and who waits: the organiser's page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrelacs.act.admission.actions import offer_by_hand, set_admission
from entrelacs.act.admission.forms import AdmissionForm
from entrelacs.act.admission.labels import figures_in_words
from entrelacs.act.admission.models import Admission
from entrelacs.act.admission.queries import (
    admission_of,
    offers_made,
    quotas_of,
    room_of,
    takes_registrations,
    waiting_list_to_show,
)
from entrelacs.act.admission.seats import Waiting
from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.gatherings.queries import gatherings, registrations_of
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.programmes.queries import worlds
from entrelacs.commons.site.address import absolute
from entrelacs.commons.squares import square_of

OFFERS_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.invite")
def invite_admission(request: HttpRequest, slug: str) -> HttpResponse:
    """Open or close registration, seats in all and by world, the waiting list with its reasons."""
    gathering = get_object_or_404(gatherings(), slug=slug)
    admission, quotas = admission_of(gathering), quotas_of(gathering)
    form = AdmissionForm(
        request.POST or None, admission=admission, worlds=list(worlds()), quotas=quotas
    )
    if request.method == "POST" and form.is_valid():
        set_admission(actor=request.member, gathering=gathering, **form.changes())
        messages.success(request, _("Saved. Seats that became free were offered."))
        return redirect("act:invite_admission", slug=slug)
    room = room_of(gathering, admission, known=form.worlds, quotas=quotas)
    context = {**_context(gathering, admission, form), "room": room}
    return render(request, "act/admission/settings.html", context)


def _context(gathering: Gathering, admission: Admission, form: AdmissionForm) -> dict[str, Any]:
    address = absolute(reverse("act:public_gathering", kwargs={"slug": gathering.slug}))
    offers = list(offers_made(gathering))
    return {
        "gathering": gathering,
        "admission": admission,
        "is_open": takes_registrations(admission, gathering),
        "form": form,
        "line": _ranked(waiting_list_to_show(gathering, offers)),
        "offers": [(each, figures_in_words(each, form.worlds)) for each in offers[:OFFERS_SHOWN]],
        "address": address,
        "square": square_of(address),
    }


def _ranked(line: list[Waiting]) -> list[tuple[int | None, Waiting]]:
    """Each with their rank; whoever let an offer run out has none until they ask again."""
    awake = [each for each in line if each.ran_out is None]
    return [(awake.index(each) + 1 if each.ran_out is None else None, each) for each in line]


@require_POST
@requires("act.invite")
def offer_seat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Offer a seat to someone chosen by hand."""
    gathering = get_object_or_404(gatherings(), slug=slug)
    registration = get_object_or_404(
        registrations_of(gathering).filter(person__isnull=False).select_related("gathering"), pk=pk
    )
    offer_by_hand(actor=request.member, registration=registration)
    messages.success(
        request,
        _("A seat is held for %(name)s, who receives a mail.") % {"name": registration.person},
    )
    room = room_of(gathering)
    if room.is_passed or any(each.is_passed for each in room.worlds):
        messages.warning(request, _("There are now more people than seats: see below."))
    return redirect("act:invite_admission", slug=slug)
