"""Two spellings, one structure? Suggestions with a reason; whoever reads them decides.

Acronyms are read off the names themselves, never from a dictionary: too many acronyms have several
meanings.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from entrelacs.commons.plain_text import fold
from entrelacs.commons.territories.cog import departments

ARTICLES = frozenset({"d", "de", "des", "du", "l", "la", "le", "les", "un", "une"})
LINKS = frozenset({"a", "au", "aux", "dans", "en", "et", "par", "pour", "sous", "sur"})
SMALL_WORDS = ARTICLES | LINKS
LEGAL_FORMS = frozenset(
    [
        "association",
        "eurl",
        "gie",
        "gip",
        "sa",
        "sarl",
        "sas",
        "sasu",
        "sci",
        "scic",
        "scop",
        "selarl",
        "snc",
    ]
)
LAW_OF_1901 = ("loi", "1901")
WRITTEN_SHORT = {
    "ass": "association",
    "asso": "association",
    "assoc": "association",
    "ctre": "centre",
    "cie": "compagnie",
    "dept": "departement",
    "dpt": "departement",
    "fed": "federation",
    "feder": "federation",
    "st": "saint",
    "ste": "sainte",
}
DEPARTMENT_COUNCIL = ("departement",)
COUNCIL_NAMES = {
    DEPARTMENT_COUNCIL,
    ("cd",),
    ("cg",),
    ("conseil", "departemental"),
    ("conseil", "departement"),
    ("conseil", "general"),
}
COUNCIL_CODE = re.compile(r"(c[dg])(\d{2,3}|2[ab])")
DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\. ?){2,}(?:[^\W\d_](?!\w))?")
PARTS = re.compile(r"\s*[()\[\]:]\s*|\s+[-–—/]\s+")
SHORTEST_ACRONYM = 3


class Reason(StrEnum):
    SPELLING = "spelling"  # accents, case, punctuation, articles or legal form
    DEPARTMENT = "department"  # the department by its name, its number or its council
    ACRONYM = "acronym"  # one writes in full what the other shortens
    TYPING = "typing"  # a letter, a space or the order of words


@dataclass(frozen=True)
class Likeness:
    """Why two names may be one structure; `detail` is the acronym or the department."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True)
class _Reading:
    words: tuple[str, ...]  # every word, place left out
    place: str  # code of the department the name ends with, or nothing


def spelling_key(name: str) -> str:
    """What is left of a name once accents, case, punctuation, articles and legal form are gone.

    >>> spelling_key("Association « Tirelires d'Avenir »") == spelling_key("TIRELIRES D AVENIR")
    True
    """
    words = _words(name)
    told = _without_small_words(_without_legal_form(words)) or words
    # A name in another alphabet, of which folding leaves nothing, is its own key.
    return " ".join(told or re.findall(r"\w+", name.casefold()))


def likely_same(name_a: str, name_b: str) -> Likeness | None:
    """Why the two names may be one structure, or None. Symmetric; merges nothing.

    >>> likely_same("Département des Hauts-de-Seine", "CD 92")
    Likeness(reason=<Reason.DEPARTMENT: 'department'>, detail='92')
    >>> likely_same("CCAS de Bordeaux", "Centre communal d'action sociale de Bordeaux").detail
    'CCAS'
    >>> likely_same("Mission locale de Nantes", "Mission locale de Nancy")
    """
    key_a, key_b = spelling_key(name_a), spelling_key(name_b)
    if not key_a or not key_b:
        return None
    if key_a == key_b:
        return Likeness(Reason.SPELLING)
    a, b = _read(name_a), _read(name_b)
    if a.place and b.place and a.place != b.place:
        return None
    if a.place == b.place:
        if a.place and _significant(a.words) == _significant(b.words):
            return Likeness(Reason.DEPARTMENT, a.place)
        acronym = _acronym(a, b) or _acronym(b, a) or _acronym_beside(name_a, name_b)
        if acronym:
            return Likeness(Reason.ACRONYM, acronym.upper())
    return Likeness(Reason.TYPING) if _mistyped(key_a.split(), key_b.split()) else None


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    joined = DOTTED.sub(lambda found: f" {re.sub(r'[. ]', '', found[0])} ", name)
    folded = fold(joined.replace("&", " et "))
    # "A S C A", as registers write it; two letters may be an article and a noun.
    folded = re.sub(r"\b(?:[a-z] ){2,}[a-z]\b", lambda run: run[0].replace(" ", ""), folded)
    return tuple(WRITTEN_SHORT.get(word, word) for word in folded.split())


