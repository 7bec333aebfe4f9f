from collections.abc import Sequence

from django.db import transaction
from django_scopes import scope

from entrelacs.commons.programmes.models import Programme, World
from entrelacs.errors import EntrelacsError

POLES = 2


class NotTwoPoles(EntrelacsError):
    code = "programme-needs-two-poles"


@transaction.atomic
def open_programme(
    *, name: str, slug: str, worlds: Sequence[dict[str, object]], **details: object
) -> Programme:
    """Create a programme with its worlds; exactly two of them are the poles to be bridged."""
    if sum(bool(world.get("is_pole")) for world in worlds) != POLES:
        raise NotTwoPoles(found=sum(bool(world.get("is_pole")) for world in worlds))
    programme = Programme.objects.create(name=name, slug=slug, **details)
    with scope(programme=programme):
        World.objects.bulk_create(
            World(programme=programme, position=position, **world)
            for position, world in enumerate(worlds)
        )
    return programme


def hold_programme(programme: Programme) -> None:
    """Take one's turn until the transaction ends: what is compared is then what is written.

    Rows that point to the programme may still be added meanwhile, but for those who ask their turn.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
