"""How lists write the worlds: by their names, their codes, or the trades of those who live in them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entrelacs.act.guest_lists.titles import plain
from entrelacs.commons.plain_text import fold

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class WorldName:
    """A world of the programme, by all its names."""

    code: str
    label: str
    short_label: str
    is_pole: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.code, self.short_label, self.label)


# The worlds of a programme that changes nothing, for a list read outside any programme.
USUAL = (
    WorldName(code="ts", label="Travail social", short_label="TS", is_pole=True),
    WorldName(code="es", label="Entrepreneuriat social", short_label="ES", is_pole=True),
    WorldName(code="collectivite", label="Collectivité", short_label="Coll."),
    WorldName(code="habitant", label="Habitant·e", short_label="Hab."),
    WorldName(code="autre", label="Autre", short_label="Autre"),
)
# By the names that prove a programme has this world: what else is said of those who live in it.
SYNONYMS = {
    "ts|travail social": "travailleur social|travailleuse sociale|travailleurs sociaux|"
    "travailleuses sociales|travailleur sociale|intervention sociale|intervenant social|"
    "intervenante sociale|action sociale|social|"
    "assistante sociale|assistant social|assistants sociaux|assistante de service social|"
    "assistant de service social|educateur|educatrice|educateurs|educateur specialise|"
    "educatrice specialisee|moniteur educateur|monitrice educatrice|cesf|service social|"
    "conseillere en economie sociale et familiale|secteur social|medico social|"
    "accompagnement social|accompagnateur social|accompagnatrice sociale|trav social|trav soc",
    "es|entrepreneuriat social": "ess|entrepreneur social|entrepreneuse sociale|entrepreneur sociale|"
    "entrepreneurs sociaux|entrepreneure sociale|entreprise sociale|entreprises sociales|entrepreneuse|"
    "entrepreneur|economie sociale et solidaire|economie sociale|entrepreneuriat|siae|iae|scop|scic|"
    "cooperative|innovation sociale|structure de l ess|acteur de l ess|entrep social|entr social",
    "collectivite|collectivite territoriale|coll|collectivites": "collectivite locale|mairie|commune|ville|"
    "departement|conseil departemental|region|metropole|intercommunalite|ccas|cias|elu|elue|elus|"
    "agent territorial|service public|etat|institution|institutionnel|administration",
    "habitant|habitante|habitants": "habitante|habitants|citoyen|citoyenne|personne concernee|riverain",
    "autre|autres": "autres|aucun des deux",
}
BOTH = (
    "les deux|les 2|deux|un peu des deux|des deux|mixte|double|l un et l autre|les deux mondes|"
    "aux deux|both|a la croisee des deux|entre les deux|les deux a la fois"
)
SEVERAL = re.compile(r"\s*(?:[/,;+&|\n]|\bet\b|\bou\b|(?<=\s)[-–](?=\s))\s*", re.IGNORECASE)
BRACKETS = re.compile(r"[()\[\]]")
SHORT = 3  # letters: "es" is also a word, its capitals tell the acronym


def words_of(worlds: Iterable[WorldName]) -> dict[str, tuple[str, ...]]:
    """Each way to write one of these worlds, or two of them, with their codes.

    >>> words = words_of(USUAL)
    >>> words["travailleuse sociale"], words["les deux"], words["ccas"]
    (('ts',), ('ts', 'es'), ('collectivite',))
    """
    known = list(worlds)
    words: dict[str, tuple[str, ...]] = {}
    for world in known:
        for name in world.names:
            for written in (fold(name), plain(name)):
                if written:
                    words.setdefault(written, (world.code,))
    own = dict(words)
    for names, synonyms in SYNONYMS.items():
        codes = next((own[name] for name in names.split("|") if name in own), None)
        for written in synonyms.split("|") if codes else ():
            words.setdefault(written, codes or ())
    poles = tuple(world.code for world in known if world.is_pole)
    for written in BOTH.split("|") if len(poles) > 1 else ():
        words.setdefault(written, poles)
    return words


def read_worlds(cell: str, words: Words) -> tuple[tuple[str, ...], list[str]]:
    """The codes of the worlds a cell names, in its order, and what names none.

    >>> words = words_of(USUAL)
    >>> read_worlds("TS et ES", words), read_worlds("Travailleur·se social·e", words)
    ((('ts', 'es'), []), (('ts',), []))
    >>> read_worlds("TS / Lune", words)
    (('ts',), ['Lune'])
    """
    whole = _named(cell, words)
    if whole:
        return whole, []
    codes: dict[str, None] = {}
    unknown = []
    for part in filter(None, SEVERAL.split(BRACKETS.sub("/", cell))):
        found = _named(part, words) or _held(part, words)
        codes |= dict.fromkeys(found)
        if not found and fold(part):
            unknown.append(part)
    return tuple(codes), unknown


def names_worlds(cell: str, words: Words) -> bool:
    """Whether a cell names worlds and says nothing else, as no structure's name does."""
    parts = [part for part in SEVERAL.split(BRACKETS.sub("/", cell)) if fold(part)]
    return bool(_named(cell, words)) or (bool(parts) and all(_named(part, words) for part in parts))


def _named(text: str, words: Words) -> tuple[str, ...]:
    return words.get(fold(text)) or words.get(plain(text)) or ()


def _held(text: str, words: Words) -> tuple[str, ...]:
    """The worlds whose names a longer text holds: "Je viens du travail social"."""
    held = plain(text).split()
    codes: dict[str, None] = {}
    start = 0
    while start < len(held):
        for size in range(min(6, len(held) - start), 0, -1):
            phrase = " ".join(held[start : start + size])
            if phrase not in words or (len(phrase) <= SHORT and phrase.upper() not in text):
                continue
            codes |= dict.fromkeys(words[phrase])
            start += size - 1
            break
        start += 1
    return tuple(codes)
