from django.db.models import Count, Q, QuerySet
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.notes.models import Contribution, Prompt
from entrelacs.act.tables.models import Seat, Seating, Table


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
    last = Seating.objects.filter(gathering=table.gathering_id).order_by("-version")[:1]
    seated = Seat.objects.filter(table=table, seating__in=last.values("pk")).count()
    return seated + table.unnamed_guests


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
    wanted = "".join(letter for letter in code.upper() if letter.isalnum())
    with scopes_disabled():
        return Table.objects.filter(code=wanted).select_related("programme", "gathering").first()
