from django.db import models
from django.db.models import QuerySet

from entrelacs.commons.journal.models import JournalEntry


def entries_about(subject: models.Model) -> QuerySet[JournalEntry]:
    """What was done to one thing, newest first."""
    return JournalEntry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    ).select_related("actor")


def latest_entries() -> QuerySet[JournalEntry]:
    """The journal of the programme in scope, newest first."""
    return JournalEntry.objects.select_related("actor")
