"""Where everyone sits, with what each change of seat would cost, at once.

The board keeps, for every guest, round and table, the summed price of that guest's pairs with the
people of the table. A change of seats is then priced in a few additions, and only a change that is
made costs work in proportion to the guest's acquaintances (the neighbourhood of Brimberg, Mladenović
and Urošević, "Solving the maximally diverse grouping problem by skewed general variable
neighborhood search", Information Sciences 295, 2015). Its lists are flat: see `kernel.py`, which
works on them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, combinations

from entrelacs.engines.seating.model import RoundTables, SeatingRequest
from entrelacs.engines.seating.room import NOWHERE, Room, enter_room
from entrelacs.engines.seating.rules import (
    CountRule,
    LabelRule,
    NewEncounters,
    PairRule,
    SeatRule,
    SizesKept,
    priced_rules,
)

# A label shared by more people than this is counted per table instead of pair by pair: in a large
# room, everyone of one town would be an acquaintance of half the others.
CROWD = 48

# Chairs beyond those of an overfull table: moves are priced before anyone gets up.
CHAIRS_IN_RESERVE = 2
# And for newcomers who would all want the same table.
MOST_LATE = 40


class Board:
    """A seating that can change. `places[r * people + g]` is a table number, or NOWHERE."""

    def __init__(self, room: Room, largest: int = 0) -> None:
        """Lay the tables. `largest` people may sit at one, if that is more than its seats."""
        self.room = room
        people, tables, rounds = room.size, room.table_count, room.rounds
        self.rules = priced_rules(room.request.order)
        self.repeat_price = next(p for rule, p in self.rules if isinstance(rule, NewEncounters))
        # The largest table, and one person more on the way.
        self.span = max(largest, *(table.seats for table in room.tables), 0) + 2
        price = next(price for rule, price in self.rules if isinstance(rule, SizesKept))
        # [table][people] price of the places missing or too many.
        self.size_prices = [
            [price * SizesKept().faults(n, t.smallest, t.seats) for n in range(self.span)]
            for t in room.tables
        ]
        self.places = [NOWHERE] * (rounds * people)
        self.sizes = [0] * (rounds * tables)
        self.members = [0] * (rounds * tables * self.span)
        self.seat_at = [0] * (rounds * people)
        self.price = [0] * (people * people)
        self._note_worlds()
        self._note_pairs()
        self.near = self._needs()

    def _note_worlds(self) -> None:
        room = self.room
        rounds, tables, worlds = room.rounds, room.table_count, len(room.worlds)
        # The first kind has no world: against it, the kernel finds all the worlds of another.
        self.kinds = [(), *sorted(set(room.kinds) - {()})]
        number = {kind: place for place, kind in enumerate(self.kinds)}
        self.kind = [number[kind] for kind in room.kinds]
        only = [[w for w in one if w not in other] for one in self.kinds for other in self.kinds]
        self.only_at, self.only = flatten(only)
        self.counts = [0] * (rounds * tables * worlds)
        self.leave = [0] * (rounds * tables * worlds)
        rules = [(rule, price) for rule, price in self.rules if isinstance(rule, CountRule)]
        self.mix = [
            sum(price * rule.faults(room, round_, world, size, count) for rule, price in rules)
            for round_ in range(rounds)
            for size in range(self.span)
            for world in range(worlds)
            for count in range(self.span)
        ]
        self.enter = [0] * (rounds * tables * worlds)

    def _note_pairs(self) -> None:
        room = self.room
        self.crowd = [NOWHERE] * (2 * room.size)
        self.crowd_price: list[int] = []
        known: list[dict[int, int]] = [{} for _ in range(room.size)]
        slot = 0
        for rule, price in self.rules:
            if isinstance(rule, LabelRule):
                for people in rule.holders(room).values():
                    if len(people) > CROWD:
                        for guest in people:
                            self.crowd[2 * guest + slot] = len(self.crowd_price)
                        self.crowd_price.append(price)
                    else:
                        _know(known, ((a, b, price) for a, b in combinations(people, 2)))
                slot += 1
            elif isinstance(rule, PairRule):
                _know(known, ((a, b, times * price) for a, b, times in rule.pairs(room)))
        self.crowd_counts = [0] * (room.rounds * room.table_count * len(self.crowd_price))
        self.friends_at, self.friends = flatten([sorted(them) for them in known])
        self.friend_price = [them[z] for them in known for z in sorted(them)]
        for guest, them in enumerate(known):
            for other, price in them.items():
                self.price[guest * room.size + other] = price

    def _needs(self) -> list[int]:
        room = self.room
        rules = [(rule, price) for rule, price in self.rules if isinstance(rule, SeatRule)]
        once = [0] * (room.size * room.table_count)
        for guest, person in enumerate(room.guests):
            if person.needs:
                for table in range(room.table_count):
                    once[guest * room.table_count + table] = sum(
                        price * rule.faults(room, guest, table) for rule, price in rules
                    )
        return once * room.rounds

    def rows(self) -> list[list[int]]:
        """Return who sits where, round by round: the table number of every guest."""
        people = self.room.size
        return [
            self.places[round_ * people : (round_ + 1) * people]
            for round_ in range(self.room.rounds)
        ]

    def size_of(self, round_: int, table: int) -> int:
        """Return how many people sit at a table."""
        return self.sizes[round_ * self.room.table_count + table]

    def table_of(self, round_: int, guest: int) -> int:
        """Return the table of a guest, or NOWHERE."""
        return self.places[round_ * self.room.size + guest]

    def people_at(self, round_: int, table: int) -> list[int]:
        """Return the guests of a table."""
        row = round_ * self.room.table_count + table
        return self.members[row * self.span : row * self.span + self.sizes[row]]

    def seat(self, round_: int, guest: int, table: int) -> None:
        """Seat someone, move them, or let them get up (NOWHERE), and keep every price right."""
        old = self.places[round_ * self.room.size + guest]
        if old != NOWHERE:
            self._count(round_, guest, old, -1)
            self._meet(round_, guest, old, -1)
            self._tell_friends(round_, guest, old, -1)
        self.places[round_ * self.room.size + guest] = table
        if table != NOWHERE:
            self._tell_friends(round_, guest, table, 1)
            self._meet(round_, guest, table, 1)
            self._count(round_, guest, table, 1)

    def exchange(self, round_: int, guest: int, other: int) -> None:
        """Let two people of different tables change seats."""
        here, there = self.table_of(round_, guest), self.table_of(round_, other)
        self.seat(round_, guest, NOWHERE)
        self.seat(round_, other, here)
        self.seat(round_, guest, there)

    def _tell_friends(self, round_: int, guest: int, table: int, sign: int) -> None:
        """Whoever knows the guest finds them at the table, or no longer."""
        room, near = self.room, self.near
        tables, at = room.table_count, round_ * room.size
        for place in range(self.friends_at[guest], self.friends_at[guest + 1]):
            other = self.friends[place]
            near[(at + other) * tables + table] += sign * self.friend_price[place]
        for round_other in range(room.rounds):
            elsewhere = self.places[round_other * room.size + guest]
            if round_other != round_ and elsewhere != NOWHERE:
                for other in self.people_at(round_other, elsewhere):
                    if other != guest:
                        near[(at + other) * tables + table] += sign * self.repeat_price

    def _meet(self, round_: int, guest: int, table: int, sign: int) -> None:
        """The guest meets the people of a table, or not: prices follow in the other rounds."""
        room, near, price = self.room, self.near, sign * self.repeat_price
        people, tables = room.size, room.table_count
        if room.rounds == 1:
            return
        for other in self.people_at(round_, table):
            if other == guest:
                continue
            self.price[guest * people + other] += price
            self.price[other * people + guest] += price
            for elsewhere in range(room.rounds):
                if elsewhere == round_:
                    continue
                at = elsewhere * people
                if self.places[at + other] != NOWHERE:
                    near[(at + guest) * tables + self.places[at + other]] += price
                if self.places[at + guest] != NOWHERE:
                    near[(at + other) * tables + self.places[at + guest]] += price

    def _count(self, round_: int, guest: int, table: int, sign: int) -> None:
        room = self.room
        row, place = round_ * room.table_count + table, round_ * room.size + guest
        size = self.sizes[row]
        if sign > 0:
            self.members[row * self.span + size] = guest
            self.seat_at[place] = size
        else:
            last = self.members[row * self.span + size - 1]
            self.members[row * self.span + self.seat_at[place]] = last
            self.seat_at[round_ * room.size + last] = self.seat_at[place]
        self.sizes[row] += sign
        for world in room.kinds[guest]:
            self.counts[row * len(room.worlds) + world] += sign
        for crowd in self.crowd[2 * guest : 2 * guest + 2]:
            if crowd != NOWHERE:
                self.crowd_counts[row * len(self.crowd_price) + crowd] += sign

    def ready(self) -> None:
        """Price one person of each world more and fewer at every table, for the kernel."""
        room = self.room
        worlds, span = len(room.worlds), self.span
        for row, size in enumerate(self.sizes):
            for world in range(worlds):
                place = row * worlds + world
                count = self.counts[place]
                at = self.mix_at(row // room.table_count, size, world) + count
                now = self.mix[at]
                self.enter[place] = self.mix[at + 1] - now if count + 1 < span else 0
                self.leave[place] = self.mix[at - 1] - now if count else 0

    def mix_at(self, round_: int, size: int, world: int) -> int:
        """Return where begin the prices of 0, 1, 2… people of a world at a table of that size."""
        return ((round_ * self.span + size) * len(self.room.worlds) + world) * self.span

    def exchange_price(self, round_: int, guest: int, other: int) -> int:
        """Return what changing seats would add to the total (negative: it gets better)."""
        room, near = self.room, self.near
        tables, at = room.table_count, round_ * room.size
        here, there = self.places[at + guest], self.places[at + other]
        row, row_other = (at + guest) * tables, (at + other) * tables
        price = near[row + there] - near[row + here] + near[row_other + here]
        price -= near[row_other + there] + 2 * self.price[guest * room.size + other]
        kind, kind_other = room.kinds[guest], room.kinds[other]
        if kind != kind_other:
            gone = [world for world in kind if world not in kind_other]
            come = [world for world in kind_other if world not in kind]
            price += self._world_change(round_, here, gone, come)
            price += self._world_change(round_, there, come, gone)
        for slot in range(2):
            mine, theirs = self.crowd[2 * guest + slot], self.crowd[2 * other + slot]
            if mine != theirs:
                price += self._crowd_price(round_, mine, here, there)
                price += self._crowd_price(round_, theirs, there, here)
        return price

    def _world_change(
        self, round_: int, table: int, gone: Sequence[int], come: Sequence[int]
    ) -> int:
        row = (round_ * self.room.table_count + table) * len(self.room.worlds)
        size, price = self.size_of(round_, table), 0
        for step, worlds in ((-1, gone), (1, come)):
            for world in worlds:
                at = self.mix_at(round_, size, world) + self.counts[row + world]
                price += self.mix[at + step] - self.mix[at]
        return price

    def _crowd_price(self, round_: int, crowd: int, here: int, there: int) -> int:
        if crowd == NOWHERE:
            return 0
        return self.crowd_price[crowd] * (
            self._crowd_at(round_, crowd, there) - self._crowd_at(round_, crowd, here) + 1
        )

    def _crowd_at(self, round_: int, crowd: int, table: int) -> int:
        row = round_ * self.room.table_count + table
        return self.crowd_counts[row * len(self.crowd_price) + crowd]

    def join_price(self, round_: int, guest: int, table: int) -> int:
        """Return what someone without a seat would add to the total by sitting at a table."""
        room = self.room
        price = self.near[(round_ * room.size + guest) * room.table_count + table]
        for crowd in self.crowd[2 * guest : 2 * guest + 2]:
            if crowd != NOWHERE:
                price += self.crowd_price[crowd] * self._crowd_at(round_, crowd, table)
        return price + self._resized(round_, table, room.kinds[guest], 1)

    def move_price(self, round_: int, guest: int, table: int) -> int:
        """Return what moving to another table would add to the total; both sizes change."""
        room, here = self.room, self.table_of(round_, guest)
        price = self.join_price(round_, guest, table)
        price -= self.near[(round_ * room.size + guest) * room.table_count + here]
        for crowd in self.crowd[2 * guest : 2 * guest + 2]:
            if crowd != NOWHERE:
                price -= self.crowd_price[crowd] * (self._crowd_at(round_, crowd, here) - 1)
        return price + self._resized(round_, here, room.kinds[guest], -1)

    def table_price(self, round_: int, table: int) -> int:
        """Return what a table costs by itself: its people's pairs, its mix, its size."""
        room, people = self.room, self.people_at(round_, table)
        row = (round_ * room.table_count + table) * len(room.worlds)
        price = self.size_prices[table][len(people)]
        for guest in people:
            price += self.near[(round_ * room.size + guest) * room.table_count + table]
        for world in range(len(room.worlds)):
            price += self.mix[self.mix_at(round_, len(people), world) + self.counts[row + world]]
        return price

    def _resized(self, round_: int, table: int, kind: Sequence[int], step: int) -> int:
        """Return what one person more or fewer (`step`) of some worlds adds to a table's price."""
        worlds, span, mix = len(self.room.worlds), self.span, self.mix
        row = round_ * self.room.table_count + table
        size = self.sizes[row]
        price = self.size_prices[table][size + step] - self.size_prices[table][size]
        now = self.mix_at(round_, size, 0)
        then, at = now + step * worlds * span, row * worlds
        for world in range(worlds):
            count = self.counts[at + world]
            more = step if world in kind else 0
            price += mix[then + world * span + count + more] - mix[now + world * span + count]
        return price


