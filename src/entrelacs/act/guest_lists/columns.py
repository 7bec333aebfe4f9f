"""What each column of a list holds: its title and its cells vote, and the surest are served first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from entrelacs.act.guest_lists.contents import (
    is_civility,
    is_cross,
    is_date,
    is_figure,
    is_mail,
    looks_of,
    sample_of,
    share,
)
from entrelacs.act.guest_lists.headers import Titles
from entrelacs.act.guest_lists.sheets import Record
from entrelacs.act.guest_lists.titles import title_scores
from entrelacs.act.guest_lists.vocabulary import Column
from entrelacs.act.guest_lists.world_words import Words, read_worlds
from entrelacs.commons.plain_text import fold

# A list may have a landline and a mobile, a diet and a ramp, a cross under each world.
MANY = {Column.WORLD, Column.NEEDS, Column.PHONE, Column.EMAIL}
CHECKABLE = {Column.EMAIL, Column.PHONE, Column.SIRET}
NAMES = {Column.FULL, Column.GIVEN, Column.FAMILY, Column.ORGANIZATION, Column.FUNCTION}
# How much a title weighs beside the cells, and what cells alone are worth.
TITLE, CELLS = 0.75, 0.35
# Any word may be a last name: the column is found by what stands beside it.
ALONE = {
    Column.EMAIL: 0.8,
    Column.PHONE: 0.8,
    Column.SIRET: 0.8,
    Column.WORLD: 0.7,
    Column.FAMILY: 0.2,
}
CERTAIN = ALONE.keys() - {Column.FAMILY}
OTHERWISE = 0.5
# Under this, a column is left out.
LEAST = 0.3
SURE, PROBABLE = 0.72, 0.5


class Confidence(StrEnum):
    SURE = "sure"
    PROBABLE = "probable"
    DOUBTFUL = "to-check"


@dataclass(frozen=True)
class Guess:
    """What a column holds, how surely, and three of its cells."""

    title: str
    column: Column
    score: float
    examples: tuple[str, ...] = ()
    is_blank: bool = False

    @property
    def confidence(self) -> Confidence:
        if self.score >= SURE:
            return Confidence.SURE
        return Confidence.PROBABLE if self.score >= PROBABLE else Confidence.DOUBTFUL


def guess_columns(titles: Titles, records: Sequence[Record], *, words: Words) -> list[Guess]:
    """A guess for each column; `words` are those that name the worlds of the programme."""
    width = max([len(titles.shown), *(len(record.cells) for record in records)], default=0)
    cells = [
        [record.cells[place] for record in records if place < len(record.cells)]
        for place in range(width)
    ]
    samples = [sample_of(each) for each in cells]
    shown = [titles.shown[place] if place < len(titles.shown) else "" for place in range(width)]
    votes = [
        _votes(shown[place], _group(titles, place), samples[place], words) for place in range(width)
    ]
    chosen = _assign(votes)
    if not titles.records:
        _name_the_rest(chosen, samples)
    _tell_full_names(chosen, samples)
    return [
        Guess(
            title=shown[place],
            column=column,
            score=round(min(score, 1.0), 2),
            examples=tuple(dict.fromkeys(samples[place]))[:3],
            is_blank=not samples[place],
        )
        for place, (column, score) in enumerate(chosen)
    ]


def _group(titles: Titles, place: int) -> str:
    return titles.groups[place] if place < len(titles.groups) else ""


def _said(title: str, group: str) -> dict[Column, float]:
    """What a title says, helped by the group it is under when it says little by itself."""
    own = title_scores(title) if title else {}
    if not group or group == title:
        return own
    said = max(own, key=own.__getitem__) if own else None
    if said in {None, Column.IGNORED, Column.FAMILY} or own[said] < 0.6:
        both = title_scores(f"{title} {group}") if title else title_scores(group)
        above = title_scores(group)
        # "Nom" under "Structure" is the structure's.
        if above.get(Column.ORGANIZATION, 0) >= 0.7 and said in {None, Column.FAMILY}:
            return {Column.ORGANIZATION: 0.9}
        return own if said is Column.FAMILY else (both or own)
    return own


def _votes(title: str, group: str, cells: list[str], words: Words) -> dict[Column, float]:
    said = _said(title, group)
    looks = looks_of(cells, words)
    if share(cells, is_cross) >= 0.8 and fold(title) in words:
        return {Column.WORLD: 0.95}
    if Column.EMAIL in said:
        looks[Column.EMAIL] = share(cells, is_mail)
    if Column.WORLD in said:
        looks[Column.WORLD] = share(cells, lambda cell: bool(read_worlds(cell, words)[0]))
    votes = {column: _vote(column, said, look, len(cells)) for column, look in looks.items()}
    if looks[Column.EMAIL] > 0.5 or share(cells, is_figure) > 0.7:
        votes |= {column: votes[column] * 0.3 for column in NAMES}
    ignored = said.get(Column.IGNORED, 0.0)
    strange = max(share(cells, is_civility), share(cells, is_date), _counts(cells))
    votes[Column.IGNORED] = max(TITLE * ignored + 0.2 * (ignored > 0), 0.9 * (strange > 0.8))
    if not cells and not said:
        votes = {Column.IGNORED: 1.0}
    return votes


def _vote(column: Column, said: dict[Column, float], look: float, count: int) -> float:
    told = said.get(column, 0.0)
    vote = TITLE * told + CELLS * look if told else ALONE.get(column, OTHERWISE) * look
    if column in CHECKABLE and count >= 2 and look < 0.3:
        vote *= 0.4
    if said and not told:
        # A known title is believed before cells that look like something else.
        vote *= 0.75 if column in CERTAIN else 0.5
    return vote


def _counts(cells: list[str]) -> float:
    """Whether the cells count the lines: 1, 2, 3…"""
    if len(cells) < 3 or not all(cell.isdecimal() and len(cell) < 6 for cell in cells):
        return 0.0
    numbers = [int(cell) for cell in cells]
    return float(all(one < other for one, other in pairwise(numbers)))


def _assign(votes: list[dict[Column, float]]) -> list[tuple[Column, float]]:
    chosen: dict[int, tuple[Column, float]] = {}
    ranked = sorted(
        (
            (score, -place, column)
            for place, each in enumerate(votes)
            for column, score in each.items()
        ),
        key=lambda vote: (-vote[0], -vote[1], vote[2]),
    )
    taken: set[Column] = set()
    for score, before, column in ranked:
        place = -before
        if place in chosen or score < LEAST:
            continue
        if column in taken and not (column in MANY and score >= SURE):
            continue
        if _contradicts(column, taken):
            continue
        chosen[place] = (column, score)
        if column is not Column.IGNORED:
            taken.add(column)
    return [
        chosen.get(place, (Column.IGNORED, max(0.0, 0.49 - max(each.values(), default=0.0))))
        for place, each in enumerate(votes)
    ]


def _contradicts(column: Column, taken: set[Column]) -> bool:
    """First and last names in two columns are not in one as well."""
    if column is Column.FULL:
        return bool({Column.GIVEN, Column.FAMILY} & taken)
    return column in {Column.GIVEN, Column.FAMILY} and Column.FULL in taken


def _tell_full_names(chosen: list[tuple[Column, float]], samples: list[list[str]]) -> None:
    """ "Nom" with no "Prénom" beside it holds whole names."""
    columns = [column for column, _score in chosen]
    for alone, other in ((Column.FAMILY, Column.GIVEN), (Column.GIVEN, Column.FAMILY)):
        if alone not in columns or other in columns:
            continue
        place = columns.index(alone)
        several = share(samples[place], lambda cell: " " in cell)
        if alone is Column.FAMILY or several > 0.5:
            chosen[place] = (Column.FULL, chosen[place][1] if several > 0.5 else 0.6)


def _name_the_rest(chosen: list[tuple[Column, float]], samples: list[list[str]]) -> None:
    """Without titles, columns nothing tells apart are taken in the usual order."""
    columns = {column for column, _score in chosen}
    free = [
        place
        for place, (column, score) in enumerate(chosen)
        if column is Column.IGNORED and score < LEAST * 2 and samples[place]
    ]
    order = [Column.GIVEN, Column.FAMILY, Column.ORGANIZATION, Column.FUNCTION]
    if Column.FULL in columns:
        order = order[2:]
    elif free and not {Column.GIVEN, Column.FAMILY} & columns:
        alone = len(free) == 1
        # "Jean Noël" is one first name: two words in most cells are first and last names.
        if alone or share(samples[free[0]], lambda cell: " " in cell) > 0.5:
            order = [Column.FULL, *order[2:]]
    left = [column for column in order if column not in columns]
    for place, column in zip(free, left, strict=False):
        chosen[place] = (column, 0.4)
