"""Where everyone sits during a search, with what each change of seat would cost, at once.

The board keeps, for every guest and table, the summed price of that guest's pairs with the people
of the table. A change of seats is then priced in a few additions, and only a change that is made
costs work in proportion to the guest's acquaintances (the neighbourhood of Brimberg, Mladenović
and Urošević, "Solving the maximally diverse grouping problem by skewed general variable
neighborhood search", Information Sciences 295, 2015).
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from entrelacs.engines.seating.model import Cost, CostPart
from entrelacs.engines.seating.room import Room
from entrelacs.engines.seating.rules import CRITERIA, PRICES, CountRule, LabelRule, PairRule

NOWHERE = -1

# A label shared by more people than this is counted per table instead of pair by pair: in a large
# room, everyone of one town would be an acquaintance of half the others.
CROWD = 48


class Board:
    """A seating that can change: `table_of[guest]` is a table number, or NOWHERE."""

    def __init__(self, room: Room, table_count: int) -> None:
        self.room = room
        self.table_of = [NOWHERE] * room.size
        self.sizes = [0] * table_count
        self.counts = [[0] * len(room.worlds) for _ in range(table_count)]
        self.pair_prices: list[dict[int, int]] = [{} for _ in range(room.size)]
        self.crowds: list[tuple[int, ...]] = [()] * room.size
        self.crowd_prices: list[int] = []
        self._note_pairs()
        self.crowd_counts = [[0] * len(self.crowd_prices) for _ in range(table_count)]
        self.near = [[0] * table_count for _ in range(room.size)]
        self._world_price_cache: dict[int, list[list[int]]] = {}
        # Guests of the same worlds can change seats without touching the mix of any table.
        self._differences = {
            (kind, other): (
                [world for world in kind if world not in other],
                [world for world in other if world not in kind],
            )
            for kind in set(room.kinds)
            for other in set(room.kinds)
            if kind != other
        }

    def _note_pairs(self) -> None:
        for rule in CRITERIA:
            if isinstance(rule, LabelRule):
                for people in rule.holders(self.room).values():
                    if len(people) > CROWD:
                        for guest in people:
                            self.crowds[guest] += (len(self.crowd_prices),)
                        self.crowd_prices.append(PRICES[rule.code])
                    else:
                        for first, second in combinations(people, 2):
                            self._note_pair(first, second, PRICES[rule.code])
            elif isinstance(rule, PairRule):
                for first, second, faults in rule.pairs(self.room):
                    self._note_pair(first, second, faults * PRICES[rule.code])

    def _note_pair(self, first: int, second: int, price: int) -> None:
        price += self.pair_prices[first].get(second, 0)
        self.pair_prices[first][second] = self.pair_prices[second][first] = price

    def world_prices(self, size: int) -> list[list[int]]:
        """Return prices[world][count] for a table of that size, count from 0 to size + 1."""
        if size not in self._world_price_cache:
            self._world_price_cache[size] = [
                [
                    sum(
                        PRICES[rule.code] * rule.faults(self.room, world, size, count)
                        for rule in CRITERIA
                        if isinstance(rule, CountRule)
                    )
                    for count in range(size + 2)
                ]
                for world in range(len(self.room.worlds))
            ]
        return self._world_price_cache[size]

    def seat(self, guest: int, table: int) -> None:
        """Seat someone, or move them, and keep every price up to date."""
        left = self.table_of[guest]
        self.table_of[guest] = table
        self.sizes[table] += 1
        near = self.near
        prices = self.pair_prices[guest]
        for world in self.room.kinds[guest]:
            self.counts[table][world] += 1
        for crowd in self.crowds[guest]:
            self.crowd_counts[table][crowd] += 1
        if left == NOWHERE:
            for other, price in prices.items():
                near[other][table] += price
            return
        self.sizes[left] -= 1
        for world in self.room.kinds[guest]:
            self.counts[left][world] -= 1
        for crowd in self.crowds[guest]:
            self.crowd_counts[left][crowd] -= 1
        for other, price in prices.items():
            row = near[other]
            row[table] += price
            row[left] -= price

    def exchange(self, guest: int, other: int) -> None:
        """Let two people of different tables change seats."""
        table, other_table = self.table_of[guest], self.table_of[other]
        self.seat(guest, other_table)
        self.seat(other, table)

    def exchange_price(self, guest: int, other: int) -> int:
        """Return what changing seats would add to the total (negative: it gets better)."""
        here, there = self.table_of[guest], self.table_of[other]
        near, near_other = self.near[guest], self.near[other]
        price = near[there] - near[here] + near_other[here] - near_other[there]
        price -= 2 * self.pair_prices[guest].get(other, 0)
        crowds, other_crowds = self.crowds[guest], self.crowds[other]
        if crowds != other_crowds:
            for crowd in crowds:
                if crowd not in other_crowds:
                    price += self._crowd_price(crowd, here, there)
            for crowd in other_crowds:
                if crowd not in crowds:
                    price += self._crowd_price(crowd, there, here)
        kinds = self.room.kinds
        kind, other_kind = kinds[guest], kinds[other]
        if kind != other_kind:
            gone, come = self._differences[kind, other_kind]
            prices_here = self.world_prices(self.sizes[here])
            prices_there = self.world_prices(self.sizes[there])
            counts_here, counts_there = self.counts[here], self.counts[there]
            for world in gone:
                at, count = prices_here[world], counts_here[world]
                price += at[count - 1] - at[count]
                at, count = prices_there[world], counts_there[world]
                price += at[count + 1] - at[count]
            for world in come:
                at, count = prices_here[world], counts_here[world]
                price += at[count + 1] - at[count]
                at, count = prices_there[world], counts_there[world]
                price += at[count - 1] - at[count]
        return price

    def _crowd_price(self, crowd: int, left: int, joined: int) -> int:
        counts = self.crowd_counts
        return self.crowd_prices[crowd] * (counts[joined][crowd] - counts[left][crowd] + 1)

    def move_price(self, guest: int, table: int) -> int:
        """Return what moving to another table would add to the total; both sizes change."""
        here = self.table_of[guest]
        kind = self.room.kinds[guest]
        size, size_there = self.sizes[here], self.sizes[table]
        price = self.near[guest][table] - self.near[guest][here]
        price += sum(self._crowd_price(crowd, here, table) for crowd in self.crowds[guest])
        before, after = self.world_prices(size), self.world_prices(size - 1)
        before_there, after_there = self.world_prices(size_there), self.world_prices(size_there + 1)
        counts, counts_there = self.counts[here], self.counts[table]
        for world in range(len(counts)):
            step = world in kind
            price += after[world][counts[world] - step] - before[world][counts[world]]
            price += after_there[world][counts_there[world] + step]
            price -= before_there[world][counts_there[world]]
        return price


def cost_of(room: Room, table_of: Sequence[int], table_count: int) -> Cost:
    """Count every fault of a seating afresh, rule by rule; NOWHERE is not a table."""
    sizes = [0] * table_count
    counts = [[0] * len(room.worlds) for _ in range(table_count)]
    for guest, table in enumerate(table_of):
        if table == NOWHERE:
            continue
        sizes[table] += 1
        for world in room.kinds[guest]:
            counts[table][world] += 1
    parts = []
    for rule in CRITERIA:
        faults = 0
        if isinstance(rule, LabelRule):
            for people in rule.holders(room).values():
                at = Counter(table_of[guest] for guest in people if table_of[guest] != NOWHERE)
                faults += sum(count * (count - 1) // 2 for count in at.values())
        elif isinstance(rule, PairRule):
            for first, second, times in rule.pairs(room):
                if table_of[first] == table_of[second] != NOWHERE:
                    faults += times
        elif isinstance(rule, CountRule):
            faults = sum(
                rule.faults(room, world, sizes[table], counts[table][world])
                for table in range(table_count)
                for world in range(len(room.worlds))
            )
        parts.append(CostPart(rule.code, faults, PRICES[rule.code]))
    return Cost(tuple(parts))
