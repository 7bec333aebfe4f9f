import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, QuerySet
from django.utils import timezone

from entrelacs.act.checkin.models import Arrival, DoorDevice
from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.invitations.queries import NoWorld
from entrelacs.commons.people.models import Affiliation, Person
from entrelacs.commons.plain_text import fold
from entrelacs.commons.programmes.models import World
from entrelacs.commons.programmes.queries import worlds

# A phone that has said nothing for so long is not at the door any more.
SILENCE = datetime.timedelta(minutes=5)
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Someone of the list, as the door knows them; `seen` is their last gesture there."""

    pk: int
    link_salt: str
    given_name: str
    family_name: str
    structure: str
    worlds: list[World]
    status: str
    presence: str
    arrived_at: datetime.datetime | None
    needs: str
    seen: datetime.datetime | None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def initials(self) -> str:
        return (self.given_name[:1] + self.family_name[:1]).upper() or "?"

    @property
    def answer(self) -> str:
        return str(Registration.Status(self.status).label)

    @property
    def look(self) -> Any:
        """The first of their worlds, or what stands for it."""
        return self.worlds[0] if self.worlds else NoWorld()

    @property
    def is_present(self) -> bool:
        return self.presence == Registration.Presence.PRESENT

    @property
    def is_expected(self) -> bool:
        return self.status not in Registration.NOT_EXPECTED


def gatherings_at_door() -> QuerySet[Gathering]:
    """The gatherings of the programme in scope."""
    return Gathering.objects.select_related("programme")


def guests_of(gathering: Gathering, keys: Iterable[int] | None = None) -> list[Guest]:
    """Everyone on the list, or those of these registrations, whatever they answered.

    Read as plain values: each phone asks for all of it every five seconds.
    """
    found = Registration.objects.filter(gathering=gathering, person__isnull=False)
    gestures = Arrival.objects.filter(gathering=gathering, registration__isnull=False)
    if keys is not None:
        wanted = list(keys)
        found, gestures = found.filter(pk__in=wanted), gestures.filter(registration__in=wanted)
    rows = list(
        found.order_by("person__family_name", "person__given_name", "pk").values(
            "pk",
            "link_salt",
            "status",
            "presence",
            "arrived_at",
            "needs",
            "person_id",
            given_name=F("person__given_name"),
            family_name=F("person__family_name"),
        )
    )
    people = [row["person_id"] for row in rows]
    worlds_of, structures = _worlds_of(people), _structures_of(people)
    last = gestures.order_by("registration").values_list("registration").annotate(Max("at"))
    seen = dict(last)
    return [
        Guest(
            structure=structures.get(person, ""),
            worlds=worlds_of[person],
            seen=seen.get(row["pk"]),
            **row,
        )
        for row in rows
        for person in [row.pop("person_id")]
    ]


def _worlds_of(people: list[int]) -> dict[int, list[World]]:
    known = {world.pk: world for world in worlds()}
    links = (
        Person.worlds.through.objects.filter(person__in=people)
        .order_by("world__position", "world_id")
        .values_list("person_id", "world_id")
    )
    found: dict[int, list[World]] = defaultdict(list)
    for person, world in links:
        found[person].append(known[world])
    return found


def _structures_of(people: list[int]) -> dict[int, str]:
    """The main structure of each."""
    rows = (
        Affiliation.objects.filter(person__in=people, until=None)
        .order_by("-is_main", "pk")
        .values_list("person_id", "organization__name")
    )
    found: dict[int, str] = {}
    for person, name in rows:
        found.setdefault(person, name)
    return found


def guests_matching(guests: Iterable[Guest], text: str) -> list[Guest]:
    """Those whose name or structure holds each word, whatever accents, case and order."""
    words = fold(text).split()
    if not words:
        return []
    return [
        guest
        for guest in guests
        if all(word in fold(f"{guest.name} {guest.structure}") for word in words)
    ][:SHOWN]


@dataclass(frozen=True, slots=True)
class WorldCount:
    """How many of one world are in the room, and how many are expected."""

    world: Any
    present: int
    expected: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Someone of two worlds counts in both; the totals count each person once."""

    present: int
    expected: int
    rows: list[WorldCount]


def counts_of(guests: Sequence[Guest], known: Iterable[World]) -> Counts:
    """Who is present among those expected, world by world; none of them is a last row."""
    here = [guest for guest in guests if guest.is_present]
    # Whoever came is counted as expected, so that no figure reads 3 out of 2.
    awaited = [guest for guest in guests if guest.is_expected or guest.is_present]

    def row(world: World | None) -> WorldCount:
        def of_world(among: list[Guest]) -> int:
            return sum(world in guest.worlds if world else not guest.worlds for guest in among)

        return WorldCount(world or NoWorld(), of_world(here), of_world(awaited))

    rows = [row(world) for world in known]
    without = row(None)
    return Counts(
        present=len(here),
        expected=len(awaited),
        rows=[each for each in rows if each.expected] + ([without] if without.expected else []),
    )


def row_of(guest: Guest, *, with_needs: bool) -> dict[str, Any]:
    """What a phone keeps of one person; empty things are left out, mail addresses never go in.

    `key` is what stands before the signature in a personal link: enough to know a link, not to make
    one.
    """
    registration = Registration(pk=guest.pk, link_salt=guest.link_salt)
    row = {
        "id": guest.pk,
        "key": personal_token(registration).rpartition(".")[0],
        "given": guest.given_name,
        "family": guest.family_name,
        "structure": guest.structure,
        "worlds": [world.code for world in guest.worlds],
        "answer": "" if guest.is_expected else guest.status,
        "present": guest.is_present,
        "at": milliseconds(guest.arrived_at),
        "seen": milliseconds(guest.seen),
        "needs": guest.needs if with_needs else "",
    }
    return {name: value for name, value in row.items() if value}


def milliseconds(moment: datetime.datetime | None) -> int | None:
    """Since 1970, as browsers count."""
    return round(moment.timestamp() * 1000) if moment is not None else None


def devices_at_door(gathering: Gathering) -> QuerySet[DoorDevice]:
    """The phones heard of lately."""
    return DoorDevice.objects.filter(
        gathering=gathering, last_seen_at__gte=timezone.now() - SILENCE
    ).order_by("pk")
