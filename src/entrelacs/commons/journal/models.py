from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel
from entrelacs.errors import EntrelacsError


class JournalIsAppendOnly(EntrelacsError):
    code = "journal-append-only"


class JournalEntry(ProgrammeModel):
    """Who did what, to what, when. Details hold keys and numbers, never people's words."""

    personal_data = PersonalData(
        purpose="proof of who changed what", kept="3 years", erasure=Erasure.UNLINK
    )

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    actor = models.ForeignKey("commons.Person", models.SET_NULL, null=True, related_name="+")
    event = models.CharField(_("event"), max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("subject_type", "subject_id"), name="journal_subject"),)

    def __str__(self) -> str:
        return f"{self.event} {self.subject_type} {self.subject_id}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise JournalIsAppendOnly(entry=self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise JournalIsAppendOnly(entry=self.pk)
