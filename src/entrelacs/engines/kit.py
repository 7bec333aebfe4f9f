"""What several engines need: randomness and order that are the same on every machine."""

from collections.abc import Callable, Iterable
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


def seeded_random(seed: int) -> Random:
    """Return the only source of chance an engine may use (Mersenne Twister).

    >>> seeded_random(7).random() == seeded_random(7).random()
    True
    """
    return Random(seed)


def shuffled(items: Iterable[Item], random: Random) -> list[Item]:
    """Return the items in random order; the input is not changed.

    Fisher and Yates, written on `Random.random()` alone: its sequence is promised to stay the same
    from one Python to the next, that of `Random.shuffle` is not.

    >>> shuffled("abcdef", seeded_random(1))
    ['b', 'c', 'f', 'd', 'e', 'a']
    """
    mixed = list(items)
    for last in range(len(mixed) - 1, 0, -1):
        chosen = int(random.random() * (last + 1))
        mixed[last], mixed[chosen] = mixed[chosen], mixed[last]
    return mixed


def ranked(
    items: Iterable[Item], *, score: Callable[[Item], float], key: Callable[[Item], str]
) -> list[Item]:
    """Return the items from the highest score to the lowest; equal scores follow `key`.

    >>> ranked(["pear", "fig", "kiwi"], score=len, key=str)
    ['kiwi', 'pear', 'fig']
    """
    return sorted(items, key=lambda item: (-score(item), key(item)))
