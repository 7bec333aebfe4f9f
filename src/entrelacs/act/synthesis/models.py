from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.notes.models import Contribution, Prompt
from entrelacs.commons.programmes.isolation import ProgrammeModel


class SynthesisLine(ProgrammeModel):
    """One sentence of the general synthesis for objectives or examples; leads speak for themselves."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="synthesis_lines")
    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="synthesis_lines")
    theme = models.ForeignKey(
        "commons.Theme", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("text"), max_length=1000)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("prompt__position", "position", "pk")

    def __str__(self) -> str:
        return self.text


class SynthesisSource(ProgrammeModel):
    """A contribution a line stands on."""

    line = models.ForeignKey(SynthesisLine, models.CASCADE, related_name="sources")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="synthesis_sources")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("line", "contribution"), name="line_source_once"),
        )

    def __str__(self) -> str:
        return f"{self.line_id} ← {self.contribution_id}"


class KeptApart(ProgrammeModel):
    """Two ideas someone read side by side and judged different: they are not proposed again."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="kept_apart")
    # Keys of ideas as the review names them ("lead-3", "note-12"), the smaller one first.
    first = models.CharField(max_length=24)
    second = models.CharField(max_length=24)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("gathering", "first", "second"), name="kept_apart_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
