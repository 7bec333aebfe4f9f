from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.models import Composition, Search, Seat, Seating, Table, TableWish
from entrelacs.commons.people.models import Affiliation

# Versions offered on the page to come back to, beside the current one.
VERSIONS_SHOWN = 8


def gatherings_to_compose() -> QuerySet[Gathering]:
    """The gatherings of the programme in scope, each with what is asked of its tables."""
    return Gathering.objects.select_related("composition", "search")


def composition_of(gathering: Gathering) -> Composition:
    """What is asked of its tables; the usual, not saved, while nobody changed anything."""
    found = getattr(gathering, "composition", None)
    return found or Composition(programme_id=gathering.programme_id, gathering=gathering)


def every_table(gathering: Gathering) -> QuerySet[Table]:
    """Those put away too, with who hosts and who takes notes."""
    return Table.objects.filter(gathering=gathering).select_related("facilitator", "scribe")


def open_tables(gathering: Gathering) -> QuerySet[Table]:
    """The tables in use, by number; those put away are left out."""
    return every_table(gathering).filter(is_open=True)


def seatings(gathering: Gathering) -> QuerySet[Seating]:
    """Every version, newest first."""
    return Seating.objects.filter(gathering=gathering).select_related("composed_by")


def current_seating(gathering: Gathering) -> Seating | None:
    """The last version, the one that holds."""
    return seatings(gathering).first()


def version_to_undo_to(gathering: Gathering, version: int) -> Seating | None:
    """The version before; after one was brought back, the one before that, so that undo goes on."""
    shown = seatings(gathering).filter(version=version).first()
    if shown is None:
        return None
    return seatings(gathering).filter(version__lt=shown.restored or version).first()


def seats_of(seating: Seating) -> QuerySet[Seat]:
    return Seat.objects.filter(seating=seating).select_related("table")


def seats_now(gathering_id: int) -> QuerySet[Seat]:
    """Who sits where in the round under way, or the next one: the last once all took place."""
    last = Seating.objects.filter(gathering=gathering_id).order_by("-version")[:1]
    under_way = Composition.objects.filter(gathering=gathering_id).values(
        now=Least(F("played") + 1, F("rounds"), output_field=IntegerField())
    )
    return Seat.objects.filter(
        seating__in=last.values("pk"), round=Coalesce(Subquery(under_way), Value(1))
    )


def seats_of_versions(versions: Sequence[Seating]) -> dict[int, list[Seat]]:
    """The seats of several versions at once, by the key of the version."""
    found: dict[int, list[Seat]] = {version.pk: [] for version in versions}
    for seat in Seat.objects.filter(seating__in=versions).select_related("table"):
        found[seat.seating_id].append(seat)
    return found


@dataclass(frozen=True, slots=True)
class WishKept:
    """A wish and the registrations it names."""

    pk: int
    kind: str
    registrations: tuple[int, ...]


def wishes_of(gathering: Gathering) -> list[WishKept]:
    """Confidential: for organisers, and for the engine that seats people."""
    rows = (
        TableWish.objects.filter(gathering=gathering, registrations__isnull=False)
        .order_by("pk", "registrations__pk")
        .values_list("pk", "kind", "registrations__pk")
    )
    people: dict[tuple[int, str], list[int]] = defaultdict(list)
    for pk, kind, registration in rows:
        people[pk, kind].append(registration)
    return [WishKept(pk, kind, tuple(named)) for (pk, kind), named in people.items()]


def wishes_to_change(gathering: Gathering) -> QuerySet[TableWish]:
    return TableWish.objects.filter(gathering=gathering).select_related("gathering")


def latest_search(gathering: Gathering) -> Search | None:
    """The last long search asked for, under way or not."""
    return getattr(gathering, "search", None)


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
    """Who already sat together: gatherings by pair of people, oldest gathering first.

    A gathering where they shared a table in two rounds is named twice.
    """

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
            seating__gathering__is_rehearsal=False,
            seating__version=Subquery(last),
            registration__person__isnull=False,
        )
        .exclude(registration__presence=Registration.Presence.ABSENT)
        .exclude(registration__status__in=Registration.NOT_EXPECTED)
        .order_by("seating__gathering__day", "seating__gathering_id", "round", "table_id", "pk")
        .values_list(
            "seating__gathering_id",
            "round",
            "table_id",
            "registration__person_id",
            "seating__gathering__name",
        )
    )
    return _meetings(rows)


def _meetings(rows: Iterable[tuple[int, int, int, int, str]]) -> Meetings:
    tables: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    names: dict[int, str] = {}
    for gathering_id, round_, table_id, person_id, name in rows:
        tables[gathering_id, round_, table_id].append(person_id)
        names[gathering_id] = name
    by_pair: dict[tuple[int, int], tuple[str, ...]] = {}
    for (gathering_id, _round, _table), people in tables.items():
        for pair in combinations(sorted(people), 2):
            by_pair[pair] = (*by_pair.get(pair, ()), names[gathering_id])
    return Meetings(by_pair=by_pair, gathering_count=len(names))


def latest_versions(gathering: Gathering) -> Sequence[Seating]:
    """The current version first, then those one may come back to."""
    return list(seatings(gathering)[: VERSIONS_SHOWN + 1])
