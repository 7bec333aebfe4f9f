"""The hot loop of the search: plain Python on flat lists, or compiled on flat arrays.

It only counts with whole numbers (but for heat x patience, one product of two fractions), so that
both ways give the same seating, turn for turn.

All arrays are flat: a guest g in round r has the place r * people + g, a table t in round r the place
r * tables + t. They come in five groups:

    seats    table_of [round, guest] a table, or -1; size [round, table]; members [round, table,
             seat] guests; seat_of [round, guest] their place among the members
    pairs    near [round, guest, table] price of the guest's pairs with those seated there; price
             [guest, guest] of a pair that would meet once more; friends, guest after guest, whose
             meeting has a price of its own, from friends_at [guest] on, and that friend_price
    worlds   kind [guest] number of their set of worlds; only, the worlds of one kind that another
             lacks, from only_at [kind, kind] on; counts [round, table, world] people; mix [round,
             size, world, count] price of that many; leave and enter [round, table, world] price of
             one fewer and of one more
    crowds   crowd [guest, 2] labels shared by many, or -1; crowd_price [label]; crowd_counts
             [round, table, label] people
    who      held [round, guest] 1 if they keep their seat or belong to a group; movers, round after
             round from movers_at [round] on: a guest g, or a group b as -1 - b; members of groups
             from blocks_at [group] on; left and joined, room for those who change seats

Chance is Lehmer's generator with the multiplier of Fishman and Moore (SIAM J. Sci. Stat. Comput. 7,
1986): every number stays under 2 ** 61, the same in Python and in 64 bits.
"""

from typing import Any

# What `state` holds, by place: where chance stands, what the seating costs.
RANDOM, TOTAL = 0, 1

# Whole numbers: a list, or an array of 64-bit ones; and groups of them.
Ints = Any
Group = Any


def anneal(
    state: Ints,
    turns: int,
    heat: float,
    bound: int,
    shape: Ints,
    patience: Any,
    seats: Group,
    pairs: Group,
    worlds: Group,
    crowds: Group,
    who: Group,
) -> int:
    """Make turns: someone, or a group, and the best exchange with the people of another table.

    An exchange is made if it costs no more than `heat` times a random patience. `shape` is people,
    rounds, tables, worlds, kinds, seats of a row of members, labels of crowds, price of a repeat.
    Returns the turns made: fewer than asked when the total came down to the bound.
    """
    table_of, size = seats[0], seats[1]
    near, left, joined = pairs[0], who[5], who[6]
    movers_at, movers, blocks_at, blocks = who[1], who[2], who[3], who[4]
    people, rounds, tables = shape[0], shape[1], shape[2]
    x, total, made = state[RANDOM], state[TOTAL], 0
    while made < turns and total > bound:
        made += 1
        x = x * 742938285 % 2147483647
        r = x % rounds
        first = movers_at[r]
        choice = movers_at[r + 1] - first
        if choice == 0:
            continue
        at = r * people
        x = x * 742938285 % 2147483647
        g = movers[first + x % choice]
        # Look again for someone who has a reason to move: conflicts guide the choice.
        looks = 0
        while looks < 3 and g >= 0 and near[(at + g) * tables + table_of[at + g]] == 0:
            looks += 1
            x = x * 742938285 % 2147483647
            g = movers[first + x % choice]
        here = table_of[at + (g if g >= 0 else blocks[blocks_at[-1 - g]])]
        x = x * 742938285 % 2147483647
        there = x % (tables - 1)
        if there >= here:
            there += 1
        if size[r * tables + there] == 0:
            continue
        x = x * 742938285 % 2147483647
        bar = heat * patience[x & 1023]
        if g >= 0:
            swaps = 1
            best = best_exchange(
                r, g, here, there, x >> 10, shape, seats, pairs, worlds, crowds, who
            )
        else:
            swaps = pick_group(r, -1 - g, there, x >> 10, shape, seats, who)
            best = price_group(r, swaps, here, there, shape, seats, pairs, worlds, crowds, who)
        if joined[0] < 0 or best > bar:
            continue
        total += best
        for n in range(swaps):
            tell_others(r, left[n], joined[n], here, there, shape, seats, pairs)
            change_seats(r, left[n], joined[n], here, there, shape, seats, worlds, crowds)
    state[RANDOM], state[TOTAL] = x, total
    return made