def _without_legal_form(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = words
    while kept:
        if kept[0] in LEGAL_FORMS:
            kept = kept[1:]
        elif kept[-1] in LEGAL_FORMS:
            kept = kept[:-1]
        elif kept[:2] == LAW_OF_1901:
            kept = kept[2:]
        elif kept[-2:] == LAW_OF_1901:
            kept = kept[:-2]
        else:
            return kept
    return words


def _without_small_words(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in SMALL_WORDS)


def _significant(words: tuple[str, ...]) -> tuple[str, ...]:
    return _without_small_words(_without_legal_form(words)) or words


@cache
def _places() -> dict[tuple[str, ...], str]:
    """Every way to write a department at the end of a name."""
    places: dict[tuple[str, ...], str] = {}
    for code, name in departments().items():
        places[_without_small_words(_words(name))] = code
        places[code.lower(),] = code
    return places


@lru_cache(maxsize=10_000)
def _read(name: str) -> _Reading:
    words = _words(name)
    if words and (glued := COUNCIL_CODE.fullmatch(words[-1])):
        words = (*words[:-1], *glued.groups())
    place = ""
    while len(words) > 1:
        size, code = _place_at_end(words)
        # "Conseil départemental des Hauts-de-Seine (92)" says it twice.
        if not size or (place and code != place):
            break
        words, place = words[:-size], code
    while len(words) > 1 and words[-1] in SMALL_WORDS:
        words = words[:-1]
    if place and _without_small_words(words) in COUNCIL_NAMES:
        words = DEPARTMENT_COUNCIL
    return _Reading(words=words, place=place)


def _place_at_end(words: tuple[str, ...]) -> tuple[int, str]:
    """How many words at the end name a department, and its code; the longest name wins."""
    for start in range(1, len(words)):
        if words[start] in SMALL_WORDS:
            continue
        code = _places().get(_without_small_words(words[start:]))
        if code:
            return len(words) - start, code
    return 0, ""


def _acronym(short: _Reading, long: _Reading) -> str:
    """The word of `short` that stands for a run of words of `long`, all else being equal."""
    brief = _significant(short.words)
    for full in {long.words, _without_legal_form(long.words)}:
        plain = [position for position, word in enumerate(full) if word not in SMALL_WORDS]
        for position, word in enumerate(brief):
            before, after = position, len(brief) - position - 1
            run = plain[before : len(plain) - after]
            is_context = bool(before or after or short.place)
            if len(run) < 2 or len(word) < SHORTEST_ACRONYM - is_context or not word.isalpha():
                continue
            around = tuple(full[each] for each in plain if each < run[0] or each > run[-1])
            if around == brief[:position] + brief[position + 1 :] and _spells(
                word, full[run[0] : run[-1] + 1]
            ):
                return word
    return ""


def _spells(acronym: str, words: tuple[str, ...]) -> bool:
    """Whether the acronym takes the first letter of each word; small words may be left out."""
    pattern = "".join(word[0] + ("?" if word in SMALL_WORDS else "") for word in words)
    return re.fullmatch(pattern, acronym) is not None


def _acronym_beside(name_a: str, name_b: str) -> str:
    """The acronym, when one name gives both forms ("ASCA (Association culturelle…)")."""
    for both, other in ((name_a, name_b), (name_b, name_a)):
        parts = [part for part in PARTS.split(both) if part.strip()]
        if len(parts) != 2:
            continue
        first, second = _read(parts[0]), _read(parts[1])
        acronym = _acronym(first, second) or _acronym(second, first)
        if acronym and spelling_key(other) in map(spelling_key, parts):
            return acronym
    return ""


def _mistyped(words_a: list[str], words_b: list[str]) -> bool:
    """Same words in another order, glued or split, or one word off by a letter."""
    if sorted(words_a) == sorted(words_b) or "".join(words_a) == "".join(words_b):
        return True
    if len(words_a) != len(words_b):
        return False
    differing = [pair for pair in zip(words_a, words_b, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    # Numbers differ on purpose; in a short word one letter makes another word.
    letters = a.isalpha() and b.isalpha() and min(len(a), len(b)) >= 5
    return letters and OSA.distance(a, b, score_cutoff=1) <= 1
