from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrelacs.commons.access.permissions import allows, requires
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.people.actions import (
    LastOwner,
    NamelessPerson,
    PersonAlreadyThere,
    find_or_add_member,
    give_role,
    rename_person,
    take_role,
)
from entrelacs.commons.people.forms import ProfileForm, RoleForm
from entrelacs.commons.people.labels import WHAT_ROLES_DO
from entrelacs.commons.people.queries import members


@require_http_methods(["GET", "HEAD", "POST"])
@requires("commons.view_programme")
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, roles, second factor and language."""
    member = request.member
    names = ("given_name", "family_name", "function")
    form = ProfileForm(
        request.POST or None, initial={name: getattr(member, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        try:
            rename_person(actor=member, person=member, **form.cleaned_data)
        except NamelessPerson as fault:
            form.add_error("given_name", sentence_for(fault))
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect("commons:profile")
    context = {
        "form": form,
        "roles": [
            (role.get_code_display(), WHAT_ROLES_DO[RoleCode(role.code)])
            for role in member.roles.all()
        ],
        "may_manage_roles": allows(member, "commons.manage_roles"),
        "may_organise": allows(member, "commons.view_journal"),
    }
    return render(request, "commons/people/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("commons.manage_roles")
def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what here; give a role."""
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        details = dict(form.cleaned_data)
        code = RoleCode(details.pop("code"))
        try:
            with transaction.atomic():
                person = find_or_add_member(
                    actor=request.member, programme=request.programme, **details
                )
                give_role(actor=request.member, person=person, code=code)
        except NamelessPerson as fault:
            form.add_error("given_name", sentence_for(fault))
        except PersonAlreadyThere as fault:
            form.add_error("email", sentence_for(fault))
        else:
            said = {"name": person.full_name, "role": code.label}
            messages.success(request, _("%(name)s is now: %(role)s.") % said)
            return redirect("commons:roles")
    context = {
        "form": form,
        "members": members(),
        "what_roles_do": [(code.label, words) for code, words in WHAT_ROLES_DO.items()],
    }
    return render(request, "commons/people/roles.html", context)


@require_POST
@requires("commons.manage_roles")
def role_take(request: HttpRequest) -> HttpResponse:
    """Take a role back; the button says whose and which."""
    key, _separator, code = request.POST.get("role", "").partition(":")
    if not key.isdecimal() or code not in RoleCode.values:
        return redirect("commons:roles")
    person = get_object_or_404(members(), pk=int(key))
    try:
        take_role(actor=request.member, person=person, code=RoleCode(code))
    except LastOwner as fault:
        messages.error(request, sentence_for(fault))
    else:
        said = {"name": person.full_name, "role": RoleCode(code).label}
        messages.success(request, _("%(name)s is no longer: %(role)s.") % said)
    return redirect("commons:roles")
