from django.db.models import QuerySet, Subquery
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.models import Seat, Seating
from entrelacs.commons.consent.models import Use
from entrelacs.commons.consent.queries import word_on
from entrelacs.commons.people.queries import main_structure
from entrelacs.share.reports.models import Report


def published_reports() -> list[Report]:
    """Published reports of every programme, newest meeting first: they are public.

    That of a rehearsal is for those who know its address.
    """
    with scopes_disabled():
        return list(
            Report.objects.filter(published_at__isnull=False, gathering__is_rehearsal=False)
            .select_related("gathering", "programme")
            .order_by("-gathering__day", "pk")
        )


def published_report(slug: str) -> Report | None:
    """One published report, whichever its programme."""
    with scopes_disabled():
        return (
            Report.objects.filter(published_at__isnull=False, gathering__slug=slug)
            .select_related("gathering", "programme")
            .first()
        )


def gatherings_to_report() -> QuerySet[Gathering]:
    """The gatherings of the programme in scope."""
    return Gathering.objects.select_related("programme")


def seats_to_report(gathering: Gathering) -> QuerySet[Seat]:
    """Who really sat where, each with their structure and whether their name may be printed."""
    last = Seating.objects.filter(gathering=gathering).order_by("-version").values("pk")[:1]
    return (
        Seat.objects.filter(seating=Subquery(last))
        .exclude(registration__presence=Registration.Presence.ABSENT)
        # Whoever said no after the tables were composed was there only if someone saw them.
        .exclude(
            registration__status__in=Registration.NOT_EXPECTED,
            registration__presence=Registration.Presence.UNKNOWN,
        )
        .select_related("registration__person")
        .prefetch_related("registration__person__worlds")
        .annotate(
            structure=main_structure("registration__person"),
            may_be_named=word_on(Use.NAME_IN_REPORT, "registration__person"),
        )
        .order_by("table__number", "round", "position")
    )


def report_at(slug: str) -> Report | None:
    """What has been written of the report of the gathering at this address, if anything."""
    return (
        Report.objects.filter(gathering__slug=slug)
        .select_related("gathering", "programme", "published_by")
        .first()
    )


def drafted_report(gathering: Gathering) -> Report:
    """The report written so far, or one not saved yet that bears the gathering's name."""
    return report_at(gathering.slug) or unwritten_report(gathering)


def unwritten_report(gathering: Gathering) -> Report:
    """A report nobody has begun, which bears the gathering's name."""
    return Report(programme=gathering.programme, gathering=gathering, title=gathering.name)
