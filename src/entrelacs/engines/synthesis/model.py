"""What goes in and what comes out of the synthesis engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A short contribution, named by its key."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """Two texts that may say the same; `score` is 0 to 1, `shared_terms` the words that say why.

    The terms are written as in the first text, the most telling first.
    """

    first: str
    second: str
    score: float
    shared_terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A category of a typology, told by its keywords (words or short phrases)."""

    key: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme for a text. `deciding_terms` are the text's words found among the keywords.

    `score` is the share (0 to 1) of the keywords' evidence that points to this theme.
    """

    theme: str
    score: float
    deciding_terms: tuple[str, ...]
