"""Recognise what a line announces: a table, a prompt, people, the end of the tables."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from entrelacs.act.notes.sources.base import Line, PromptKind, Style
from entrelacs.act.notes.sources.markdown import plain_words

LONGEST_HEADING = 160  # characters; beyond, a line is a sentence

_WRITTEN = [
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
]  # up to twelve
WRITTEN_NUMBERS = {word: value for value, word in enumerate(_WRITTEN, start=1)} | {"une": 1}

_TABLE = re.compile(
    r"(?:la\s)?table[\s\-]*(?:n\s?[°ºo]?\.?\s?|no\.?\s?|num(?:éro|ero|\.)?\s?|#\s?)?"
    rf"(?P<number>\d{{1,3}}|{'|'.join(WRITTEN_NUMBERS)})"
    r"\s?(?:\.|[:(–—-](?P<title>.*))?",
    re.IGNORECASE,
)
_TABLE_WITHOUT_NUMBER = re.compile(r"table ?(?:n ?[°o]?|no|numero|#)?[ :?.…_\-]*")
_TITLED_TABLE = re.compile(r"table (?!ronde|des matieres)\S.*")

_PROMPT_WORDS = {
    "objectif": PromptKind.OBJECTIVES,
    "finalite": PromptKind.OBJECTIVES,
    "but": PromptKind.OBJECTIVES,
    "exemple": PromptKind.EXAMPLES,
    "experience": PromptKind.EXAMPLES,
    "piste": PromptKind.LEADS,
    "levier": PromptKind.LEADS,
    "proposition": PromptKind.LEADS,
}
_PROMPT = re.compile(
    r"(?:\d{1,2} ?[.)/-] ?)?"
    r"(?:(?:les|des|nos|vos|quelques|quels?|quelles?|principa\w+|autres?|nouve\w+|grands?) )*"
    rf"(?P<word>{'|'.join(_PROMPT_WORDS)})(?P<plural>s?)\b(?P<rest>.*)"
)
# How organisers end these headings; anything else after the keyword may be an idea.
_PROMPT_ENDING = re.compile(
    r"(?: (?:reussi|concret|commun|inspirant|identifie|partage|possible|futur|principa)\w*)*"
    r"(?: ?\(suite\))?"
    r"(?: (?:de |des |d'|du |pour |en |vers )(?:la |les |l'|une? |notre |nos )?(?:futures? )?"
    r"(?:collaboration|cooperation|action|partenariat|rapprochement|travail|projet|demain|suite)s?"
    r"(?: \w+){0,3})?"
)
_INCLUSIVE = r"(?:[·.•(/*-]?e)?[·.•)/*-]?s?(?:/\w+)?"
_THE_TABLE = r"(?:a|de|autour de) (?:la |cette )?table(?: \d+)?"
_PEOPLE = re.compile(
    r"(?:(?:autour|tour|membres) de (?:la |cette )?table(?: \d+)?"
    rf"|(?:les |etaient )?(?:personnes? )?(?:participant|present|convive){_INCLUSIVE}"
    rf"(?: present{_INCLUSIVE})?|(?:les )?membres?|personnes {_THE_TABLE})"
    rf"(?: {_THE_TABLE})?(?P<tail> (?:a|de|du|d'|autour) ?[^:,;()]{{1,30}})?(?: ?\(\d+\))?"
)
_CLOSING = re.compile(
    r"(?:la |les )?(?:synthese|conclusion|cloture|annexe|sommaire|introduction|restitution|pleniere"
    r"|remerciement|mise en commun|table des matieres|table ronde)s?\b.*"
)
_OF_ONE_TABLE = re.compile(r"\btable\b(?! ronde| des matieres)")
_PAGE_MARK = re.compile(
    r"[\s\-–—|.]*(?:p(?:age|\.)?\s?)?\d{1,4}(?:\s?(?:/|sur|of)\s?\d{1,4})?[\s\-–—|.]*"
)
_LAST_NUMBER = re.compile(r"\d{1,4}\Z")


def fold(text: str) -> str:
    """Lower a text, without accents or typographic variants, single-spaced.

    >>> fold("Présent·es  :")
    'present·es :'
    """
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.split())


@dataclass(frozen=True, slots=True)
class TableHeading:
    number: int | None
    title: str


@dataclass(frozen=True, slots=True)
class PromptHeading:
    kind: PromptKind
    # Words after the colon are an idea typed on the heading's line.
    idea: str
    is_sequel: bool


@dataclass(frozen=True)
class Look:
    """What the eye compares: two headings of one rank look the same."""

    style: Style
    level: int
    is_shouted: bool
    ends_with_colon: bool


class Reading:
    """One line read as a possible heading; long lines never are."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.is_short = len(line.text) <= LONGEST_HEADING
        self.words = plain_words(line.text) if self.is_short else ""
        self.folded = fold(self.words)
        self.is_under_heading = False

    @property
    def is_bullet(self) -> bool:
        return self.line.style is Style.BULLET

    @property
    def is_heading(self) -> bool:
        return self.line.style is Style.HEADING

    @property
    def stands_alone(self) -> bool:
        return self.is_heading or (self.line.after_blank and not self.is_bullet)

    @property
    def starts_with_capital(self) -> bool:
        return next((letter.isupper() for letter in self.line.text if letter.isalpha()), False)

    @cached_property
    def look(self) -> Look:
        letters = [letter for letter in self.words if letter.isalpha()]
        return Look(
            style=self.line.style,
            level=self.line.level,
            is_shouted=len(letters) > 3 and "".join(letters).isupper(),
            ends_with_colon=self.words.endswith(":"),
        )

    @cached_property
    def table(self) -> TableHeading | None:
        is_typed_as_one = self.starts_with_capital or self.is_heading
        if not (is_typed_as_one and self.folded.startswith(("table", "la table"))):
            return None
        if match := _TABLE.fullmatch(self.words):
            title = (match["title"] or "").strip(" :-–—()")
            if title.isdigit() or (self.is_bullet and title):
                return None
            number = match["number"].lower()
            value = WRITTEN_NUMBERS.get(number) or int(number)
            return TableHeading(number=value or None, title=title)
        if _TABLE_WITHOUT_NUMBER.fullmatch(self.folded):
            return TableHeading(number=None, title="")
        if self.is_heading and _TITLED_TABLE.fullmatch(self.folded):
            return TableHeading(number=None, title=self.words[len("table ") :].strip())
        return None

    @cached_property
    def prompt(self) -> PromptHeading | None:
        head, colon, tail = self.words.partition(":")
        tail = tail.strip()
        match = _PROMPT.fullmatch(fold(head)) if self.is_short else None
        if match is None or len(head.split()) > 10 or head.rstrip().endswith((".", ",", ";")):
            return None
        if tail and (self.is_bullet or not match["plural"] or len(head.split()) > 6):
            return None
        usual = bool(_PROMPT_ENDING.fullmatch(match["rest"].rstrip(" ?")))
        is_bare = bool(match["plural"]) and not match["rest"].strip()
        if not self._is_prompt_enough(colon=bool(colon), usual=usual, is_bare=is_bare):
            return None
        kind = _PROMPT_WORDS[match["word"]]
        idea = tail if any(letter.isalnum() for letter in tail) else ""
        return PromptHeading(kind=kind, idea=idea, is_sequel="suite" in match["rest"])

    def _is_prompt_enough(self, *, colon: bool, usual: bool, is_bare: bool) -> bool:
        if self.is_heading:
            return True
        if self.is_bullet:
            # "Exemples" alone announces; "Pistes communes" may well be somebody's idea.
            return colon or (is_bare and self.starts_with_capital)
        if self.line.after_blank or self.is_under_heading:
            return colon or usual or (self.starts_with_capital and len(self.words.split()) <= 6)
        return self.starts_with_capital and (colon or usual)

    @cached_property
    def people(self) -> str | None:
        """The text after a people heading, empty when the names come below; None if it is not one."""
        head, colon, tail = self.line.text.partition(":")
        if not colon:
            head, colon, tail = _partition_at_dash(self.line.text)
        if len(head) > LONGEST_HEADING:
            return None
        match = _PEOPLE.fullmatch(fold(plain_words(head).strip("*_ ")))
        if match is None or (match["tail"] and not colon):
            return None
        announced = bool(colon) or self.stands_alone or self.is_under_heading
        typed_as_heading = self.stands_alone or self.starts_with_capital
        if not (announced and typed_as_heading):
            return None
        # Emphasis opened before "Présents :" closes after the colon.
        return tail.strip().lstrip("*_ ") if head.startswith(("*", "_")) else tail.strip()

    @cached_property
    def is_closing(self) -> bool:
        if self.is_bullet or not _CLOSING.fullmatch(self.folded):
            return False
        word_count = len(self.words.split())
        # Where blank lines were lost, only what looks like a title may end the tables.
        alone = self.stands_alone or self.look.is_shouted
        return (
            (alone or (self.starts_with_capital and word_count <= 4))
            and word_count <= 9
            and not self.words.endswith((".", ",", ";"))
            and not _OF_ONE_TABLE.search(self.folded)
        )

    @cached_property
    def is_page_mark(self) -> bool:
        return self.is_short and bool(_PAGE_MARK.fullmatch(self.line.text.lower()))

    @cached_property
    def is_contents(self) -> bool:
        """An entry of a table of contents: words, a leader, a page number."""
        if self.line.style is Style.CONTENTS:
            return True
        number = _LAST_NUMBER.search(self.line.text) if self.is_short else None
        if number is None or (self.table is not None and not self.table.title):
            return False
        before = self.line.text[: number.start()]
        words = before.rstrip(" \t.…_·")
        leader = before[len(words) :]
        dots = sum(leader.count(sign) for sign in "._·") + 3 * leader.count("…")
        return bool(words) and ("\t" in leader or dots >= 3 or leader.count(" ") >= 3)

    @cached_property
    def has_title_words(self) -> bool:
        return (
            0 < len(self.words.split()) <= 10
            and not self.words.endswith((".", ",", ";"))
            and any(letter.isalpha() for letter in self.words)
        )


def read_headings(lines: Sequence[Line]) -> list[Reading]:
    readings = [Reading(line) for line in lines]
    for above, reading in pairwise(readings):
        reading.is_under_heading = bool(above.table or (above.prompt and not above.prompt.idea))
    return readings


def _partition_at_dash(text: str) -> tuple[str, str, str]:
    for dash in (" – ", " — ", " - "):
        head, found, tail = text.partition(dash)
        if found:
            return head, found, tail
    return text, "", ""
