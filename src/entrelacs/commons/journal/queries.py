from django.db.models import QuerySet

from entrelacs.commons.journal.models import JournalEntry


def latest_entries() -> QuerySet[JournalEntry]:
    """The journal of the programme in scope, newest first."""
    return JournalEntry.objects.select_related("actor")
