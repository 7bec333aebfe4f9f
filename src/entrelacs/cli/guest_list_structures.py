"""Structures written in two ways: probably one, so their people are kept apart, and one asks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from entrelacs.commons.organizations.spelling import likely_same, spelling_key
from entrelacs.commons.plain_text import fold
from entrelacs.commons.territories.cog import departments

# Comparing all pairs takes two seconds for so many structures; beyond, those with a rare word in common.
_ALL_PAIRS = 300
_RARE = 40
_COUNCIL = re.compile(r"c[dg](\d+)")


def find_spellings(structures: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of names that are probably one structure, in the order they were met."""
    names = list(dict.fromkeys(structures))
    group = {name: name for name in names}

    def head(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    place = {name: number for number, name in enumerate(names)}
    for one, other in _worth_comparing(names):
        first, second = sorted((head(one), head(other)), key=place.__getitem__)
        if first != second and likely_same(one, other):
            group[second] = first
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(head(name), []).append(name)
    return [tuple(spellings) for spellings in found.values() if len(spellings) > 1]


def _worth_comparing(names: list[str]) -> Iterator[tuple[str, str]]:
    if len(names) <= _ALL_PAIRS:
        yield from combinations(names, 2)
        return
    places = {fold(name): code for code, name in departments().items()}
    sharing: dict[str, list[str]] = {}
    for name in names:
        for mark in _marks(name, places):
            sharing.setdefault(mark, []).append(name)
    for alike in sharing.values():
        if len(alike) <= _RARE:
            yield from combinations(alike, 2)


def _marks(name: str, places: Mapping[str, str]) -> Iterator[str]:
    """Yield what two names of one structure have in common, one or the other."""
    words = spelling_key(name).split()
    padded = f" {fold(name)} "
    marks = set(words) | {"".join(words), "".join(word[0] for word in words)}
    marks |= {f"{word} {after[:3]}" for word, after in pairwise(words)}
    marks |= {" ".join(words[:-1]), " ".join(sorted(words))}
    marks |= {council[1] for word in words if (council := _COUNCIL.fullmatch(word))}
    marks |= {code for place, code in places.items() if f" {place} " in padded}
    yield from sorted(marks)
