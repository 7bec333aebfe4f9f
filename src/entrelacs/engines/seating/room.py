"""The people of a room, numbered: what rules read and the search works on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from entrelacs.engines.seating.errors import DuplicateGuest
from entrelacs.engines.seating.model import Guest


@dataclass(frozen=True)
class Room:
    """Guests in the order of their keys, so that the order of the input changes nothing.

    `number` gives a guest's place in `guests`; `met` holds pairs of numbers, first < second.
    `kinds[guest]` are the numbers of the guest's worlds in `worlds`, `world_counts` the people of
    each world; `poles` are numbers of worlds.
    """

    guests: tuple[Guest, ...]
    number: Mapping[str, int]
    met: Mapping[tuple[int, int], int]
    worlds: tuple[str, ...]
    kinds: tuple[tuple[int, ...], ...]
    world_counts: tuple[int, ...]
    poles: frozenset[int]
    table_count: int

    @property
    def size(self) -> int:
        """Return the number of people."""
        return len(self.guests)


def enter_room(
    guests: Sequence[Guest],
    *,
    met: Mapping[tuple[str, str], int],
    poles: tuple[str, str] | None,
    table_count: int,
) -> Room:
    """Number the guests and their worlds.

    Earlier meetings with people who are not in the room are left out; a pair given in both orders
    counts once, with the larger number. Raises DuplicateGuest.

    >>> ada, bo = Guest("ada", ("work",)), Guest("bo", ("enterprise", "work"))
    >>> met = {("bo", "ada"): 2, ("ada", "gone"): 1}
    >>> room = enter_room([bo, ada], met=met, poles=None, table_count=1)
    >>> room.met, room.worlds, room.kinds, room.world_counts
    ({(0, 1): 2}, ('enterprise', 'work'), ((1,), (0, 1)), (1, 2))
    """
    ordered = tuple(sorted(guests, key=lambda guest: guest.key))
    number = {guest.key: place for place, guest in enumerate(ordered)}
    if len(number) < len(ordered):
        twice = next(key for key, times in Counter(g.key for g in ordered).items() if times > 1)
        raise DuplicateGuest(guest=twice)
    worlds = tuple(sorted({world for guest in ordered for world in guest.worlds}))
    world_number = {world: place for place, world in enumerate(worlds)}
    kinds = tuple(tuple(sorted({world_number[w] for w in guest.worlds})) for guest in ordered)
    totals = Counter(world for kind in kinds for world in kind)
    return Room(
        guests=ordered,
        number=number,
        met=_numbered(met.items(), number),
        worlds=worlds,
        kinds=kinds,
        world_counts=tuple(totals[world] for world in range(len(worlds))),
        poles=frozenset(world_number[pole] for pole in poles or () if pole in world_number),
        table_count=table_count,
    )


def _numbered(
    met: Iterable[tuple[tuple[str, str], int]], number: Mapping[str, int]
) -> dict[tuple[int, int], int]:
    numbered: dict[tuple[int, int], int] = {}
    for (one, other), times in met:
        first, second = number.get(one), number.get(other)
        if first is None or second is None or first == second or times <= 0:
            continue
        pair = (first, second) if first < second else (second, first)
        numbered[pair] = max(times, numbered.get(pair, 0))
    # Sorted, so that the order of the caller's mapping leaves no trace in the result.
    return dict(sorted(numbered.items()))
