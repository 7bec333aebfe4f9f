import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.tables.models import Table
from entrelacs.commons.programmes.isolation import ProgrammeModel


class PromptCode(models.TextChoices):
    """The three questions each table answers, in this order."""

    OBJECTIVES = "objectives", _("Objectives")
    EXAMPLES = "examples", _("Examples")
    LEADS = "leads", _("Leads")


class Prompt(ProgrammeModel):
    """What a table is asked."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="prompts")
    code = models.CharField(_("kind"), max_length=12, choices=PromptCode.choices)
    question = models.CharField(_("question"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("gathering", "code"), name="prompt_code_once"),
        )

    def __str__(self) -> str:
        return self.question


class Contribution(ProgrammeModel):
    """One idea, as a table wrote it: its words stay; it belongs to the table, not to a person."""

    settled_when = models.Q(gathering__is_closed=True)

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="contributions")
    table = models.ForeignKey(Table, models.RESTRICT, related_name="contributions")
    prompt = models.ForeignKey(Prompt, models.RESTRICT, related_name="contributions")
    # Drawn by whoever wrote it: the same note sent twice is stored once.
    key = models.UUIDField(default=uuid.uuid4)
    text = models.TextField(_("idea"), max_length=1000)
    position = models.PositiveIntegerField()
    taken_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    is_starred = models.BooleanField(_("to be presented"), default=False)

    class Meta:
        ordering = ("table__number", "prompt__position", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("gathering", "key"), name="contribution_key_once"),
        )

    def __str__(self) -> str:
        return self.text
