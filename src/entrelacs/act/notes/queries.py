import datetime
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.notes.models import Contribution, Prompt, PromptCode
from entrelacs.act.tables.models import Table
from entrelacs.act.tables.queries import seats_now
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.people.models import Person
from entrelacs.commons.people.queries import people, people_with_role

# How an import of notes is called among the others.
NOTES_IMPORT = "notes"


def gatherings_to_run() -> QuerySet[Gathering]:
    """The gatherings of the programme in scope."""
    return Gathering.objects.all()


def tables_of(gathering: Gathering) -> QuerySet[Table]:
    """The tables in use, with who hosts and who takes notes."""
    return Table.objects.filter(gathering=gathering, is_open=True).select_related(
        "facilitator", "scribe"
    )


def prompts_of(gathering: Gathering) -> QuerySet[Prompt]:
    return Prompt.objects.filter(gathering=gathering)


def usual_prompts(gathering: Gathering) -> list[Prompt]:
    """The three questions a gathering begins with, not written yet: reading writes nothing."""
    questions = (
        (PromptCode.OBJECTIVES, _("What should our cooperation aim for?"), 13),
        (PromptCode.EXAMPLES, _("Which examples already work?"), 15),
        (PromptCode.LEADS, _("Which leads for tomorrow?"), 20),
    )
    return [
        Prompt(
            gathering=gathering, code=code, question=question, minutes=minutes, position=position
        )
        for position, (code, question, minutes) in enumerate(questions)
    ]


def contributions_of(gathering: Gathering) -> QuerySet[Contribution]:
    """What the tables wrote and did not withdraw, table by table, prompt by prompt."""
    return Contribution.objects.filter(gathering=gathering, withdrawn_at=None).select_related(
        "table", "prompt"
    )


def every_contribution_of(gathering: Gathering) -> QuerySet[Contribution]:
    """Withdrawn ones too, in order: they keep their number in a report."""
    return Contribution.objects.filter(gathering=gathering).select_related("table", "prompt")


def notes_at(table: Table) -> QuerySet[Contribution]:
    """A table's notes in the order they were taken."""
    return (
        Contribution.objects.filter(table=table, withdrawn_at=None)
        .select_related("prompt")
        .order_by("position", "pk")
    )


def every_note_at(table: Table) -> QuerySet[Contribution]:
    """Those taken back too, for one to be put back."""
    return Contribution.objects.filter(table=table).select_related("gathering", "prompt")


def people_count_at(table: Table) -> int:
    """How many sit there in the seating that holds, named or not."""
    seated = seats_now(table.gathering_id).filter(table=table).count()
    return seated + table.unnamed_guests


def note_counts(
    gathering: Gathering,
) -> tuple[dict[tuple[int, int], int], dict[int, datetime.datetime]]:
    """How many notes by table and question, and when each table wrote last."""
    rows = (
        Contribution.objects.filter(gathering=gathering, withdrawn_at=None)
        .order_by("table_id", "prompt_id")
        .values_list("table_id", "prompt_id")
        .annotate(Count("pk"), Max("taken_at"))
    )
    counts, last_at = {}, {}
    for table, prompt, count, taken_at in rows:
        counts[table, prompt] = count
        last_at[table] = max(taken_at, last_at.get(table, taken_at))
    return counts, last_at


def people_counts(gathering: Gathering) -> dict[int, int]:
    """How many sit at each table in the seating that holds."""
    rows = (
        seats_now(gathering.pk).order_by("table_id").values_list("table_id").annotate(Count("pk"))
    )
    return dict(rows)


@dataclass(frozen=True, slots=True)
class PossibleHosts:
    """Who may host a table or take its notes: its own people first."""

    at_table: list[Person]
    listed: list[Person]
    team: list[Person]

    @property
    def everyone(self) -> list[Person]:
        return [*self.at_table, *self.listed, *self.team]


def possible_hosts(table: Table) -> PossibleHosts:
    seated = set(
        seats_now(table.gathering_id)
        .filter(table=table)
        .order_by("pk")
        .values_list("registration__person_id", flat=True)
    )
    coming = (
        Registration.objects.filter(gathering=table.gathering_id, person__isnull=False)
        .exclude(status__in=Registration.NOT_EXPECTED)
        .order_by("pk")
        .values_list("person_id", flat=True)
    )
    listed = set(coming)
    team = people_with_role(
        RoleCode.OWNER, RoleCode.ORGANISER, RoleCode.FACILITATOR, RoleCode.SCRIBE
    ).prefetch_related(None)
    everyone = list(people().filter(pk__in=seated | listed).prefetch_related(None))
    return PossibleHosts(
        at_table=[person for person in everyone if person.pk in seated],
        listed=[person for person in everyone if person.pk not in seated],
        team=[person for person in team if person.pk not in seated | listed],
    )


def table_by_code(code: str) -> Table | None:
    """The table this code opens, in whichever programme: the code is the key."""
    wanted = "".join(letter for letter in code.upper() if letter.isalnum())
    with scopes_disabled():
        return Table.objects.filter(code=wanted).select_related("programme", "gathering").first()


def gathering_anywhere(slug: str) -> Gathering | None:
    """For the command line, which stands in no programme yet."""
    with scopes_disabled():
        return Gathering.objects.filter(slug=slug).select_related("programme").first()


def batch_anywhere(number: int) -> ImportBatch | None:
    """An import of notes, in whichever programme."""
    with scopes_disabled():
        return (
            ImportBatch.objects.filter(pk=number, kind=NOTES_IMPORT)
            .select_related("programme")
            .first()
        )
