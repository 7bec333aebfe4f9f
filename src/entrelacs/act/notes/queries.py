from django.db.models import Count, Q, QuerySet
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.notes.models import Contribution, Prompt
from entrelacs.act.tables.models import Table


def prompts_of(gathering: Gathering) -> QuerySet[Prompt]:
    return Prompt.objects.filter(gathering=gathering)


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
    return Contribution.objects.filter(table=table, withdrawn_at=None).select_related("prompt")


def tables_with_counts(gathering: Gathering) -> QuerySet[Table]:
    """Each table with how many notes it took, in all."""
    standing = Q(contributions__withdrawn_at=None)
    return (
        Table.objects.filter(gathering=gathering)
        .select_related("facilitator", "scribe")
        .annotate(note_count=Count("contributions", filter=standing))
    )


def table_by_code(code: str) -> Table | None:
    """The table this code opens, in whichever programme: the code is the key."""
    with scopes_disabled():
        return (
            Table.objects.filter(code=code.upper()).select_related("programme", "gathering").first()
        )
