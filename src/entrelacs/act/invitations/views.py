from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelacs.act.admission.actions import forget_guest, note_answer, take_off
from entrelacs.act.admission.queries import admission_of, room_of
from entrelacs.act.gatherings.actions import register_person, renew_link, set_presence
from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.gatherings.queries import (
    balance_of,
    gatherings,
    registrations_matching,
    registrations_of,
)
from entrelacs.act.invitations.actions import correct_guest, invite_new_person
from entrelacs.act.invitations.forms import GuestForm
from entrelacs.act.invitations.labels import ANSWERS
from entrelacs.act.invitations.queries import guest_row
from entrelacs.act.mailings.queries import people_to_tell
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.csv_export import csv_response
from entrelacs.commons.imports.queries import batches
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.organizations.queries import organization_names
from entrelacs.commons.people.actions import NamelessPerson, PersonAlreadyThere
from entrelacs.commons.people.queries import people
from entrelacs.commons.programmes.queries import worlds

# A page stays light (150 kB) and is read in one go.
PER_PAGE = 80
FILTERS = ("q", "world", "status", "page")


@require_safe
@requires("act.invite")
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is on the list, with their worlds and answers; and whether the two worlds balance."""
    gathering = get_object_or_404(gatherings(), slug=slug)
    everyone = list(registrations_of(gathering))
    shown = registrations_matching(
        everyone,
        text=request.GET.get("q", ""),
        world=request.GET.get("world", ""),
        status=request.GET.get("status", ""),
    )
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    known_worlds = list(worlds())
    context = {
        "gathering": gathering,
        "everyone": everyone,
        "page": page,
        "rows": [guest_row(registration) for registration in page],
        "balance": balance_of(everyone, known_worlds),
        "worlds": known_worlds,
        "answers": _answers(everyone),
        "filters": _filters(request.GET),
        "filter_text": request.GET.get("q", ""),
        "filter_world": request.GET.get("world", ""),
        "filter_status": request.GET.get("status", ""),
        "shows_presence": gathering.day <= timezone.localdate(),
        "admission": admission_of(gathering),
        "people_to_tell": people_to_tell(gathering),
        "batch": _batch(request),
    }
    return render(request, "act/invitations/invite.html", context)


def _answers(everyone: list[Registration]) -> list[tuple[str, str, int]]:
    return [
        (value, str(label), sum(each.status == value for each in everyone))
        for value, label in ANSWERS.items()
    ]


def _filters(given: Any) -> str:
    return urlencode({name: given[name] for name in FILTERS if given.get(name)})


def _batch(request: HttpRequest) -> Any:
    """The import just applied, which this page offers to undo."""
    key = request.GET.get("import", "")
    return batches().filter(pk=int(key), undone_at=None).first() if key.isdecimal() else None


@require_POST
@requires("act.invite")
def invite_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Note one answer or one presence; the button pressed says whose."""
    gathering = get_object_or_404(gatherings(), slug=slug)
    for name, values, change in (
        ("answer", Registration.Status.values, _set_answer),
        ("presence", Registration.Presence.values, _set_presence),
    ):
        key, _separator, value = request.POST.get(name, "").partition(":")
        if key.isdecimal() and value in values:
            registration = get_object_or_404(
                registrations_of(gathering).select_related("gathering"), pk=int(key)
            )
            change(request, registration, value)
            query = _filters(request.POST)
            address = reverse("act:invite", kwargs={"slug": slug})
            return redirect(f"{address}?{query}#r{key}" if query else f"{address}#r{key}")
    raise Http404


def _set_answer(request: HttpRequest, registration: Registration, value: str) -> None:
    note_answer(actor=request.member, registration=registration, status=Registration.Status(value))
    if value == Registration.Status.REGISTERED:
        _tell_if_passed(request, registration.gathering)


def _tell_if_passed(request: HttpRequest, gathering: Gathering) -> None:
    """An organiser is never refused a seat, and is told when there are more people than seats."""
    room = room_of(gathering)
    if room.is_passed:
        messages.warning(
            request,
            _("Noted. There are now %(held)s people for %(seats)s seats.")
            % {"held": room.held, "seats": room.capacity},
        )
    for each in room.worlds:
        if each.is_passed:
            messages.warning(
                request,
                _("Noted. %(world)s now has %(held)s people for %(seats)s seats.")
                % {"world": each.world.label, "held": each.held, "seats": each.seats},
            )


def _set_presence(request: HttpRequest, registration: Registration, value: str) -> None:
    set_presence(
        actor=request.member, registration=registration, presence=Registration.Presence(value)
    )


