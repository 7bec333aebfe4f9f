from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel


class GuestListDraft(ProgrammeModel):
    """A list being brought in, from the file to the last choice: closing the browser loses nothing."""

    class State(models.TextChoices):
        OPEN = "open", _("Under way")
        APPLIED = "applied", _("Added")
        DROPPED = "dropped", _("Dropped")

    personal_data = PersonalData(
        purpose="to bring a list in without losing it",
        kept="until it is added or dropped, 30 days at most",
        erasure=Erasure.UNLINK,
        may_name_anyone=("cells", "choices", "filename"),
    )

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="guest_list_drafts")
    actor = models.ForeignKey("commons.Person", models.SET_NULL, null=True, related_name="+")
    batch = models.ForeignKey(
        "commons.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    filename = models.CharField(_("file"), max_length=200, blank=True)
    # The sheets as they were read (`sheets.as_json`); emptied once added or dropped.
    cells = models.JSONField(default=list, blank=True)
    # Which of them is read, from 0.
    sheet = models.PositiveSmallIntegerField(default=0)
    # The line that holds the titles, from 1; 0 when there is none, empty while the guess stands.
    header_line = models.PositiveIntegerField(null=True, blank=True)
    # What each column holds, as the organiser corrected it; empty while guesses stand.
    columns = models.JSONField(default=list, blank=True)
    # What was decided: {"lines": {"12": "same"}, "structures": ["CD 92"]}.
    choices = models.JSONField(default=dict, blank=True)
    status = models.CharField(
        _("answer"),
        max_length=12,
        choices=Registration.Status.choices,
        default=Registration.Status.REGISTERED,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-changed_at", "-pk")

    @property
    def is_emptied(self) -> bool:
        """Too old, or someone was erased meanwhile: the list is to be sent again."""
        return self.state == self.State.OPEN and not self.cells

    def __str__(self) -> str:
        return f"{self.gathering} {self.filename}"
