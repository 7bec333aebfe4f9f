from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.guest_lists.difference import Acquaintance, Difference, compare
from entrelacs.act.guest_lists.models import GuestListDraft
from entrelacs.act.guest_lists.places import read_places
from entrelacs.act.guest_lists.reading import read_guests
from entrelacs.act.guest_lists.sheets import Sheet, from_json
from entrelacs.act.guest_lists.vocabulary import Column
from entrelacs.act.guest_lists.world_words import WorldName, words_of
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.organizations.models import OrganizationName
from entrelacs.commons.people.models import Affiliation, Person
from entrelacs.commons.programmes.queries import worlds

# The kind of import that a list of people is.
KIND = "guests"


def drafts_of(gathering: Gathering) -> QuerySet[GuestListDraft]:
    """Every list ever brought towards a gathering, the latest first."""
    return GuestListDraft.objects.filter(gathering=gathering).select_related("actor", "batch")


def open_drafts(gathering: Gathering) -> QuerySet[GuestListDraft]:
    """The lists under way, without their cells: a page names them only."""
    return (
        drafts_of(gathering)
        .filter(state=GuestListDraft.State.OPEN)
        .exclude(cells=[])
        .defer("cells")
    )


def world_words() -> dict[str, tuple[str, ...]]:
    """Each way to write the worlds of the programme, with their codes."""
    return words_of(
        WorldName(
            code=world.code,
            label=world.label,
            short_label=world.short_label,
            is_pole=world.is_pole,
        )
        for world in worlds()
    )


def difference_with(
    gathering: Gathering,
    sheet: Sheet,
    *,
    columns: Sequence[Column] = (),
    header_line: int | None = None,
) -> Difference:
    """What a list would change; writes nothing."""
    reading = read_guests(sheet, words=world_words(), columns=columns, header_line=header_line)
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


def difference_of(draft: GuestListDraft) -> Difference:
    """What a list under way would change, read as its organiser corrected it."""
    return difference_with(
        draft.gathering,
        from_json(draft.cells)[draft.sheet],
        columns=[Column(each) for each in draft.columns],
        header_line=draft.header_line,
    )


def acquaintances() -> list[Acquaintance]:
    """Everyone the programme knows, with every spelling of their structures."""
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for organization, main, name, key in OrganizationName.objects.order_by("pk").values_list(
        "organization_id", "organization__name", "name", "key"
    ):
        known = names[organization]
        known.extend([(main, key)] * (not known))
        known.append((name, key))
    structures = defaultdict(list)
    for person, organization in Affiliation.objects.order_by("-is_main", "pk").values_list(
        "person_id", "organization_id"
    ):
        structures[person] += names[organization]
    people = Person.objects.filter(erased_at=None).exclude(name_key="").order_by("pk")
    return [
        Acquaintance(
            pk=person.pk,
            full_name=person.full_name,
            name_key=person.name_key,
            email=person.email,
            phone=person.phone,
            function=person.function,
            organizations=tuple(dict.fromkeys(name for name, _key in structures[person.pk])),
            keys=frozenset(key for _name, key in structures[person.pk]),
        )
        for person in people
    ]


def batch_anywhere(number: int) -> ImportBatch | None:
    """An import of people, in whichever programme: the command line stands in none."""
    with scopes_disabled():
        return ImportBatch.objects.filter(pk=number, kind=KIND).select_related("programme").first()
