"""Who may sit: seats held and left, in all and world by world, and who comes next.

Plain reckoning on what `queries` read; nothing here asks the database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.programmes.models import World

# Under this name, the figures of a choice keep those of the whole room.
WHOLE_ROOM = ""


@dataclass(frozen=True, kw_only=True)
class WorldSeats:
    """The seats of one world; `seats` is None when it has no quota."""

    world: World
    seats: int | None
    held: int = 0

    @property
    def left(self) -> int | None:
        return None if self.seats is None else max(0, self.seats - self.held)

    @property
    def is_full(self) -> bool:
        return self.left == 0

    @property
    def is_passed(self) -> bool:
        return self.seats is not None and self.held > self.seats


@dataclass(frozen=True)
class Place:
    """A seat someone may take; `world` is the one of theirs it counts in, if they named one."""

    world: World | None


@dataclass(frozen=True, kw_only=True)
class Room:
    """Seats held, by people registered and by offers under way; `capacity` None is without limit."""

    capacity: int | None
    held: int
    worlds: tuple[WorldSeats, ...]

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.held)

    @property
    def is_full(self) -> bool:
        return self.left == 0

    @property
    def is_passed(self) -> bool:
        return self.capacity is not None and self.held > self.capacity

    @property
    def is_limited(self) -> bool:
        return self.capacity is not None or any(each.seats is not None for each in self.worlds)

    def place_for(self, worlds: Iterable[World], *, first: World | None = None) -> Place | None:
        """The seat of the world with most room left; None when they have to wait.

        Whoever belongs to a world with a quota takes one of its seats: another world beside it
        opens no other door. Someone whose worlds have no quota counts in the whole only. A seat
        of the world asked for `first` is preferred, if it is theirs and has one.
        """
        if self.is_full:
            return None
        wanted = {world.pk for world in worlds}
        theirs = [each for each in self.worlds if each.world.pk in wanted]
        counted = [each for each in theirs if each.seats is not None]
        free = [each for each in counted or theirs if not each.is_full]
        if not theirs:
            return Place(None)
        if not free:
            return None
        preferred = [each for each in free if first is not None and each.world.pk == first.pk]
        return Place(max(preferred or free, key=lambda each: each.left or 0).world)

    @property
    def short_pole(self) -> World | None:
        """Of the two poles, the one with fewer seats held for its quota, or than the other."""
        poles = [each for each in self.worlds if each.world.is_pole]
        if len(poles) != 2:
            return None
        one, other = poles
        if one.seats and other.seats:
            # Compared by products: 14 of 20 and 21 of 30 are the same share.
            gap = one.held * other.seats - other.held * one.seats
        else:
            gap = one.held - other.held
        return None if gap == 0 else (one if gap < 0 else other).world

    def with_one_more(self, place: Place) -> "Room":
        """The same room once that seat is held."""
        worlds = tuple(
            replace(each, held=each.held + 1)
            if place.world is not None and each.world.pk == place.world.pk
            else each
            for each in self.worlds
        )
        return replace(self, held=self.held + 1, worlds=worlds)

    def figures(self) -> dict[str, list[int | None]]:
        """Seats held and seats in all, by code of world: what a choice is made on."""
        rows = {
            each.world.code: [each.held, each.seats]
            for each in self.worlds
            if each.seats is not None or each.world.is_pole
        }
        return {**rows, WHOLE_ROOM: [self.held, self.capacity]}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Someone of the waiting list, in its order."""

    registration: Registration
    worlds: tuple[World, ...]
    # Who holds an offer is not offered another; who let one run out asks again first.
    offer: SeatOffer | None = None
    ran_out: SeatOffer | None = None

    @property
    def is_offered(self) -> bool:
        return self.offer is not None

    @property
    def is_next_possible(self) -> bool:
        return self.offer is None and self.ran_out is None


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Who is offered a seat, which one, why, and on what figures."""

    waiting: Waiting
    place: Place
    reason: SeatOffer.Reason
    figures: dict[str, list[int | None]]


def next_in_line(room: Room, line: Sequence[Waiting]) -> Choice | None:
    """First someone of the pole that is short, then the longest wait; None when nobody fits."""
    possible = [waiting for waiting in line if waiting.is_next_possible]
    short = room.short_pole
    if short is not None:
        for waiting in possible:
            if short.pk not in {world.pk for world in waiting.worlds}:
                continue
            place = room.place_for(waiting.worlds, first=short)
            if place is not None:
                return _choice(room, waiting, place, SeatOffer.Reason.SHORT_WORLD)
    for waiting in possible:
        place = room.place_for(waiting.worlds)
        if place is not None:
            return _choice(room, waiting, place, SeatOffer.Reason.FIRST_COME)
    return None


def _choice(room: Room, waiting: Waiting, place: Place, reason: SeatOffer.Reason) -> Choice:
    return Choice(waiting=waiting, place=place, reason=reason, figures=room.figures())
