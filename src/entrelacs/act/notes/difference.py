"""A plan of import in rows that are shown: what comes, what is there, what found no place."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from entrelacs.act.notes.models import PromptCode
from entrelacs.act.notes.planning import (
    ImportPlan,
    PlannedIdea,
    PlannedPerson,
    PlannedTable,
    Standing,
    Unfit,
)
from entrelacs.act.notes.wording import WARNING_SENTENCES


@dataclass(frozen=True, slots=True)
class TableRows:
    table: PlannedTable
    people: list[PlannedPerson]
    ideas: list[tuple[str, list[PlannedIdea]]]

    @property
    def new_count(self) -> int:
        return len(self.table.new_ideas)

    @property
    def known_count(self) -> int:
        return len(self.table.ideas) - self.new_count


@dataclass(frozen=True, slots=True)
class Told:
    """Lines of the file and what is said of them."""

    line: int
    last_line: int
    sentence: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    tables: list[TableRows]
    people: dict[str, int]
    new_ideas: int
    known_ideas: int
    unplaced: list[Told] = field(default_factory=list)
    remarks: list[Told] = field(default_factory=list)


def rows_of(plan: ImportPlan) -> Difference:
    """Group a plan the way people read it: table by table, then what needs a look."""
    reasons = {
        Unfit.IDEA_TOO_LONG: _("This idea is too long to be stored: cut it in two."),
        Unfit.PERSON_TOO_LONG: _("This name or structure is too long to be stored."),
        Unfit.PERSON_NAMELESS: _("No name could be read here."),
        Unfit.PERSON_REPEATED: _("This person is already placed further up."),
    }
    aside = [Told(each.line, each.line, reasons[each.reason], each.text) for each in plan.aside]
    told = [
        (
            warning.is_unplaced,
            Told(warning.line, warning.last_line, _(WARNING_SENTENCES[warning.code]), warning.text),
        )
        for warning in plan.warnings
    ]
    return Difference(
        tables=[_table(table) for table in plan.tables],
        people={
            str(standing): sum(person.standing is standing for person in plan.people)
            for standing in Standing
        },
        new_ideas=sum(idea.is_new for idea in plan.ideas),
        known_ideas=sum(not idea.is_new for idea in plan.ideas),
        unplaced=_in_order([*aside, *(each for is_unplaced, each in told if is_unplaced)]),
        remarks=_in_order([each for is_unplaced, each in told if not is_unplaced]),
    )


def _table(table: PlannedTable) -> TableRows:
    by_prompt = [
        (str(code.label), [idea for idea in table.ideas if idea.prompt is code])
        for code in PromptCode
    ]
    return TableRows(table=table, people=list(table.people), ideas=by_prompt)


def _in_order(told: Sequence[Told]) -> list[Told]:
    return sorted(told, key=lambda each: (each.line, each.last_line))
