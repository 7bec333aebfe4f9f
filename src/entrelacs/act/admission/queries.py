import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from entrelacs.act.admission.models import Admission, Quota, SeatOffer
from entrelacs.act.admission.seats import Room, Waiting, WorldSeats
from entrelacs.act.gatherings.calendar import begins_at
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.organizations.models import OrganizationName
from entrelacs.commons.organizations.spelling import spelling_key
from entrelacs.commons.people.models import Affiliation
from entrelacs.commons.programmes.models import Programme, World
from entrelacs.commons.programmes.queries import worlds

# What a public field suggests: never a list of who is in the programme.
SHORTEST, MOST_NAMES, FEWEST_PEOPLE = 3, 8, 2
# Feeds keep what took place for a year, so that calendars keep it too.
KEPT_IN_AGENDA = datetime.timedelta(days=366)


def admission_of(gathering: Gathering) -> Admission:
    """What its registration is set to; closed, not saved, while nobody opened it."""
    found = Admission.objects.filter(gathering=gathering).first()
    return found or Admission(programme_id=gathering.programme_id, gathering=gathering)


def quotas_of(gathering: Gathering) -> dict[int, int]:
    """Seats by key of world; a world without a quota is absent."""
    rows = Quota.objects.filter(gathering=gathering).order_by("pk")
    return {quota.world_id: quota.seats for quota in rows}


def takes_registrations(admission: Admission, gathering: Gathering) -> bool:
    """Whether someone may register by themselves now."""
    return (
        admission.is_open
        and not gathering.is_closed
        and begins_at(gathering) > timezone.now()
        and (admission.closes_on is None or timezone.localdate() <= admission.closes_on)
    )


def room_of(
    gathering: Gathering,
    admission: Admission | None = None,
    *,
    known: list[World] | None = None,
    quotas: dict[int, int] | None = None,
) -> Room:
    """Seats held and left, in all and world by world; what the caller has read is not read again."""
    admission = admission or admission_of(gathering)
    known = list(worlds()) if known is None else known
    quotas = quotas_of(gathering) if quotas is None else quotas
    counts: dict[int | None, int] = defaultdict(int)
    for seat_world, theirs in _holders(gathering):
        counts[_world_counted(seat_world, theirs, known, quotas)] += 1
    offers = open_offers(gathering).order_by("pk").values_list("world_id", flat=True)
    for world in offers:
        counts[world] += 1
    return Room(
        capacity=admission.capacity,
        held=sum(counts.values()),
        worlds=tuple(
            WorldSeats(world=world, seats=quotas.get(world.pk), held=counts[world.pk])
            for world in known
        ),
    )


def _world_counted(
    seat_world: int | None, theirs: set[int], known: list[World], quotas: dict[int, int]
) -> int | None:
    """The world someone counts in: the one chosen, else the first of theirs that has a quota.

    Without any quota it is the first of theirs, so that the two poles can still be compared.
    """
    if seat_world in theirs:
        return seat_world
    mine = [world.pk for world in known if world.pk in theirs]
    return next((pk for pk in mine if pk in quotas), mine[0] if mine else None)


def _holders(gathering: Gathering) -> list[tuple[int | None, set[int]]]:
    """Of each person who holds a seat: the world it was counted in, and all of theirs."""
    rows = (
        Registration.objects.filter(
            gathering=gathering, status=Registration.Status.REGISTERED, person__isnull=False
        )
        .order_by("pk")
        .values_list("pk", "seat_world_id", "person__worlds")
    )
    found: dict[int, tuple[int | None, set[int]]] = {}
    for pk, seat_world, world in rows:
        _seat_world, theirs = found.setdefault(pk, (seat_world, set()))
        if world is not None:
            theirs.add(world)
    return list(found.values())


def open_offers(gathering: Gathering) -> QuerySet[SeatOffer]:
    """Offers that hold a seat."""
    return SeatOffer.objects.filter(
        registration__gathering=gathering,
        registration__person__isnull=False,
        state=SeatOffer.State.OPEN,
    )


def open_offer_of(registration: Registration) -> SeatOffer | None:
    return SeatOffer.objects.filter(registration=registration, state=SeatOffer.State.OPEN).first()


def standing_of(registration: Registration) -> Waiting:
    """Where someone of the waiting list stands: an offer, one that ran out, or neither."""
    return _waiting(registration, list(registration.offers.order_by("pk")))


def someone_waits(gathering: Gathering) -> bool:
    return Registration.objects.filter(
        gathering=gathering, status=Registration.Status.WAITING, person__isnull=False
    ).exists()


def waiting_list_to_show(gathering: Gathering, offers: Iterable[SeatOffer]) -> list[Waiting]:
    """Those who wait, in order, each with their structure; `offers` are all those made."""
    line = waiting_list(gathering, offers)
    main = Affiliation.objects.filter(until=None).select_related("organization")
    people = [each.registration.person for each in line]
    prefetch_related_objects(people, Prefetch("affiliations", queryset=main))
    return line


