from collections.abc import Sequence

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.guest_lists.cells import read_cells
from entrelacs.act.guest_lists.columns import Column
from entrelacs.act.guest_lists.difference import Acquaintance, Difference, compare
from entrelacs.act.guest_lists.guests import read_guests
from entrelacs.act.guest_lists.places import read_places
from entrelacs.commons.organizations.models import OrganizationName
from entrelacs.commons.people.models import Person
from entrelacs.commons.plain_text import fold
from entrelacs.commons.programmes.models import World
from entrelacs.commons.programmes.queries import worlds


def world_names() -> dict[str, World]:
    """Each way to write a world, folded: its label, its short label, its code."""
    names: dict[str, World] = {}
    for world in worlds():
        for name in (world.code, world.short_label, world.label):
            names.setdefault(fold(name), world)
    return names


def difference_with(
    gathering: Gathering, text: str, *, columns: Sequence[Column] = ()
) -> Difference:
    """What a pasted list would change; writes nothing. Raises `ListEmpty` or `ListTooLong`."""
    names = {name: world.code for name, world in world_names().items()}
    reading = read_guests(read_cells(text), worlds=names, columns=columns)
    territories = (line.guest.territory for line in reading.lines if line.guest)
    return compare(
        reading,
        people=acquaintances(),
        listed=set(
            Registration.objects.filter(gathering=gathering, person__isnull=False)
            .order_by("pk")
            .values_list("person_id", flat=True)
        ),
        structures=list(OrganizationName.objects.order_by("pk").values_list("name", flat=True)),
        places=read_places(territories),
    )


def acquaintances() -> list[Acquaintance]:
    """Everyone the programme knows, with every spelling of their structures."""
    people = (
        Person.objects.filter(erased_at=None)
        .exclude(name_key="")
        .prefetch_related("affiliations__organization__spellings")
        .order_by("pk")
    )
    known = []
    for person in people:
        organizations = [each.organization for each in person.affiliations.all()]
        spellings = [
            each for organization in organizations for each in organization.spellings.all()
        ]
        names = [organization.name for organization in organizations]
        known.append(
            Acquaintance(
                pk=person.pk,
                full_name=person.full_name,
                name_key=person.name_key,
                email=person.email,
                organizations=tuple(dict.fromkeys([*names, *(each.name for each in spellings)])),
                keys=frozenset(each.key for each in spellings),
            )
        )
    return known
