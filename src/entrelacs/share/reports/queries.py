from django.db.models import QuerySet
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.models import Gathering
from entrelacs.share.reports.models import Report


def published_reports() -> list[Report]:
    """Published reports of every programme, newest meeting first: they are public."""
    with scopes_disabled():
        return list(
            Report.objects.filter(published_at__isnull=False)
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


def report_of(gathering: Gathering) -> Report | None:
    """What has been written of a gathering's report, if anything."""
    return (
        Report.objects.filter(gathering=gathering)
        .select_related("gathering", "programme", "published_by")
        .first()
    )


def drafted_report(gathering: Gathering) -> Report:
    """The report written so far, or one not saved yet that bears the gathering's name."""
    return report_of(gathering) or Report(
        programme=gathering.programme, gathering=gathering, title=gathering.name
    )
