"""What the page of a list shows: its columns, its lines by group, the choices kept so far."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext

from entrelacs.act.guest_lists.actions import Choice
from entrelacs.act.guest_lists.columns import Confidence, Guess
from entrelacs.act.guest_lists.difference import Difference, Entry, Standing
from entrelacs.act.guest_lists.drafts import choices_of
from entrelacs.act.guest_lists.models import GuestListDraft
from entrelacs.act.guest_lists.vocabulary import Column
from entrelacs.act.guest_lists.wording import COLUMNS, CONFIDENCES, NAMELESS_COLUMN, told

# A page stays light and is read in one go; the whole of a group has pages of its own.
MOST_LINES, PER_PAGE, MOST_STRUCTURES = 30, 100, 50
# Two people side by side take more room.
MOST_PAIRS = 12
LOOKED_AT = 12
GROUPS = (
    ("doubtful", (Standing.DOUBTFUL,)),
    ("unreadable", (Standing.UNREADABLE,)),
    ("new", (Standing.NEW,)),
    ("known", (Standing.KNOWN,)),
    ("already", (Standing.LISTED, Standing.REPEATED)),
    ("nobody", (Standing.NOBODY,)),
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A line of the difference, with its sentences, the worlds it names and what was decided."""

    entry: Entry
    sentences: list[str]
    worlds: list[Any]
    choice: Choice


@dataclass(frozen=True, kw_only=True)
class Group:
    code: str
    count: int
    lines: list[Shown]
    # The pages of the group, when it is shown alone.
    page: Page[Shown] | None = None

    @property
    def hidden(self) -> int:
        return 0 if self.page else self.count - len(self.lines)


@dataclass(frozen=True, kw_only=True)
class ShownColumn:
    name: str
    guess: Guess
    chosen: Column

    @property
    def is_corrected(self) -> bool:
        return self.chosen != self.guess.column

    @property
    def is_doubtful(self) -> bool:
        """Whether someone should look at it: neither sure, nor corrected, nor blank."""
        is_sure = self.guess.confidence is not Confidence.DOUBTFUL
        return not (is_sure or self.is_corrected or self.guess.is_blank)

    @property
    def confidence(self) -> Confidence:
        return self.guess.confidence

    @property
    def confidence_words(self) -> str:
        return gettext(CONFIDENCES[self.guess.confidence])


def columns_of(difference: Difference) -> list[ShownColumn]:
    reading = difference.reading
    return [
        ShownColumn(name=name, guess=guess, chosen=chosen)
        for name, guess, chosen in zip(
            reading.names(gettext(NAMELESS_COLUMN)), reading.guesses, reading.columns, strict=True
        )
    ]


def column_choices() -> list[tuple[str, str]]:
    return [(column.value, gettext(label)) for column, label in COLUMNS.items()]


def groups_of(
    draft: GuestListDraft, difference: Difference, worlds: dict[str, Any], *, only: str, page: str
) -> list[Group]:
    """What asks for a decision comes first, what changes nothing comes last."""
    choices = choices_of(draft)
    groups = []
    for code, standings in GROUPS:
        entries = difference.of(*standings)
        if not entries or only not in {"", code}:
            continue
        show = _shower(worlds, choices)
        # Lines with something to read are never among those left out of a long page.
        entries.sort(key=lambda entry: not _has_remarks(entry))
        if only:
            shown = Paginator(entries, PER_PAGE).get_page(page)
            lines = [show(entry) for entry in shown]
            groups.append(Group(code=code, count=len(entries), lines=lines, page=shown))
        else:
            most = MOST_PAIRS if code == "doubtful" else MOST_LINES
            lines = [show(entry) for entry in entries[:most]]
            groups.append(Group(code=code, count=len(entries), lines=lines))
    return groups


def _has_remarks(entry: Entry) -> bool:
    return bool(entry.remarks or entry.line.problem or entry.standing is Standing.DOUBTFUL)


def _shower(worlds: dict[str, Any], choices: dict[int, Choice]) -> Callable[[Entry], Shown]:
    def show(entry: Entry) -> Shown:
        named = entry.guest.worlds if entry.guest else ()
        return Shown(
            entry=entry,
            sentences=told(entry, gettext),
            worlds=[worlds[code] for code in named],
            choice=choices.get(entry.number, Choice.LATER),
        )

    return show


@dataclass(frozen=True)
class Alike:
    """A structure of the list that looks like another, and whether it is held for the same."""

    name: str
    known: str
    is_same: bool


def alikes_of(draft: GuestListDraft, difference: Difference) -> list[Alike]:
    same = set(draft.choices.get("structures", []))
    pairs = sorted(difference.alikes.items())[:MOST_STRUCTURES]
    return [Alike(name, known, name in same) for name, known in pairs]


def title_lines(draft: GuestListDraft, difference: Difference) -> list[tuple[int, str, bool]]:
    """The lines the titles may be on: number, first words, and whether they are read there."""
    rows = draft.cells[draft.sheet]["rows"][:LOOKED_AT]
    chosen = difference.reading.titles.line
    return [
        (first, " · ".join(cell for cell in cells if cell)[:60], first == chosen)
        for first, _last, cells in rows
    ]