def best_exchange(
    r: int,
    g: int,
    here: int,
    there: int,
    start: int,
    shape: Ints,
    seats: Group,
    pairs: Group,
    worlds: Group,
    crowds: Group,
    who: Group,
) -> int:
    """Price the exchanges of a guest with everyone of a table; leave the best in left and joined."""
    members, held = seats[2], who[0]
    near, price = pairs[0], pairs[1]
    kind, only_at, only, leave, enter = worlds[0], worlds[1], worlds[2], worlds[5], worlds[6]
    people, tables, kinds, labels = shape[0], shape[2], shape[4], shape[6]
    at, rt = r * people, r * tables
    count = seats[1][rt + there]
    here_world, there_world = (rt + here) * shape[3], (rt + there) * shape[3]
    row, mine = g * people, kind[g] * kinds
    base = near[(at + g) * tables + there] - near[(at + g) * tables + here]
    first, seat = (rt + there) * shape[5], start % count
    best, best_guest = 0, -1
    # From a random seat on: of equal exchanges the first is kept.
    for _n in range(count):
        seat += 1
        if seat >= count:
            seat = 0
        j = members[first + seat]
        if held[at + j]:
            continue
        place = (at + j) * tables
        d = base + near[place + here] - near[place + there] - 2 * price[row + j]
        other = kind[j]
        if mine != other * kinds:
            for p in range(only_at[mine + other], only_at[mine + other + 1]):
                w = only[p]
                d += leave[here_world + w] + enter[there_world + w]
            other = other * kinds + kind[g]
            for p in range(only_at[other], only_at[other + 1]):
                w = only[p]
                d += leave[there_world + w] + enter[here_world + w]
        if labels:
            for slot in range(2):
                a, b = crowds[0][2 * g + slot], crowds[0][2 * j + slot]
                if a != b:
                    if a >= 0:
                        gain = crowds[2][(rt + there) * labels + a] + 1
                        d += crowds[1][a] * (gain - crowds[2][(rt + here) * labels + a])
                    if b >= 0:
                        gain = crowds[2][(rt + here) * labels + b] + 1
                        d += crowds[1][b] * (gain - crowds[2][(rt + there) * labels + b])
        if best_guest < 0 or d < best:
            best, best_guest = d, j
    who[5][0], who[6][0] = g, best_guest
    return best


def pick_group(
    r: int, block: int, there: int, start: int, shape: Ints, seats: Group, who: Group
) -> int:
    """Choose with whom a group changes seats: as many people, from a random seat on.

    Leaves them in left and joined; joined begins with -1 if the table has too few who may move.
    """
    held, blocks_at, blocks, left, joined = who[0], who[3], who[4], who[5], who[6]
    first, wanted = blocks_at[block], blocks_at[block + 1] - blocks_at[block]
    row = r * shape[2] + there
    count = seats[1][row]
    seat, swaps = start % count, 0
    for _n in range(count):
        seat += 1
        if seat >= count:
            seat = 0
        j = seats[2][row * shape[5] + seat]
        if swaps < wanted and not held[r * shape[0] + j]:
            left[swaps], joined[swaps] = blocks[first + swaps], j
            swaps += 1
    if swaps < wanted:
        joined[0] = -1
        return 0
    return swaps


def price_group(
    r: int,
    swaps: int,
    here: int,
    there: int,
    shape: Ints,
    seats: Group,
    pairs: Group,
    worlds: Group,
    crowds: Group,
    who: Group,
) -> int:
    """Price the exchange of a whole group with those picked."""
    near, price, left, joined = pairs[0], pairs[1], who[5], who[6]
    kind, only_at, only, counts, mix = worlds[0], worlds[1], worlds[2], worlds[3], worlds[4]
    people, tables, world_count, kinds = shape[0], shape[2], shape[3], shape[4]
    room, labels = shape[5], shape[6]
    at, rt, best = r * people, r * tables, 0
    for n in range(swaps):
        i, j = left[n], joined[n]
        best += near[(at + i) * tables + there] - near[(at + i) * tables + here]
        best += near[(at + j) * tables + here] - near[(at + j) * tables + there]
        for m in range(swaps):
            best -= 2 * price[i * people + joined[m]]
        for m in range(n + 1, swaps):
            # These pairs stay together; their meeting in this round is in their price.
            best += 2 * price[i * people + left[m]] + 2 * price[j * people + joined[m]]
            if shape[1] > 1:
                best -= 4 * shape[7]
    for w in range(world_count):
        gain = 0
        for n in range(swaps):
            # Against the first kind, which has no world, `only` lists all of a kind's.
            a, b = kind[left[n]] * kinds, kind[joined[n]] * kinds
            for p in range(only_at[a], only_at[a + 1]):
                if only[p] == w:
                    gain += 1
            for p in range(only_at[b], only_at[b + 1]):
                if only[p] == w:
                    gain -= 1
        if gain != 0:
            for t in (here, there):
                place = ((r * room + seats[1][rt + t]) * world_count + w) * room
                place += counts[(rt + t) * world_count + w]
                best += mix[place + (gain if t == there else -gain)] - mix[place]
    for label in range(labels):
        gain = 0
        for n in range(swaps):
            i, j = left[n], joined[n]
            if label in (crowds[0][2 * i], crowds[0][2 * i + 1]):
                gain += 1
            if label in (crowds[0][2 * j], crowds[0][2 * j + 1]):
                gain -= 1
        if gain != 0:
            more = (
                crowds[2][(rt + there) * labels + label] - crowds[2][(rt + here) * labels + label]
            )
            best += crowds[1][label] * gain * (more + gain)
    return best


