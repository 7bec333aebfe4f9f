from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.programmes.isolation import ProgrammeModel


class Organization(ProgrammeModel):
    """A structure: association, enterprise, town, department, school…"""

    name = models.CharField(_("name"), max_length=200)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    rna = models.CharField(_("RNA"), max_length=10, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="antennas"
    )
    territory = models.ForeignKey(
        "commons.Territory", models.PROTECT, null=True, blank=True, related_name="+"
    )
    website = models.URLField(_("website"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "siret"),
                condition=~models.Q(siret=""),
                name="organization_siret_once",
            ),
        )

    def __str__(self) -> str:
        return self.name


class OrganizationName(ProgrammeModel):
    """One spelling of a structure; its key folds accents, case and legal forms."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="spellings")
    name = models.CharField(_("spelling"), max_length=200)
    key = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "key"), name="organization_key_once"),
        )

    def __str__(self) -> str:
        return self.name
