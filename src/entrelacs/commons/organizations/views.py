from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelacs.commons.access.permissions import requires
from entrelacs.commons.csv_export import csv_response
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.organizations.actions import (
    OrganizationRing,
    SiretTaken,
    SpellingTaken,
    add_spelling,
    edit_organization,
    merge_organizations,
)
from entrelacs.commons.organizations.forms import OrganizationForm
from entrelacs.commons.organizations.identifiers import RnaInvalid, SiretInvalid
from entrelacs.commons.organizations.labels import reason_of
from entrelacs.commons.organizations.queries import organizations, probable_duplicates

# Which field each refusal is told beside.
FIELD_OF = {
    SiretInvalid.code: "siret",
    SiretTaken.code: "siret",
    RnaInvalid.code: "rna",
    OrganizationRing.code: "parent",
    SpellingTaken.code: "name",
}


@require_safe
@requires("commons.edit_organizations")
def organization_list(request: HttpRequest) -> HttpResponse:
    """Every structure, and the pairs that look like one."""
    found = list(organizations().order_by("name", "pk"))
    context = {
        "organizations": found,
        "duplicates": [(pair, reason_of(pair.likeness)) for pair in probable_duplicates(found)],
    }
    return render(request, "commons/organizations/organizations.html", context)


@require_safe
@requires("commons.edit_organizations")
def organization_export(request: HttpRequest) -> HttpResponse:
    header = [_("Name"), _("SIRET"), _("RNA"), _("Part of"), _("Territory"), _("People")]
    rows = [
        [
            each.name,
            each.siret,
            each.rna,
            each.parent or "",
            each.territory or "",
            each.people_count,
        ]
        for each in organizations().order_by("name", "pk")
    ]
    return csv_response("structures.csv", header, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("commons.edit_organizations")
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(organizations(), pk=pk)
    form = OrganizationForm(request.POST or None, organization=found)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                edit_organization(actor=request.member, organization=found, **form.cleaned_data)
        except (SiretInvalid, SiretTaken, RnaInvalid, OrganizationRing, SpellingTaken) as fault:
            form.add_error(FIELD_OF[fault.code], sentence_for(fault))
            found = get_object_or_404(organizations(), pk=pk)
        else:
            messages.success(request, _("“%(name)s”: saved.") % {"name": found.name})
            return redirect("commons:organizations")
    context = {"organization": found, "form": form}
    return render(request, "commons/organizations/organization.html", context)


@require_POST
@requires("commons.edit_organizations")
def organization_spelling(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a structure be known under one more name."""
    found = get_object_or_404(organizations(), pk=pk)
    name = request.POST.get("name", "").replace("\x00", "").strip()[:200]
    if name:
        try:
            add_spelling(actor=request.member, organization=found, name=name)
        except SpellingTaken as fault:
            messages.error(request, sentence_for(fault))
        else:
            messages.success(request, _("“%(name)s” now leads to it too.") % {"name": name})
    return redirect("commons:organization", pk=pk)


@require_POST
@requires("commons.edit_organizations")
def organization_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one structure of two: this one stays, the one the button names is folded into it."""
    kept = get_object_or_404(organizations(), pk=pk)
    key = request.POST.get("absorbed", "")
    absorbed = get_object_or_404(organizations(), pk=int(key) if key.isdecimal() else 0)
    said = {"kept": kept.name, "absorbed": absorbed.name}
    merge_organizations(actor=request.member, kept=kept, absorbed=absorbed)
    messages.success(request, _("One structure: “%(kept)s”, also known as “%(absorbed)s”.") % said)
    return redirect("commons:organizations")
