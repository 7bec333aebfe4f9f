from django.db.models import QuerySet
from django_scopes import scopes_disabled

from entrelacs.share.reports.models import Report


def published_reports() -> list[Report]:
    """Published reports of every programme: they are public."""
    with scopes_disabled():
        return list(
            Report.objects.filter(published_at__isnull=False).select_related(
                "gathering", "programme"
            )
        )


def reports() -> QuerySet[Report]:
    return Report.objects.select_related("gathering")
