"""A room to compose: people of two poles and one other world, from structures of two."""

from typing import Any

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.models import Seating
from entrelacs.act.tables.versions import places_of
from entrelacs.commons.programmes.models import Mark, Tone, World
from tests.factories import (
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
    WorldFactory,
)


def lay_worlds() -> list[World]:
    work = {"code": "ts", "label": "Travail social", "short_label": "TS", "is_pole": True}
    enterprise = {"code": "es", "label": "Entrepreneuriat", "short_label": "ES", "is_pole": True}
    return [
        WorldFactory(**work, tone=Tone.TEAL, mark=Mark.ROUND, position=0),
        WorldFactory(**enterprise, tone=Tone.ORANGE, mark=Mark.DIAMOND, position=1),
        WorldFactory(
            code="co", label="Collectivité", short_label="Coll.",
            tone=Tone.BLUE, mark=Mark.SQUARE, position=2,
        ),
    ]  # fmt: skip


def fill_room(people: int = 16, **gathering: Any) -> tuple[Gathering, list[Registration]]:
    """Half of each pole; neighbours in the list are colleagues two by two."""
    worlds = list(World.objects.all()) or lay_worlds()
    gathering_row = GatheringFactory(**gathering)
    structures = [OrganizationFactory() for _ in range((people + 1) // 2)]
    return gathering_row, [
        RegistrationFactory(
            gathering=gathering_row,
            person=PersonFactory(worlds=[worlds[n % 2]], organization=structures[n // 2]),
        )
        for n in range(people)
    ]


def tables_of(seating: Seating) -> dict[int, int]:
    """The table of each registration, by their keys."""
    return {place.registration_id: place.table_id for place in places_of(seating).values()}
