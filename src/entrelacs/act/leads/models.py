from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.notes.models import Contribution
from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel


class Lead(ProgrammeModel):
    """A piste: what could be done together, and what becomes of it."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("To be launched")
        STARTED = "started", _("Under way")
        DONE = "done", _("Done")
        DORMANT = "dormant", _("Dormant")
        DROPPED = "dropped", _("Given up")

    personal_data = PersonalData(
        purpose="who carries a lead", kept="24 months after last contact", erasure=Erasure.UNLINK
    )

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="leads")
    theme = models.ForeignKey(
        "commons.Theme", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveIntegerField(default=0)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.PROPOSED
    )
    referent = models.ForeignKey(
        "commons.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("by"), null=True, blank=True)
    # Merging moves nothing: a merged lead keeps its own sources, and undoing only clears this.
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parents"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("theme__position", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")), name="lead_not_into_itself"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_followed(self) -> bool:
        """Whether someone carries it, a step is planned, or it has moved."""
        moved = self.status != self.Status.PROPOSED
        return bool(moved or self.referent_id or self.next_step)


class LeadSource(ProgrammeModel):
    """A contribution a lead stands on."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="sources")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="lead_sources")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("lead", "contribution"), name="lead_source_once"),
        )

    def __str__(self) -> str:
        return f"{self.lead_id} ← {self.contribution_id}"
