from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel


class Report(ProgrammeModel):
    """The report of a gathering: its own words here, everything else read from the gathering."""

    personal_data = PersonalData(
        purpose="who published the report", kept="3 years", erasure=Erasure.UNLINK
    )

    gathering = models.OneToOneField("act.Gathering", models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    introduction = models.TextField(_("introduction"), blank=True)
    closing = models.TextField(_("closing"), blank=True)
    acknowledgements = models.CharField(_("with the support of"), max_length=300, blank=True)
    word_template = models.FileField(_("Word template"), upload_to="templates/", blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey("commons.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-published_at", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
