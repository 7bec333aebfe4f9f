from typing import Any

from django.db import models, transaction

from entrelacs.commons.journal.actions import record
from entrelacs.commons.organizations.identifiers import check_rna, check_siret
from entrelacs.commons.organizations.models import Organization, OrganizationName
from entrelacs.commons.organizations.spelling import spelling_key
from entrelacs.commons.programmes.models import Programme
from entrelacs.errors import EntrelacsError

# What a record without it takes from the one merged into it.
LEARNT = ("siret", "rna", "territory", "website")


class SpellingTaken(EntrelacsError):
    code = "organization-spelling-taken"


class SiretTaken(EntrelacsError):
    code = "organization-siret-taken"


class OrganizationRing(EntrelacsError):
    code = "organization-parent-ring"


class SameOrganization(EntrelacsError):
    code = "organization-same"


@transaction.atomic
def find_or_add_organization(
    *, actor: models.Model | None, programme: Programme, name: str
) -> Organization:
    """The structure known under this spelling, or a new one."""
    name = " ".join(name.split())
    spelling = (
        OrganizationName.objects.filter(key=spelling_key(name))
        .select_related("organization")
        .first()
    )
    if spelling is not None:
        return spelling.organization
    organization = Organization.objects.create(programme=programme, name=name)
    OrganizationName.objects.create(
        programme=programme, organization=organization, name=name, key=spelling_key(name)
    )
    record(actor=actor, event="organization.added", subject=organization)
    return organization


@transaction.atomic
def add_spelling(
    *, actor: models.Model | None, organization: Organization, name: str
) -> OrganizationName:
    """Let a structure be known under one more name; a name leads to one structure only."""
    name = " ".join(name.split())
    key = spelling_key(name)
    taken = OrganizationName.objects.filter(key=key).select_related("organization").first()
    if taken is not None:
        if taken.organization_id == organization.pk:
            return taken
        raise SpellingTaken(name=name, organization=taken.organization.name)
    spelling = OrganizationName.objects.create(
        programme_id=organization.programme_id, organization=organization, name=name, key=key
    )
    record(actor=actor, event="organization.spelling-added", subject=organization)
    return spelling


@transaction.atomic
def edit_organization(
    *, actor: models.Model | None, organization: Organization, **changes: Any
) -> Organization:
    """Change name, siret, rna, parent, territory or website; identifiers are checked."""
    if "siret" in changes:
        changes["siret"] = check_siret(changes["siret"]) if changes["siret"] else ""
        _refuse_taken_siret(organization, changes["siret"])
    if "rna" in changes:
        changes["rna"] = check_rna(changes["rna"]) if changes["rna"] else ""
    if changes.get("parent") is not None:
        _refuse_ring(organization, changes["parent"])
    for name, value in changes.items():
        setattr(organization, name, value)
    organization.save()
    add_spelling(actor=actor, organization=organization, name=organization.name)
    record(actor=actor, event="organization.edited", subject=organization, fields=sorted(changes))
    return organization


def _refuse_taken_siret(organization: Organization, siret: str) -> None:
    if not siret:
        return
    taken = Organization.objects.filter(siret=siret).exclude(pk=organization.pk).first()
    if taken is not None:
        raise SiretTaken(siret=siret, organization=taken.name)


def _refuse_ring(organization: Organization, parent: Organization) -> None:
    above: Organization | None = parent
    while above is not None:
        if above.pk == organization.pk:
            raise OrganizationRing(organization=organization.name, parent=parent.name)
        above = above.parent


@transaction.atomic
def merge_organizations(
    *, actor: models.Model | None, kept: Organization, absorbed: Organization
) -> Organization:
    """Fold a second record of one structure into the first: all that is known of it follows."""
    if kept.pk == absorbed.pk:
        raise SameOrganization(organization=kept.name)
    already = kept.affiliations.values_list("person_id", flat=True)
    absorbed.affiliations.exclude(person_id__in=list(already)).update(organization=kept)
    absorbed.spellings.update(organization=kept)
    absorbed.antennas.exclude(pk=kept.pk).update(parent=kept)
    record(actor=actor, event="organization.merged", subject=kept, absorbed=absorbed.pk)
    learnt = {name: getattr(absorbed, name) for name in LEARNT if not getattr(kept, name)}
    absorbed.delete()
    for name, value in learnt.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(LEARNT))
    return kept