@require_safe
@requires("act.invite")
def invite_export(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = get_object_or_404(gatherings(), slug=slug)
    header = [
        _("Last name"),
        _("First name"),
        _("Structure"),
        _("Occupation"),
        _("Worlds"),
        _("Mail address"),
        _("Phone"),
        _("Territory"),
        _("Answer"),
        _("Presence"),
        _("Needs"),
        _("Personal page"),
    ]
    rows = [
        [
            person.family_name,
            person.given_name,
            row.organization,
            person.function,
            " / ".join(world.label for world in row.worlds),
            person.email,
            person.phone,
            person.territory.label if person.territory else "",
            ANSWERS[registration.status],
            registration.get_presence_display(),
            registration.needs,
            request.build_absolute_uri(reverse("act:participant", kwargs={"token": row.token})),
        ]
        for registration in registrations_of(gathering).select_related("person__territory")
        if (person := registration.person) and (row := guest_row(registration))
    ]
    return csv_response(f"{slug}-personnes.csv", header, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.invite")
def person_new(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = get_object_or_404(gatherings(), slug=slug)
    form = GuestForm(request.POST or None)
    known = None
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                added = invite_new_person(
                    actor=request.member, gathering=gathering, **form.cleaned_data
                )
        except (PersonAlreadyThere, NamelessPerson) as fault:
            known = _tell(form, fault)
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": added.person})
            again = "add-another" in request.POST
            return redirect("act:invite_person_new" if again else "act:invite", slug=slug)
    return _person_page(request, gathering, form=form, known=known)


@require_POST
@requires("act.invite")
def person_known(request: HttpRequest, slug: str) -> HttpResponse:
    """Put someone the programme knows already on the list."""
    gathering = get_object_or_404(gatherings(), slug=slug)
    key = request.POST.get("person", "")
    found = get_object_or_404(people(), pk=int(key) if key.isdecimal() else 0)
    register_person(actor=request.member, gathering=gathering, person=found)
    messages.success(request, _("%(name)s is on the list.") % {"name": found})
    return redirect("act:invite", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.invite")
def person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gathering, registration = _found(slug, pk)
    form = GuestForm(request.POST or None, registration=registration)
    known = None
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                correct_guest(actor=request.member, registration=registration, **form.cleaned_data)
        except (PersonAlreadyThere, NamelessPerson) as fault:
            known = _tell(form, fault)
        else:
            messages.success(request, _("%(name)s: saved.") % {"name": registration.person})
            return redirect("act:invite", slug=slug)
    return _person_page(request, gathering, form=form, known=known, registration=registration)


def _tell(form: GuestForm, fault: PersonAlreadyThere | NamelessPerson) -> int | None:
    """Say it beside the field concerned; the key of whoever is there already."""
    if isinstance(fault, NamelessPerson):
        form.add_error("given_name", sentence_for(fault))
        return None
    field = "email" if fault.details["reason"] == "mail" else "family_name"
    form.add_error(field, sentence_for(fault))
    return int(fault.details["person"])


def _person_page(
    request: HttpRequest,
    gathering: Gathering,
    *,
    form: GuestForm,
    known: int | None,
    registration: Registration | None = None,
) -> HttpResponse:
    already = registrations_of(gathering).filter(person_id=known).first() if known else None
    elsewhere = people().filter(pk=known).first() if known and not already else None
    context = {
        "gathering": gathering,
        "form": form,
        "structures": organization_names(),
        "registration": registration,
        "token": personal_token(registration) if registration else "",
        "already": already,
        "elsewhere": elsewhere,
    }
    return render(request, "act/invitations/person.html", context)


def _found(slug: str, pk: int) -> tuple[Gathering, Registration]:
    gathering = get_object_or_404(gatherings(), slug=slug)
    registration = get_object_or_404(
        registrations_of(gathering)
        .filter(person__isnull=False)
        .select_related("gathering__programme", "person__territory", "person__account"),
        pk=pk,
    )
    return gathering, registration


@require_POST
@requires("act.invite")
def person_link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Draw a new personal link."""
    _gathering, registration = _found(slug, pk)
    renew_link(actor=request.member, registration=registration)
    messages.success(request, _("The former link no longer works: send the new one."))
    return redirect("act:invite_person", slug=slug, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.invite")
def person_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take someone off this list, once it is confirmed."""
    gathering, registration = _found(slug, pk)
    if request.method == "POST":
        name = str(registration.person)
        take_off(actor=request.member, registration=registration)
        messages.success(request, _("%(name)s is no longer on the list.") % {"name": name})
        return redirect("act:invite", slug=slug)
    context = {"gathering": gathering, "registration": registration}
    return render(request, "act/invitations/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("commons.edit_people")
def person_erase(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Erase someone from the programme, once what goes and what stays has been read."""
    gathering, registration = _found(slug, pk)
    if request.method == "POST":
        forget_guest(actor=request.member, person=registration.person)
        messages.success(
            request, _("This person was erased. The rooms they sat in keep their number.")
        )
        return redirect("act:invite", slug=slug)
    context = {"gathering": gathering, "registration": registration}
    return render(request, "act/invitations/erase.html", context)
