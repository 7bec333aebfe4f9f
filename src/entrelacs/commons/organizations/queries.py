from django.db.models import Count, QuerySet

from entrelacs.commons.organizations.models import Organization


def organizations() -> QuerySet[Organization]:
    """Structures of the programme in scope, with their spellings and how many people."""
    return (
        Organization.objects.select_related("parent", "territory")
        .prefetch_related("spellings")
        .annotate(people_count=Count("affiliations"))
    )