def waiting_list(gathering: Gathering, offers: Iterable[SeatOffer] | None = None) -> list[Waiting]:
    """Those who wait, the longest wait first; `offers` are all those made, when they were read."""
    found = (
        Registration.objects.filter(
            gathering=gathering, status=Registration.Status.WAITING, person__isnull=False
        )
        .select_related("person", "gathering__programme")
        .prefetch_related("person__worlds")
        .order_by("waiting_since", "pk")
    )
    theirs: dict[int, list[SeatOffer]] = defaultdict(list)
    if offers is None:
        offers = SeatOffer.objects.filter(registration__gathering=gathering).order_by("pk")
    for offer in sorted(offers, key=lambda each: each.pk):
        theirs[offer.registration_id].append(offer)
    return [_waiting(each, theirs[each.pk]) for each in found]


def _waiting(registration: Registration, offers: list[SeatOffer]) -> Waiting:
    offer = next((each for each in offers if each.state == SeatOffer.State.OPEN), None)
    since = registration.waiting_since
    ran_out = next(
        (
            each
            for each in reversed(offers)
            if each.state == SeatOffer.State.EXPIRED
            and since is not None
            and each.offered_at >= since
        ),
        None,
    )
    return Waiting(
        registration=registration,
        worlds=tuple(registration.person.worlds.all()),
        offer=offer,
        ran_out=ran_out if offer is None else None,
    )


def rank_of(registration: Registration) -> int:
    """Their place on the waiting list, from 1; whoever let an offer run out is not ahead of them."""
    ran_out = SeatOffer.objects.filter(
        registration=OuterRef("pk"),
        state=SeatOffer.State.EXPIRED,
        offered_at__gte=OuterRef("waiting_since"),
    )
    ahead = Registration.objects.filter(
        ~Exists(ran_out),
        Q(waiting_since__lt=registration.waiting_since)
        | Q(waiting_since=registration.waiting_since, pk__lt=registration.pk),
        gathering=registration.gathering_id,
        status=Registration.Status.WAITING,
        person__isnull=False,
    )
    return ahead.count() + 1


def offers_made(gathering: Gathering) -> QuerySet[SeatOffer]:
    """Every offer, the last one first, with whom it was made to."""
    return (
        SeatOffer.objects.filter(registration__gathering=gathering)
        .select_related("registration__person", "world")
        .order_by("-offered_at", "-pk")
    )


@dataclass(frozen=True)
class OpenDoor:
    """A gathering people may see without an account, and how one registers for it."""

    gathering: Gathering
    admission: Admission


def public_gathering(slug: str) -> OpenDoor | None:
    """The gathering of this address, whichever the programme, if its organiser shows it."""
    with scopes_disabled():
        found = (
            Admission.objects.filter(gathering__slug=slug, gathering__is_rehearsal=False)
            .filter(Q(is_public=True) | Q(is_open=True))
            .select_related("gathering__programme", "gathering__territory", "programme")
            .first()
        )
    return None if found is None else OpenDoor(found.gathering, found)


def programme_with_agenda(slug: str) -> Programme | None:
    """The programme of this address if it ever listed a meeting; else it does not exist."""
    with scopes_disabled():
        listed = Admission.objects.filter(is_public=True).values("programme")
        return Programme.objects.filter(slug=slug, pk__in=listed).first()


def agenda_of(programme: Programme) -> list[OpenDoor]:
    """Meetings listed, by day; those of more than a year ago are left out."""
    since = timezone.localdate() - KEPT_IN_AGENDA
    with scope(programme=programme):
        found = (
            Admission.objects.filter(
                is_public=True, gathering__day__gte=since, gathering__is_rehearsal=False
            )
            .select_related("gathering__territory")
            .order_by("gathering__day", "gathering__starts_at", "gathering_id")
        )
        return [OpenDoor(each.gathering, each) for each in found]


def structures_beginning(text: str) -> list[str]:
    """Names of structures for a public field: a few, and of several people each.

    A structure of one person would nearly name them.
    """
    key = spelling_key(text)
    if len(key) < SHORTEST:
        return []
    found = (
        OrganizationName.objects.filter(Q(key__startswith=key) | Q(key__contains=f" {key}"))
        .annotate(people=Count("organization__affiliations"))
        .filter(people__gte=FEWEST_PEOPLE)
        .order_by("organization__name", "pk")
        .values_list("organization__name", flat=True)
    )
    return list(dict.fromkeys(found))[:MOST_NAMES]


def gatherings_with_offers() -> list[Gathering]:
    """Every programme's gatherings where a seat is offered, or could be; each with its programme."""
    with scopes_disabled():
        waiting = Registration.objects.filter(
            status=Registration.Status.WAITING, gathering__day__gte=timezone.localdate()
        )
        offers = SeatOffer.objects.filter(state=SeatOffer.State.OPEN)
        return list(
            Gathering.objects.filter(
                Q(pk__in=waiting.values("gathering"))
                | Q(pk__in=offers.values("registration__gathering"))
            )
            .select_related("programme")
            .order_by("day", "pk")
        )
