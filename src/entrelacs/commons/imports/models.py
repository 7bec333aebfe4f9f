from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel


class ImportBatch(ProgrammeModel):
    """One import, as one thing that can be undone."""

    personal_data = PersonalData(
        purpose="to undo an import", kept="12 months", erasure=Erasure.UNLINK
    )

    kind = models.CharField(_("kind"), max_length=30)
    filename = models.CharField(_("file"), max_length=200, blank=True)
    actor = models.ForeignKey("commons.Person", models.SET_NULL, null=True, related_name="+")
    applied_at = models.DateTimeField(_("applied"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone"), null=True)
    # {"act.contribution": [3, 4], …}: what the import created, in the order it did.
    created = models.JSONField(default=dict)

    class Meta:
        ordering = ("-applied_at", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.filename}"

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None
