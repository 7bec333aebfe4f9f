from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from entrelacs.act.gatherings.actions import register_person, set_needs
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.organizations.actions import find_or_add_organization
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.actions import add_person, edit_person
from entrelacs.commons.programmes.actions import hold_programme
from entrelacs.commons.programmes.models import Programme, World


@transaction.atomic
def invite_new_person(
    *,
    actor: models.Model | None,
    gathering: Gathering,
    organization: str,
    worlds: Iterable[World],
    needs: str = "",
    **details: Any,
) -> Registration:
    """Add someone to the programme and to the list of this gathering, structure included."""
    hold_programme(gathering.programme)
    person = add_person(
        actor=actor,
        programme=gathering.programme,
        organization=_structure(actor, gathering.programme, organization),
        worlds=worlds,
        **details,
    )
    return register_person(actor=actor, gathering=gathering, person=person, needs=needs)


@transaction.atomic
def correct_guest(
    *,
    actor: models.Model | None,
    registration: Registration,
    organization: str,
    worlds: Iterable[World],
    needs: str = "",
    **details: Any,
) -> Registration:
    """Change what is known of someone invited, and what they need that day."""
    hold_programme(registration.gathering.programme)
    edit_person(
        actor=actor,
        person=registration.person,
        organization=_structure(actor, registration.gathering.programme, organization),
        worlds=worlds,
        **details,
    )
    return set_needs(actor=actor, registration=registration, needs=needs)


def _structure(actor: models.Model | None, programme: Programme, name: str) -> Organization | None:
    if not name.strip():
        return None
    return find_or_add_organization(actor=actor, programme=programme, name=name)