def tell_others(
    r: int, i: int, j: int, here: int, there: int, shape: Ints, seats: Group, pairs: Group
) -> None:
    """Keep the prices of those who know i, who goes there, and j, who comes here."""
    table_of, size, members = seats[0], seats[1], seats[2]
    near, price, friends_at, friends, friend_price = pairs
    people, rounds, tables, room, again = shape[0], shape[1], shape[2], shape[5], shape[7]
    at = r * people
    for who, gone, come in ((i, here, there), (j, there, here)):
        for p in range(friends_at[who], friends_at[who + 1]):
            place, cost = (at + friends[p]) * tables, friend_price[p]
            near[place + gone] -= cost
            near[place + come] += cost
        for other in range(rounds):
            t = table_of[other * people + who]
            if other == r or t < 0:
                continue
            place = (other * tables + t) * room
            for p in range(place, place + size[other * tables + t]):
                z = members[p]
                if z != who:
                    near[(at + z) * tables + gone] -= again
                    near[(at + z) * tables + come] += again
    if rounds == 1:
        return
    # One leaves the people of a table, the other meets them: prices follow in the other rounds.
    for goes, comes, t in ((i, j, here), (j, i, there)):
        place = (r * tables + t) * room
        for p in range(place, place + size[r * tables + t]):
            z = members[p]
            if z == goes:
                continue
            price[goes * people + z] -= again
            price[z * people + goes] -= again
            price[comes * people + z] += again
            price[z * people + comes] += again
            for other in range(rounds):
                if other == r:
                    continue
                row = other * people
                a = table_of[row + z]
                if a >= 0:
                    near[(row + goes) * tables + a] -= again
                    near[(row + comes) * tables + a] += again
                a = table_of[row + goes]
                if a >= 0:
                    near[(row + z) * tables + a] -= again
                a = table_of[row + comes]
                if a >= 0:
                    near[(row + z) * tables + a] += again


def change_seats(
    r: int,
    i: int,
    j: int,
    here: int,
    there: int,
    shape: Ints,
    seats: Group,
    worlds: Group,
    crowds: Group,
) -> None:
    """Seat i in the place of j and j in that of i, and count their worlds where they now are."""
    table_of, size, members, seat_of = seats
    kind, only_at, only, counts, mix, leave, enter = worlds
    world_count, kinds, room, labels = shape[3], shape[4], shape[5], shape[6]
    at, rt = r * shape[0], r * shape[2]
    a, b = seat_of[at + i], seat_of[at + j]
    members[(rt + here) * room + a] = j
    members[(rt + there) * room + b] = i
    seat_of[at + i], seat_of[at + j] = b, a
    table_of[at + i], table_of[at + j] = there, here
    a, b = kind[i], kind[j]
    if a != b:
        for row, gain in ((a * kinds + b, 1), (b * kinds + a, -1)):
            for p in range(only_at[row], only_at[row + 1]):
                w = only[p]
                for t, more in ((here, -gain), (there, gain)):
                    place = (rt + t) * world_count + w
                    counts[place] += more
                    count = counts[place]
                    cost = ((r * room + size[rt + t]) * world_count + w) * room + count
                    enter[place] = mix[cost + 1] - mix[cost]
                    leave[place] = mix[cost - 1] - mix[cost] if count > 0 else 0
    if labels:
        for slot in range(2):
            a, b = crowds[0][2 * i + slot], crowds[0][2 * j + slot]
            if a != b:
                for label, gone, come in ((a, here, there), (b, there, here)):
                    if label >= 0:
                        crowds[2][(rt + gone) * labels + label] -= 1
                        crowds[2][(rt + come) * labels + label] += 1


# What the hot loop calls, in an order where each comes after those it calls.
PARTS = (best_exchange, pick_group, price_group, tell_others, change_seats)
