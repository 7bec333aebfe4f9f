"""The page of the day: its moments, its questions and one card per table."""

import datetime
from dataclasses import dataclass

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.gatherings.queries import segments_of
from entrelacs.act.notes.models import Prompt
from entrelacs.act.notes.pace import Day, Pace, day_of, pace_of
from entrelacs.act.notes.queries import note_counts, people_counts, prompts_of, tables_of
from entrelacs.act.tables.models import Table


@dataclass(frozen=True, slots=True)
class TableCard:
    table: Table
    people: int
    counts: tuple[tuple[Prompt, int], ...]
    pace: Pace

    @property
    def note_count(self) -> int:
        return sum(count for _prompt, count in self.counts)


@dataclass(frozen=True, slots=True)
class Room:
    day: Day
    prompts: tuple[Prompt, ...]
    cards: tuple[TableCard, ...]

    @property
    def note_count(self) -> int:
        return sum(card.note_count for card in self.cards)

    @property
    def silent(self) -> list[TableCard]:
        """Tables to go and see, the worst first."""
        return sorted(
            (card for card in self.cards if card.pace.is_silent),
            key=lambda card: card.table.number,
        )


def read_room(gathering: Gathering, now: datetime.datetime) -> Room:
    """Everything the page shows, in the same few queries for one table or twelve."""
    day = day_of(gathering, list(segments_of(gathering)), now)
    prompts = tuple(prompts_of(gathering))
    counts, last_at = note_counts(gathering)
    people = people_counts(gathering)
    cards = []
    for table in tables_of(gathering):
        by_prompt = tuple((prompt, counts.get((table.pk, prompt.pk), 0)) for prompt in prompts)
        pace = pace_of(
            note_count=sum(count for _prompt, count in by_prompt),
            last_at=last_at.get(table.pk),
            has_scribe=table.scribe_id is not None,
            day=day,
            now=now,
            is_over=gathering.is_closed or gathering.is_past,
        )
        seated = people.get(table.pk, 0) + table.unnamed_guests
        cards.append(TableCard(table=table, people=seated, counts=by_prompt, pace=pace))
    return Room(day=day, prompts=prompts, cards=tuple(cards))
