from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.models import Cycle, Gathering, Registration, Segment
from entrelacs.commons.people.models import Affiliation
from entrelacs.commons.plain_text import fold
from entrelacs.commons.programmes.models import World

# Both poles count as balanced while the smaller has at least this share of the larger.
FAIR_SHARE = 0.67


def slugs_beginning(slug: str) -> set[str]:
    """Addresses already taken, whichever the programme."""
    with scopes_disabled():
        return set(Gathering.objects.filter(slug__startswith=slug).values_list("slug", flat=True))


def gatherings_known_as(slug: str) -> QuerySet[Gathering]:
    """The meeting of the programme in scope that has this address, if any."""
    return Gathering.objects.filter(slug=slug)


def gatherings() -> QuerySet[Gathering]:
    """Meetings of the programme in scope, latest first, with how many come and how far they are."""
    coming = Count("registrations", filter=~Q(registrations__status__in=Registration.NOT_EXPECTED))
    return Gathering.objects.annotate(
        people_count=coming,
        has_seating=_exists("seatings"),
        has_ideas=_exists("contributions"),
        has_leads=_exists("leads"),
    )


def _exists(relation: str) -> Exists:
    model = Gathering._meta.get_field(relation).related_model
    return Exists(model.objects.filter(gathering=OuterRef("pk")))


def gatherings_by_day() -> tuple[list[Gathering], list[Gathering]]:
    """Those to come, soonest first; then those past, latest first."""
    today = timezone.localdate()
    found = list(gatherings().order_by("day", "starts_at", "pk"))
    coming = [gathering for gathering in found if gathering.day >= today]
    return coming, [gathering for gathering in reversed(found) if gathering.day < today]


def cycles() -> QuerySet[Cycle]:
    return Cycle.objects.all()


def segments_of(gathering: Gathering) -> QuerySet[Segment]:
    """The moments of the day, in order."""
    return Segment.objects.filter(gathering=gathering).order_by("starts_at", "pk")


def step_of(gathering: Gathering) -> str:
    """The step of the path where work stands: invite, compose, run, synthesize or follow."""
    if gathering.is_closed:
        return "follow"
    if gathering.has_ideas or gathering.has_leads:
        return "synthesize"
    if gathering.has_seating:
        return "run" if gathering.day <= timezone.localdate() else "compose"
    return "invite"


def registrations_of(gathering: Gathering) -> QuerySet[Registration]:
    """Everyone on the list of a gathering, with worlds and main structure."""
    main = Affiliation.objects.filter(until=None).select_related("organization")
    return (
        Registration.objects.filter(gathering=gathering)
        .select_related("person")
        .prefetch_related("person__worlds", Prefetch("person__affiliations", queryset=main))
        .order_by("person__family_name", "person__given_name", "pk")
    )


def registrations_matching(
    registrations: Iterable[Registration], *, text: str = "", world: str = "", status: str = ""
) -> list[Registration]:
    """Those whose name, structure or occupation holds each word, whatever accents and case."""
    words = fold(text).split()
    kept = []
    for registration in registrations:
        person = registration.person
        if status and registration.status != status:
            continue
        codes = [each.code for each in person.worlds.all()] if person else []
        if world and not (world in codes or (world == "none" and not codes)):
            continue
        if all(word in _searched(registration) for word in words):
            kept.append(registration)
    return kept


def _searched(registration: Registration) -> str:
    person = registration.person
    if person is None:
        return ""
    structures = " ".join(each.organization.name for each in person.affiliations.all())
    return fold(f"{person.full_name} {structures} {person.function} {person.email}")


@dataclass(frozen=True, kw_only=True)
class Balance:
    """How many people of each world; someone of two worlds counts in both."""

    parts: list[tuple[World, int]]
    people: int
    several: int = 0
    worldless: int = 0
    # The pole that is short, its count, the other pole and its count; or nothing.
    short: tuple[World, int, World, int] | None = field(default=None)

    @property
    def missing(self) -> int:
        return self.short[3] - self.short[1] if self.short else 0


def balance_of(registrations: Iterable[Registration], worlds: Iterable[World]) -> Balance:
    """The mix of those who have not declined, and which pole is short if one is."""
    counts: dict[int, int] = defaultdict(int)
    people = several = worldless = 0
    for registration in registrations:
        if registration.status in Registration.NOT_EXPECTED:
            continue
        people += 1
        theirs = list(registration.person.worlds.all()) if registration.person else []
        several += len(theirs) > 1
        worldless += not theirs
        for world in theirs:
            counts[world.pk] += 1
    parts = [(world, counts[world.pk]) for world in worlds]
    return Balance(
        parts=parts, people=people, several=several, worldless=worldless, short=short_pole(parts)
    )


def short_pole(parts: list[tuple[World, int]]) -> tuple[World, int, World, int] | None:
    """The pole that is short, its count, the other pole and its count; or nothing."""
    poles = sorted(
        ((world, count) for world, count in parts if world.is_pole), key=lambda part: part[1]
    )
    if len(poles) != 2:
        return None
    (few, few_count), (many, many_count) = poles
    if many_count - few_count < 2 or few_count >= many_count * FAIR_SHARE:
        return None
    return few, few_count, many, many_count


def ribbons_of(
    gatherings: Iterable[Gathering], worlds: Iterable[World]
) -> dict[int, list[tuple[World, int]]]:
    """The mix of several gatherings at once, by gathering."""
    rows = (
        Registration.objects.filter(gathering__in=[each.pk for each in gatherings])
        .exclude(status__in=Registration.NOT_EXPECTED)
        .exclude(person__worlds=None)
        .values("gathering_id", world=F("person__worlds"))
        .annotate(count=Count("pk"))
        .order_by("gathering_id")
    )
    counts = {(row["gathering_id"], row["world"]): row["count"] for row in rows}
    known = list(worlds)
    return {
        each.pk: [(world, counts.get((each.pk, world.pk), 0)) for world in known]
        for each in gatherings
    }