def board_from(
    request: SeatingRequest, rounds: Sequence[RoundTables], room: Room | None = None
) -> Board:
    """Lay a seating on a board. People of the tables who are not guests are left out."""
    room = room or enter_room(request)
    places = [[NOWHERE] * room.size for _ in range(room.rounds)]
    for row, tables in zip(places, rounds, strict=False):
        for key, guests in tables.items():
            for guest in guests:
                if guest in room.number and key in room.table_number:
                    row[room.number[guest]] = room.table_number[key]
    return lay(room, places)


def lay(room: Room, places: Sequence[Sequence[int]]) -> Board:
    """Lay a seating given by table numbers, with chairs in reserve for those who wait."""
    fullest = max((max(_sizes(row), default=0) for row in places), default=0)
    waiting = max(
        (list(row).count(NOWHERE) for row in places if max(row, default=-1) >= 0), default=0
    )
    board = Board(room, fullest + min(waiting, MOST_LATE) + CHAIRS_IN_RESERVE)
    for round_, row in enumerate(places):
        for guest, table in enumerate(row):
            if table != NOWHERE:
                board.seat(round_, guest, table)
    return board


def _sizes(row: Sequence[int]) -> Sequence[int]:
    return list(Counter(table for table in row if table != NOWHERE).values())


def flatten(rows: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Put rows end to end; return where each begins (and where the last ends), and all of them."""
    return [0, *accumulate(len(row) for row in rows)], list(chain.from_iterable(rows))


def _know(known: list[dict[int, int]], pairs: Iterable[tuple[int, int, int]]) -> None:
    for first, second, price in pairs:
        known[first][second] = known[second][first] = price + known[first].get(second, 0)
