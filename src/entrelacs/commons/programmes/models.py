from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel


class Tone(models.TextChoices):
    """Colours a world or a theme may take: each is checked for contrast, light and dark."""

    TEAL = "teal", _("Teal")
    ORANGE = "orange", _("Orange")
    BLUE = "blue", _("Blue")
    GREY = "grey", _("Grey")
    PLUM = "plum", _("Plum")
    GREEN = "green", _("Green")
    BRICK = "brick", _("Brick")


class Mark(models.TextChoices):
    """Shapes that say a world without its colour."""

    ROUND = "round", _("Round")
    DIAMOND = "diamond", _("Diamond")
    SQUARE = "square", _("Square")
    TRIANGLE = "triangle", _("Triangle")
    HEXAGON = "hexagon", _("Hexagon")
    STAR = "star", _("Star")


class Programme(models.Model):
    """The tenant: one organiser's programme; nobody sees another's."""

    personal_data = PersonalData(
        purpose="to let people write to the organiser",
        kept="as long as the programme",
        erasure=Erasure.KEEP,
    )

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), unique=True)
    organizer = models.CharField(_("organiser"), max_length=160, blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    logo = models.FileField(_("logo"), upload_to="logos/", blank=True)
    invented_people = models.BooleanField(_("its people are invented"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class World(ProgrammeModel):
    """A world people come from (social work, social enterprise…): data, not code."""

    code = models.SlugField(_("code"), max_length=40)
    label = models.CharField(_("label"), max_length=60)
    short_label = models.CharField(_("short label"), max_length=12)
    tone = models.CharField(_("colour"), max_length=12, choices=Tone.choices)
    mark = models.CharField(_("mark"), max_length=12, choices=Mark.choices)
    is_pole = models.BooleanField(
        _("pole"), default=False, help_text=_("The two poles are the worlds to be bridged.")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("programme", "code"), name="world_code_once"),
            models.UniqueConstraint(fields=("programme", "mark", "tone"), name="world_looks_once"),
        )

    def __str__(self) -> str:
        return self.label
