from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.models import Seat, Seating, Table
from entrelacs.commons.people.models import Affiliation

# Versions offered on the page to come back to, beside the current one.
VERSIONS_SHOWN = 8


def gatherings_to_compose() -> QuerySet[Gathering]:
    """The gatherings of the programme in scope."""
    return Gathering.objects.all()


def open_tables(gathering: Gathering) -> QuerySet[Table]:
    """The tables in use, by number; those put away are left out."""
    return Table.objects.filter(gathering=gathering, is_open=True)


def seatings(gathering: Gathering) -> QuerySet[Seating]:
    """Every version, newest first."""
    return Seating.objects.filter(gathering=gathering).select_related("composed_by")


def current_seating(gathering: Gathering) -> Seating | None:
    """The last version, the one that holds."""
    return seatings(gathering).first()


def seats_of(seating: Seating) -> QuerySet[Seat]:
    return Seat.objects.filter(seating=seating).select_related("table")


def registrations_with_people(gathering: Gathering) -> QuerySet[Registration]:
    """Everyone on the list, whatever they answered, with what a seat shows of them."""
    main = Affiliation.objects.filter(until=None).select_related("organization")
    return (
        Registration.objects.filter(gathering=gathering)
        .select_related("person__territory")
        .prefetch_related("person__worlds", Prefetch("person__affiliations", queryset=main))
    )


def is_expected(registration: Registration) -> bool:
    """Whether a seat is wanted: they said they come, and are not known to be absent."""
    return (
        registration.status == Registration.Status.REGISTERED
        and registration.presence != Registration.Presence.ABSENT
    )


@dataclass(frozen=True)
class Meetings:
    """Who already sat together: gatherings by pair of people, oldest gathering first."""

    by_pair: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    gathering_count: int = 0

    def between(self, one: int | None, other: int | None) -> tuple[str, ...]:
        if one is None or other is None:
            return ()
        return self.by_pair.get((min(one, other), max(one, other)), ())


def meetings_before(gathering: Gathering) -> Meetings:
    """Who really sat together in the programme's earlier gatherings; the absent met nobody."""
    last = (
        Seating.objects.filter(gathering=OuterRef("seating__gathering"))
        .order_by("-version")
        .values("version")[:1]
    )
    rows = (
        Seat.objects.filter(
            seating__gathering__day__lt=gathering.day,
            seating__version=Subquery(last),
            registration__person__isnull=False,
        )
        .exclude(registration__presence=Registration.Presence.ABSENT)
        .exclude(registration__status=Registration.Status.DECLINED)
        .order_by("seating__gathering__day", "seating__gathering_id", "table_id", "pk")
        .values_list(
            "seating__gathering_id",
            "table_id",
            "registration__person_id",
            "seating__gathering__name",
        )
    )
    return _meetings(rows)


def _meetings(rows: Iterable[tuple[int, int, int, str]]) -> Meetings:
    tables: dict[tuple[int, int], list[int]] = defaultdict(list)
    names: dict[int, str] = {}
    for gathering_id, table_id, person_id, name in rows:
        tables[gathering_id, table_id].append(person_id)
        names[gathering_id] = name
    by_pair: dict[tuple[int, int], tuple[str, ...]] = {}
    for (gathering_id, _table), people in tables.items():
        for pair in combinations(sorted(people), 2):
            by_pair[pair] = (*by_pair.get(pair, ()), names[gathering_id])
    return Meetings(by_pair=by_pair, gathering_count=len(names))


def latest_versions(gathering: Gathering) -> Sequence[Seating]:
    """The current version first, then those one may come back to."""
    return list(seatings(gathering)[: VERSIONS_SHOWN + 1])
