"""What a rule is. A rule counts faults; its place among the criteria gives what a fault weighs."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from entrelacs.engines.seating.model import Guest

if TYPE_CHECKING:
    from entrelacs.engines.seating.room import Room


class Rule(ABC):
    """A criterion with a stable code, stored with every plan and never given to another rule."""

    code: ClassVar[str]


class PairRule(Rule):
    """A rule that says of two people that they had better not sit together, whatever the round."""

    @abstractmethod
    def pairs(self, room: "Room") -> Iterator[tuple[int, int, int]]:
        """Yield (first, second, faults) by guest number, first < second, each pair once."""


class LabelRule(PairRule):
    """A pair rule for people who share a label; no label is never the same label."""

    @abstractmethod
    def label(self, guest: Guest) -> str | None:
        """Return what must not be shared, None or empty if there is nothing."""

    def holders(self, room: "Room") -> dict[str, list[int]]:
        """Return the numbers of the guests who hold each label."""
        holders: dict[str, list[int]] = {}
        for number, guest in enumerate(room.guests):
            label = self.label(guest)
            if label:
                holders.setdefault(label, []).append(number)
        return holders

    def pairs(self, room: "Room") -> Iterator[tuple[int, int, int]]:
        """Yield every pair of guests with the same label, one fault each."""
        for numbers in self.holders(room).values():
            for first, second in combinations(numbers, 2):
                yield first, second, 1


class CountRule(Rule):
    """A rule that looks at how many people of a world sit at a table of a given size."""

    @abstractmethod
    def faults(self, room: "Room", round_: int, world: int, size: int, count: int) -> int:
        """Return how many people there are too few or too many."""


class SeatRule(Rule):
    """A rule that looks at one person at one table, whoever else sits there."""

    @abstractmethod
    def faults(self, room: "Room", guest: int, table: int) -> int:
        """Return how many things are wrong with that seat."""
