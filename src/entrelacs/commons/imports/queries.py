from django.db.models import QuerySet

from entrelacs.commons.imports.models import ImportBatch


def batches(kind: str | None = None) -> QuerySet[ImportBatch]:
    """Imports of the programme in scope, newest first."""
    found = ImportBatch.objects.select_related("actor")
    return found if kind is None else found.filter(kind=kind)
