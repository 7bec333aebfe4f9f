"""The order of people round a table: worlds alternate as far as their numbers allow."""

from collections.abc import Mapping, Sequence


def seat_round(keys: Sequence[str], world_of: Mapping[str, str]) -> list[str]:
    """Spread each world evenly round the circle, the larger ones first.

    >>> seat_round(["a", "b", "c", "d"], {"a": "ts", "b": "ts", "c": "es", "d": "es"})
    ['c', 'a', 'd', 'b']
    """
    circles: dict[str, list[str]] = {}
    for key in keys:
        circles.setdefault(world_of.get(key, ""), []).append(key)
    spread = sorted(
        ((2 * rank + 1) / (2 * len(members)), -len(members), world, key)
        for world, members in circles.items()
        for rank, key in enumerate(members)
    )
    return [key for *_, key in spread]
