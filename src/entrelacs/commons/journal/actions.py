from typing import Any

from django.db import models

from entrelacs.commons.journal.models import JournalEntry


def record(
    *, actor: models.Model | None, event: str, subject: models.Model, **details: Any
) -> JournalEntry:
    """Write one line of the journal; call it inside the action's own transaction."""
    return JournalEntry.objects.create(
        programme_id=getattr(subject, "programme_id", None) or subject.pk,
        actor=actor,
        event=event,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        details=details,
    )
