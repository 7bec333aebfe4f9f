"""The hot loop of diverse groups: plain Python on flat lists, or compiled on flat arrays.

It calls nothing, and both ways do the same operations in the same order: they agree to the bit.
Chance is Lehmer's generator with the multiplier of Fishman and Moore (SIAM J. Sci. Stat. Comput. 7,
1986); every whole number stays under 2 ** 61.
"""

from typing import Any

# What `state` holds, by place.
RANDOM, LOOKS, TURNS, SWAPS = 0, 1, 2, 3


def search_swaps(
    state: Any,  # RANDOM: where chance stands; LOOKS, TURNS and SWAPS made by this call
    looks: int,  # stop when so many are made
    heat: float,  # how much may be lost by a swap, times a random patience
    patience: Any,  # 1024 fractions
    distances: Any,  # [element, element], none negative
    sums: Any,  # [group, element] distances of the element to the members of the group
    first: Any,  # [group] where its members begin, and where the last ones end
    members: Any,  # elements, group after group
    gains: Any,  # [place among the members] room for what leaving the group brings
    elements: int,
    groups: int,
) -> None:
    """Draw two groups, make the best swap between them if chance has patience for it; repeat.

    A look is a number read: one a turn, one for each member of the two groups or pair weighed, and
    one for every other element when a swap changes the sums. Looks, unlike turns, take about the
    same time whatever the distances are.

    `sums` is laid out by group and not by element, since a swap changes two whole rows of it.
    """
    x, made, turns, swaps = state[0], 0, 0, 0
    while made < looks:
        turns += 1
        x = x * 742938285 % 2147483647
        here = x % groups
        there = (x >> 10) % (groups - 1)
        if there >= here:
            there += 1
        x = x * 742938285 % 2147483647
        bar = -heat * patience[x & 1023]
        here_row, there_row = here * elements, there * elements
        here_start, here_end = first[here], first[here + 1]
        there_start, there_end = first[there], first[there + 1]
        made += 1 + here_end - here_start + there_end - there_start
        top = -1e300
        for s in range(here_start, here_end):
            i = members[s]
            gain = sums[there_row + i] - sums[here_row + i]
            gains[s] = gain
            if gain > top:  # noqa: PLR1730 -- a call would slow plain Python down
                top = gain
        left, joined = -1, -1
        for t in range(there_start, there_end):
            j = members[t]
            gain = sums[here_row + j] - sums[there_row + j]
            # Distances are never negative: they only take away from the sum of the two gains, which
            # spares nearly all pairs once groups are good.
            if gain + top > bar:
                made += here_end - here_start
                row = j * elements
                for s in range(here_start, here_end):
                    both = gains[s] + gain
                    if both > bar:
                        both -= 2.0 * distances[row + members[s]]
                        if both > bar:
                            bar = both
                            left, joined = s, t
        if left >= 0:
            swaps += 1
            made += elements >> 1
            i, j = members[left], members[joined]
            members[left], members[joined] = j, i
            i_row, j_row = i * elements, j * elements
            for k in range(elements):
                change = distances[i_row + k] - distances[j_row + k]
                sums[here_row + k] -= change
                sums[there_row + k] += change
    state[0], state[1], state[2], state[3] = x, made, turns, swaps
