"""Structures written two ways: in the list and in the programme, or twice in the list itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from entrelacs.commons.organizations.spelling import SMALL_WORDS, likely_same, spelling_key
from entrelacs.commons.plain_text import fold

# So many pairs are compared one by one; beyond, only those that share something telling.
MOST_PAIRS = 20_000
LARGEST_BLOCK = 60


def alike_structures(named: Collection[str], known: Sequence[str]) -> dict[str, str]:
    """For each structure of the list under no known name, the one it looks like.

    That one is of the programme, or comes before it in the list, in the order of the alphabet.

    >>> alike_structures({"CCAS de Pessac", "Centre communal d'action sociale de Pessac"}, [])
    {"Centre communal d'action sociale de Pessac": 'CCAS de Pessac'}
    """
    keys = {spelling_key(name) for name in known}
    unknown: list[str] = []
    for name in sorted(named):
        key = spelling_key(name)
        if key not in keys:
            keys.add(key)
            unknown.append(name)
    candidates = [*known, *unknown]
    if len(unknown) * len(candidates) <= MOST_PAIRS:
        pairs: Iterable[tuple[str, list[str]]] = ((name, candidates) for name in unknown)
    else:
        pairs = _sharing(unknown, candidates)
    rank = {name: number for number, name in reversed(list(enumerate(candidates)))}
    alikes = {}
    for name, others in pairs:
        before = (other for other in others if rank[other] < rank[name])
        alike = next((other for other in before if likely_same(name, other)), None)
        if alike is not None:
            alikes[name] = alike
    return alikes


def _sharing(unknown: list[str], candidates: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each name with those that share a block with it: all their words but one, or an acronym."""
    blocks: dict[object, list[str]] = defaultdict(list)
    blocks_of = {name: list(_blocks(name)) for name in dict.fromkeys(candidates)}
    for name, keys in blocks_of.items():
        for key in keys:
            if len(blocks[key]) < LARGEST_BLOCK:
                blocks[key].append(name)
    for name in unknown:
        yield name, list(dict.fromkeys(other for key in blocks_of[name] for other in blocks[key]))


def _blocks(name: str) -> Iterator[object]:
    words = spelling_key(name).split()
    yield "".join(words)
    yield tuple(sorted(words))
    if len(words) > 1:
        yield from (
            ("all but", place, *words[:place], *words[place + 1 :]) for place in range(len(words))
        )
    else:
        word = words[0] if words else ""
        yield ("letters", word)
        yield from (("letters", word[:place] + word[place + 1 :]) for place in range(len(word)))
    # "CCAS Pessac" and "Centre communal d'action sociale de Pessac" both hold ("ccas", "pessac").
    full = [word for word in fold(name).split() if word not in SMALL_WORDS]
    for place, word in enumerate(full):
        if 2 <= len(word) <= 8:
            yield ("acronym", word, *full[:place], *full[place + 1 :])
    for start in range(len(full)):
        for end in range(start + 2, len(full) + 1):
            initials = "".join(word[0] for word in full[start:end])
            yield ("acronym", initials, *full[:start], *full[end:])
    if {"departement", "departemental", "conseil", "cd", "cg"} & set(full) or name[:2] in {
        "CD",
        "CG",
    }:
        yield "council"
