"""What may say the same, to be read side by side: proposed with its reason, decided by people."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.leads.queries import LeadThread
from entrelacs.act.notes.models import Contribution
from entrelacs.act.synthesis.models import KeptApart
from entrelacs.commons.themes.models import Theme
from entrelacs.engines import synthesis as engine

# Low on purpose: people read each pair, closest first, and a pair set apart never comes back.
WORTH_READING = 0.25
# The words of the meeting itself bring every idea near every other.
SUBJECT_WORDS = ("TS", "ES", "travail social", "travailleurs sociaux", "entrepreneurs sociaux")


@dataclass(frozen=True)
class Idea:
    """A standing lead, or a note that no lead stands on yet."""

    key: str
    text: str
    tables: tuple[int, ...]
    # A lead drafted from a note is still that note for whoever judged it.
    notes: tuple[Contribution, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key, *(f"note-{note.pk}" for note in self.notes))


@dataclass(frozen=True)
class PairToRead:
    """Two ideas that may say the same, and the words that say why."""

    first: Idea
    second: Idea
    shared_terms: tuple[str, ...]


def ideas_of(threads: Sequence[LeadThread], notes: Sequence[Contribution]) -> list[Idea]:
    leads = [
        Idea(
            f"lead-{thread.lead.pk}", thread.lead.title, thread.table_numbers, thread.contributions
        )
        for thread in threads
    ]
    free = [Idea(f"note-{note.pk}", note.text, (note.table.number,), (note,)) for note in notes]
    return leads + free


def pairs_to_read(gathering: Gathering, ideas: Sequence[Idea]) -> list[PairToRead]:
    """The pairs still to be read, closest first; those once kept apart are left out."""
    apart = set(KeptApart.objects.filter(gathering=gathering).values_list("first", "second"))
    by_key = {idea.key: idea for idea in ideas}
    found = engine.find_near_duplicates(
        [engine.Text(idea.key, idea.text) for idea in ideas],
        WORTH_READING,
        subject_words=SUBJECT_WORDS,
    )
    return [
        PairToRead(by_key[pair.first], by_key[pair.second], pair.shared_terms)
        for pair in found
        if not _were_kept_apart(by_key[pair.first], by_key[pair.second], apart)
    ]


def _were_kept_apart(first: Idea, second: Idea, apart: set[tuple[str, str]]) -> bool:
    return any(ordered(one, other) in apart for one, other in product(first.keys, second.keys))


def ordered(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first <= second else (second, first)


def suggest_theme(text: str, themes: Sequence[Theme]) -> tuple[Theme, tuple[str, ...]] | None:
    """A theme for this text with the words that decided, or None if nothing decides."""
    by_key = {str(theme.pk): theme for theme in themes}
    found = engine.suggest_theme(
        text, [engine.Theme(key, tuple(theme.keywords)) for key, theme in by_key.items()]
    )
    return (by_key[found.theme], found.deciding_terms) if found else None
