from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Registration


class NoWorld:
    """Stands for the world of someone who named none, so that they are shown like the others."""

    label = _("No world given")
    tone = "grey"
    mark = "knot"


@dataclass(frozen=True, kw_only=True)
class GuestRow:
    """What the list shows of one registration, read once."""

    registration: Registration
    world: Any
    worlds: list[Any]
    organization: str
    token: str


def guest_row(registration: Registration) -> GuestRow:
    """Wants a registration of `registrations_of`, whose person and links are fetched already."""
    person = registration.person
    worlds = list(person.worlds.all()) if person else []
    affiliations = list(person.affiliations.all()) if person else []
    return GuestRow(
        registration=registration,
        world=worlds[0] if worlds else NoWorld(),
        worlds=worlds,
        organization=affiliations[0].organization.name if affiliations else "",
        token=personal_token(registration),
    )
