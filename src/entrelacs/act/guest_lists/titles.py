"""What a title announces: every meaning it may have, with how surely."""

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from entrelacs.act.guest_lists.vocabulary import AROUND, LIKELY, TITLES, Column
from entrelacs.commons.plain_text import fold

# "participant·e", "travailleur(se)", "Invité-e": the word before, once more. "TS/ES" is no such ending.
_ENDINGS = "e|se|euse|rice|ice|trice|ne|le|ère|ve"
INCLUSIVE = re.compile(
    rf"(?<=\w)(?:[·•∙(](?:{_ENDINGS})(?:[·•.]?s)?\)?|[./\-](?:{_ENDINGS})(?:[./\-]?s)?)(?!\w)"
    rf"|(?<=\w)[·•∙(](?:{_ENDINGS.upper()})(?:[·•.]?S)?\)?(?!\w)"
)
SIGNS = {
    "@": Column.EMAIL,
    "✉": Column.EMAIL,
    "☎": Column.PHONE,
    "📞": Column.PHONE,
    "📱": Column.PHONE,
}
LONGEST_TITLE = 160
STARTS, HOLDS, ALMOST, LATER = 0.9, 0.8, 0.8, 0.55
FEWEST_LETTERS, LIKENESS = 5, 86
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in TITLES)
_EXACT = [phrase for phrase in TITLES if len(phrase) >= FEWEST_LETTERS]
# Heads that say nothing by themselves: "Nom de la structure", "Adresse de messagerie".
_WEAK = {
    "nom": {Column.ORGANIZATION, Column.TERRITORY},
    "noms": {Column.ORGANIZATION, Column.TERRITORY},
    "name": {Column.ORGANIZATION, Column.TERRITORY},
    "adresse": {Column.EMAIL},
    "numero": {Column.PHONE, Column.SIRET},
    "n": {Column.PHONE, Column.SIRET},
    "no": {Column.PHONE, Column.SIRET},
    "type": {Column.WORLD},
    "intitule": {Column.ORGANIZATION, Column.FUNCTION},
}


def plain(text: str) -> str:
    """A text folded, its inclusive endings left out.

    >>> plain("Participant·e(s)"), plain("Travailleur(se) social(e)")
    ('participant s', 'travailleur social')
    """
    return fold(INCLUSIVE.sub("", text.replace("’", "'")))


@lru_cache(maxsize=4_000)
def title_scores(title: str) -> dict[Column, float]:
    """Each meaning a title may have, from 0 to 1; empty when it is not one we know.

    >>> title_scores("Adresse e-mail (pro)")
    {<Column.EMAIL: 'email'>: 1.0}
    >>> title_scores("Nom de la structure"), title_scores("Bonjour")
    ({<Column.ORGANIZATION: 'organization'>: 1.0}, {})
    """
    bare = title.strip()
    if bare in SIGNS:
        return {SIGNS[bare]: 1.0}
    folded = plain(bare[:LONGEST_TITLE])
    if folded in TITLES:
        column, weight = TITLES[folded]
        return {column: weight}
    words = folded.split()
    kept = _without_around(words)
    if " ".join(kept) in TITLES:
        column, weight = TITLES[" ".join(kept)]
        return {column: weight}
    return _scores_of_parts(words) or _almost(" ".join(kept))


def is_exact(title: str) -> bool:
    """Whether a title is wholly one we know, and not only a text that holds one."""
    folded = plain(title[:LONGEST_TITLE])
    known = TITLES.get(folded) or TITLES.get(" ".join(_without_around(folded.split())))
    return title.strip() in SIGNS or (known is not None and known[1] >= LIKELY)


def _without_around(words: list[str]) -> list[str]:
    start, end = 0, len(words)
    while start < end and words[start] in AROUND:
        start += 1
    while end > start and words[end - 1] in AROUND:
        end -= 1
    return words[start:end]


def _scores_of_parts(words: list[str]) -> dict[Column, float]:
    """What the known phrases of a title say; the first is the head, as in "commune de la structure"."""
    found = _phrases(words)
    if len(found) > 1 and found[0][2] in _WEAK:
        others = {TITLES[phrase][0] for _start, _end, phrase in found[1:]}
        if others & _WEAK[found[0][2]]:
            found = found[1:]
    columns = {TITLES[phrase][0] for _start, _end, phrase in found}
    if {Column.GIVEN, Column.FAMILY} <= columns:
        return {Column.FULL: 1.0}
    scores: dict[Column, float] = {}
    for rank, (start, end, phrase) in enumerate(found):
        column, weight = TITLES[phrase]
        before = [word for word in words[:start] if word not in AROUND]
        around = STARTS if not before else HOLDS
        if rank:
            around *= LATER
        if end - start == len(words):
            around = 1.0
        scores[column] = max(scores.get(column, 0.0), weight * around)
    return scores


def _phrases(words: list[str]) -> list[tuple[int, int, str]]:
    """Known phrases, longest first where they overlap, in the order of the words."""
    found = []
    start = 0
    while start < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - start), 0, -1):
            phrase = " ".join(words[start : start + size])
            # A letter or two inside a title is a part of something else.
            if phrase in TITLES and (len(phrase) > 2 or len(words) <= 2):
                found.append((start, start + size, phrase))
                start += size
                break
        else:
            start += 1
    return found


def _almost(folded: str) -> dict[Column, float]:
    """A known title with a slip of the keys: "Prénon", "Strucutre"."""
    if len(folded) < FEWEST_LETTERS:
        return {}
    best = process.extractOne(folded, _EXACT, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    if best is None:
        return {}
    column, weight = TITLES[best[0]]
    return {column: weight * ALMOST}
