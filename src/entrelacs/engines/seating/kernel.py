"""The hot loop of the search: one function, plain Python on flat lists or compiled on flat arrays.

It calls nothing and only counts with whole numbers (but for heat x patience, one product of two
fractions), so that both ways give the same seating, turn for turn. All arrays are flat; a guest g at
round r has the place r * people + g, a table t at round r the place r * tables + t.

Chance is Lehmer's generator with the multiplier of Fishman and Moore (SIAM J. Sci. Stat. Comput. 7,
1986): every number stays under 2 ** 61, the same in Python and in 64 bits.
"""

from typing import Any

# What `state` holds, by place.
RANDOM, TOTAL, TURNS = 0, 1, 2

Ints = Any  # a list of whole numbers, or an array of 64-bit ones


def anneal(
    state: Ints,  # RANDOM, TOTAL and TURNS: where chance stands, what the seating costs, turns made
    turns: int,  # how many turns to make
    heat: float,  # how much worse a change may be, times a random patience
    bound: int,  # stop when the total comes down to it
    shape: Ints,  # people, rounds, tables, worlds, kinds, seats of the largest table + 2, crowds
    repeat_price: int,
    patience: Any,  # 1024 fractions
    table_of: Ints,  # [round, guest] table, or -1
    size: Ints,  # [round, table]
    members: Ints,  # [round, table, seat] guests
    seat_of: Ints,  # [round, guest] place at the table
    held: Ints,  # [round, guest] 1 if they keep their seat, or belong to a block
    near: Ints,  # [round, guest, table] price of the guest's pairs with those seated there
    price: Ints,  # [guest, guest] price of a pair that would meet once more
    friends_at: Ints,  # [guest] where their friends begin
    friends: Ints,  # people whose meeting has a price of its own, guest after guest
    friend_price: Ints,  # and that price
    movers_at: Ints,  # [round] where its movers begin
    movers: Ints,  # who may change seats: a guest g, or a block b as -1 - b
    blocks_at: Ints,  # [block] where its people begin, one block after the other
    blocks: Ints,  # people who travel together
    kind: Ints,  # [guest] number of their set of worlds
    only_at: Ints,  # [kind, kind] where begin the worlds of the first that the second lacks
    only: Ints,
    counts: Ints,  # [round, table, world] people
    mix: Ints,  # [round, size, world, count] price of that many people of a world
    leave: Ints,  # [round, table, world] price of one fewer
    enter: Ints,  # [round, table, world] price of one more
    crowd: Ints,  # [guest, 2] labels shared by many, or -1
    crowd_price: Ints,  # [label]
    crowd_counts: Ints,  # [round, table, label] people
    left: Ints,  # room for the people of a block, and for those they change seats with
    joined: Ints,
) -> int:
    """Make turns: someone (or a block) and the best exchange with the people of another table.

    Returns the turns made: fewer than asked when the total reached the bound.
    """
    people, rounds, tables, worlds = shape[0], shape[1], shape[2], shape[3]
    kinds, room, crowds = shape[4], shape[5], shape[6]
    x, total, made = state[0], state[1], 0
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
        lead = g if g >= 0 else blocks[blocks_at[-1 - g]]
        here = table_of[at + lead]
        x = x * 742938285 % 2147483647
        there = x % (tables - 1)
        if there >= here:
            there += 1
        rt = r * tables
        there_size = size[rt + there]
        if there_size == 0:
            continue
        x = x * 742938285 % 2147483647
        bar = heat * patience[x & 1023]
        seat = (x >> 10) % there_size
        here_world, there_world = (rt + here) * worlds, (rt + there) * worlds
        seats_there = (rt + there) * room
        best, best_guest, swaps = 0, -1, 0
        if g >= 0:
            base = near[(at + g) * tables + there] - near[(at + g) * tables + here]
            row, mine = g * people, kind[g] * kinds
            # Everyone at the other table, from a random seat on; the best exchange is kept.
            for n in range(there_size):
                seat += 1
                if seat >= there_size:
                    seat = 0
                j = members[seats_there + seat]
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
                if crowds:
                    for slot in range(2):
                        a, b = crowd[2 * g + slot], crowd[2 * j + slot]
                        if a != b:
                            if a >= 0:
                                d += crowd_price[a] * (
                                    crowd_counts[(rt + there) * crowds + a]
                                    - crowd_counts[(rt + here) * crowds + a]
                                    + 1
                                )
                            if b >= 0:
                                d += crowd_price[b] * (
                                    crowd_counts[(rt + here) * crowds + b]
                                    - crowd_counts[(rt + there) * crowds + b]
                                    + 1
                                )
                if best_guest < 0 or d < best:
                    best, best_guest = d, j
            if best_guest < 0 or best > bar:
                continue
            left[0], joined[0], swaps = g, best_guest, 1
        else:
            # A block changes seats with as many people of the other table, from a random seat on.
            first, last = blocks_at[-1 - g], blocks_at[-g]
            wanted = last - first
            for n in range(there_size):
                seat += 1
                if seat >= there_size:
                    seat = 0
                j = members[seats_there + seat]
                if swaps < wanted and not held[at + j]:
                    left[swaps], joined[swaps] = blocks[first + swaps], j
                    swaps += 1
            if swaps < wanted:
                continue
            for n in range(swaps):
                i, j = left[n], joined[n]
                best += near[(at + i) * tables + there] - near[(at + i) * tables + here]
                best += near[(at + j) * tables + here] - near[(at + j) * tables + there]
                for m in range(swaps):
                    best -= 2 * price[i * people + joined[m]]
                for m in range(n + 1, swaps):
                    # These pairs stay together; their meeting in this round is in their price.
                    best += 2 * price[i * people + left[m]] + 2 * price[j * people + joined[m]]
                    if rounds > 1:
                        best -= 4 * repeat_price
            for w in range(worlds):
                gain = 0
                for n in range(swaps):
                    a, b = kind[left[n]] * kinds, kind[joined[n]] * kinds
                    # Against the kind without worlds (the first), `only` lists all of a kind's.
                    for p in range(only_at[a], only_at[a + 1]):
                        if only[p] == w:
                            gain += 1
                    for p in range(only_at[b], only_at[b + 1]):
                        if only[p] == w:
                            gain -= 1
                if gain != 0:
                    place = ((r * room + size[rt + here]) * worlds + w) * room
                    count = counts[here_world + w]
                    best += mix[place + count - gain] - mix[place + count]
                    place = ((r * room + there_size) * worlds + w) * room
                    count = counts[there_world + w]
                    best += mix[place + count + gain] - mix[place + count]
            for label in range(crowds):
                gain = 0
                for n in range(swaps):
                    i, j = left[n], joined[n]
                    if crowd[2 * i] == label or crowd[2 * i + 1] == label:
                        gain += 1
                    if crowd[2 * j] == label or crowd[2 * j + 1] == label:
                        gain -= 1
                if gain != 0:
                    a = crowd_counts[(rt + here) * crowds + label]
                    b = crowd_counts[(rt + there) * crowds + label]
                    best += crowd_price[label] * gain * (b - a + gain)
            if best > bar:
                continue
        total += best
        for n in range(swaps):
            i, j = left[n], joined[n]
            # Whoever knows one of them finds them at another table.
            for p in range(friends_at[i], friends_at[i + 1]):
                place, cost = (at + friends[p]) * tables, friend_price[p]
                near[place + here] -= cost
                near[place + there] += cost
            for p in range(friends_at[j], friends_at[j + 1]):
                place, cost = (at + friends[p]) * tables, friend_price[p]
                near[place + there] -= cost
                near[place + here] += cost
            for other in range(rounds):
                if other == r:
                    continue
                for step in range(2):
                    who, gone, come = (i, here, there) if step == 0 else (j, there, here)
                    t = table_of[other * people + who]
                    if t >= 0:
                        place = (other * tables + t) * room
                        for p in range(place, place + size[other * tables + t]):
                            z = members[p]
                            if z != who:
                                near[(at + z) * tables + gone] -= repeat_price
                                near[(at + z) * tables + come] += repeat_price
            if rounds > 1:
                # One loses the people of a table, the other meets them: prices follow in the
                # other rounds.
                for step in range(2):
                    goes, comes, t = (i, j, here) if step == 0 else (j, i, there)
                    place = (rt + t) * room
                    for p in range(place, place + size[rt + t]):
                        z = members[p]
                        if z == goes:
                            continue
                        price[goes * people + z] -= repeat_price
                        price[z * people + goes] -= repeat_price
                        price[comes * people + z] += repeat_price
                        price[z * people + comes] += repeat_price
                        for other in range(rounds):
                            if other == r:
                                continue
                            row = other * people
                            a = table_of[row + z]
                            if a >= 0:
                                near[(row + goes) * tables + a] -= repeat_price
                                near[(row + comes) * tables + a] += repeat_price
                            a = table_of[row + goes]
                            if a >= 0:
                                near[(row + z) * tables + a] -= repeat_price
                            a = table_of[row + comes]
                            if a >= 0:
                                near[(row + z) * tables + a] += repeat_price
            a, b = seat_of[at + i], seat_of[at + j]
            members[(rt + here) * room + a] = j
            members[(rt + there) * room + b] = i
            seat_of[at + i], seat_of[at + j] = b, a
            table_of[at + i], table_of[at + j] = there, here
            a, b = kind[i], kind[j]
            if a != b:
                for step in range(2):
                    row = a * kinds + b if step == 0 else b * kinds + a
                    gain = 1 if step == 0 else -1
                    for p in range(only_at[row], only_at[row + 1]):
                        w = only[p]
                        counts[here_world + w] -= gain
                        counts[there_world + w] += gain
                        for turn in range(2):
                            t = here if turn == 0 else there
                            count = counts[(rt + t) * worlds + w]
                            place = ((r * room + size[rt + t]) * worlds + w) * room + count
                            now = mix[place]
                            enter[(rt + t) * worlds + w] = mix[place + 1] - now
                            leave[(rt + t) * worlds + w] = mix[place - 1] - now if count > 0 else 0
            if crowds:
                for slot in range(2):
                    a, b = crowd[2 * i + slot], crowd[2 * j + slot]
                    if a != b:
                        if a >= 0:
                            crowd_counts[(rt + here) * crowds + a] -= 1
                            crowd_counts[(rt + there) * crowds + a] += 1
                        if b >= 0:
                            crowd_counts[(rt + there) * crowds + b] -= 1
                            crowd_counts[(rt + here) * crowds + b] += 1
    state[0], state[1] = x, total
    state[2] += made
    return made
