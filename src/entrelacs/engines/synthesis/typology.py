"""Suggest where a contribution belongs in a typology, with the words that decided."""

from collections.abc import Sequence
from math import log

from entrelacs.engines.kit import ranked
from entrelacs.engines.synthesis.model import Suggestion, Theme
from entrelacs.engines.synthesis.normalize import terms


def suggest_theme(text: str, themes: Sequence[Theme]) -> Suggestion | None:
    """Return the theme whose keywords the text holds most of, or None if nothing decides.

    A keyword of several words counts when the text holds all of them, and counts for each. A word
    told by few themes weighs more than one told by many (the inverse document frequency of Spärck
    Jones, Journal of Documentation 28, 1972). Two themes with equal evidence give None: the choice
    is the organiser's.

    >>> themes = [
    ...     Theme("training", ("stage", "formation", "école")),
    ...     Theme("meeting", ("rencontre", "échange", "vis ma vie")),
    ... ]
    >>> suggest_theme("Un stage en entreprise dans les formations sociales", themes)
    Suggestion(theme='training', score=1.0, deciding_terms=('stage', 'formations'))
    >>> suggest_theme("Un annuaire", themes) is None
    True
    """
    found = terms(text)
    keywords = {theme.key: [list(terms(word)) for word in theme.keywords] for theme in themes}
    stems_of = {
        key: {stem for stems in phrases for stem in stems} for key, phrases in keywords.items()
    }
    evidence: dict[str, float] = {}
    deciding: dict[str, list[str]] = {}
    for key, phrases in keywords.items():
        held = {
            stem for stems in phrases if stems and all(s in found for s in stems) for stem in stems
        }
        # In the order of the text, so that the additions and the words come out the same.
        deciding[key] = [stem for stem in found if stem in held]
        evidence[key] = round(
            sum(
                log(1 + len(themes) / sum(stem in stems for stems in stems_of.values()))
                for stem in deciding[key]
            ),
            6,
        )
    order = ranked(evidence, score=evidence.__getitem__, key=str)
    if not order or not evidence[order[0]]:
        return None
    best = order[0]
    if len(order) > 1 and evidence[order[1]] == evidence[best]:
        return None
    return Suggestion(
        theme=best,
        score=round(evidence[best] / sum(evidence.values()), 4),
        deciding_terms=tuple(found[stem] for stem in deciding[best]),
    )
