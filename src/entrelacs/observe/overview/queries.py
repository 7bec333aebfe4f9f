from collections import Counter
from dataclasses import dataclass

from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World

# A figure about fewer people could point at someone.
SMALLEST_GROUP = 5


@dataclass(frozen=True)
class Overview:
    """Who this programme brings together; groups too small to hide someone are counted together."""

    people_count: int
    organization_count: int
    several_worlds_count: int
    worlds: list[tuple[World, int]]
    departments: list[tuple[str, int]]
    elsewhere_count: int


def overview() -> Overview:
    people = list(
        Person.objects.filter(erased_at=None)
        .select_related("territory__department")
        .prefetch_related("worlds")
    )
    belongings = Counter(world for person in people for world in person.worlds.all())
    places = Counter(_department_of(person) for person in people)
    shown = _shown(places)
    return Overview(
        people_count=len(people),
        organization_count=Organization.objects.count(),
        several_worlds_count=sum(len(person.worlds.all()) > 1 for person in people),
        worlds=sorted(belongings.items(), key=lambda pair: (pair[0].position, pair[0].pk)),
        departments=sorted(shown.items(), key=lambda pair: (-pair[1], pair[0])),
        elsewhere_count=len(people) - sum(shown.values()),
    )


def _shown(places: Counter[str]) -> dict[str, int]:
    """The departments that may be shown: neither they nor what is left over is a small group."""
    shown = {name: count for name, count in places.items() if name and count >= SMALLEST_GROUP}
    while shown and 0 < places.total() - sum(shown.values()) < SMALLEST_GROUP:
        # What is left over could be worked out: the smallest group shown joins it.
        del shown[min(shown, key=lambda name: (shown[name], name))]
    return shown


def _department_of(person: Person) -> str:
    territory = person.territory
    if territory is None:
        return ""
    return str((territory.department or territory).name)
