from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World

# A figure about fewer people could point at someone.
SMALLEST_GROUP = 5

SEVERAL = "several"


@dataclass(frozen=True)
class Shares:
    """People cut into groups that do not overlap; what is too small to be shown is counted as one."""

    groups: list[tuple[Hashable, int]]
    rest: int


@dataclass(frozen=True)
class Overview:
    """Who this programme brings together; `worlds` holds worlds and SEVERAL."""

    people_count: int
    organization_count: int
    worlds: Shares
    departments: Shares


def overview() -> Overview:
    people = list(
        Person.objects.filter(erased_at=None)
        .select_related("territory__department")
        .prefetch_related("worlds")
        .order_by("pk")
    )
    return Overview(
        people_count=len(people),
        organization_count=Organization.objects.count(),
        # Counting someone in each of their worlds would let small groups be found by subtraction.
        worlds=shares_of([_world_of(person) for person in people]),
        departments=shares_of([_department_of(person) for person in people]),
    )


def shares_of(belongings: list[Hashable | None]) -> Shares:
    """The groups that may be shown, largest first: neither they nor what is left over is small."""
    counts = Counter(item for item in belongings if item is not None)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    shown = [pair for pair in ranked if pair[1] >= SMALLEST_GROUP]
    rest = len(belongings) - sum(count for _item, count in shown)
    while shown and 0 < rest < SMALLEST_GROUP:
        # What is left over could point at someone: the smallest group shown joins it.
        rest += shown.pop()[1]
    return Shares(groups=list(shown), rest=rest)


def _world_of(person: Person) -> World | str | None:
    worlds = list(person.worlds.all())
    if len(worlds) > 1:
        return SEVERAL
    return worlds[0] if worlds else None


def _department_of(person: Person) -> str | None:
    territory = person.territory
    if territory is None:
        return None
    return str((territory.department or territory).name)
