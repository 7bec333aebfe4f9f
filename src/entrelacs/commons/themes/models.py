from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.programmes.isolation import ProgrammeModel
from entrelacs.commons.programmes.models import Tone


class Typology(ProgrammeModel):
    """A set of themes ideas are sorted into."""

    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "typologies"

    def __str__(self) -> str:
        return self.name


def keywords_are_words(value: object) -> None:
    """A theme without keywords can neither be explained nor suggested."""
    if not isinstance(value, list) or not value:
        raise ValidationError(_("Give at least one keyword."), code="keywords-missing")
    if not all(isinstance(word, str) and word.strip() for word in value):
        raise ValidationError(_("A keyword cannot be empty."), code="keyword-empty")


class Theme(ProgrammeModel):
    """One category; its keywords say what belongs in it."""

    typology = models.ForeignKey(Typology, models.CASCADE, related_name="themes")
    label = models.CharField(_("label"), max_length=80)
    tone = models.CharField(_("colour"), max_length=12, choices=Tone.choices)
    keywords = models.JSONField(_("keywords"), validators=[keywords_are_words])
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("typology", "label"), name="theme_label_once"),
            models.CheckConstraint(condition=~models.Q(keywords=[]), name="theme_has_keywords"),
        )

    def __str__(self) -> str:
        return self.label
