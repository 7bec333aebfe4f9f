"""Shared reference data: the same communes for every programme, hence plain managers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.territories.cog import department_of


class TerritoryKind(models.TextChoices):
    REGION = "region", _("Region")
    DEPARTMENT = "department", _("Department")
    EPCI = "epci", _("Group of communes (EPCI)")
    EPT = "ept", _("Territory of Greater Paris (EPT)")
    COMMUNE = "commune", _("Commune")
    ARRONDISSEMENT = "arrondissement", _("Arrondissement")


class Territory(models.Model):
    """A territory of the official geographic code; it is retired, never deleted."""

    kind = models.CharField(_("kind"), max_length=14, choices=TerritoryKind.choices)
    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(_("name"), max_length=120)
    search_name = models.CharField(max_length=120, db_index=True, editable=False)
    department = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("department"), null=True, related_name="+"
    )
    region = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("region"), null=True, related_name="+"
    )
    epci = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("group of communes"), null=True, related_name="+"
    )
    ept = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("territory of Greater Paris"),
        null=True,
        related_name="+",
    )
    population = models.PositiveIntegerField(_("population"), null=True)
    postal_codes = models.CharField(
        _("postal codes"),
        max_length=200,
        blank=True,
        help_text=_("Several codes are separated by a space."),
    )
    longitude = models.FloatField(_("longitude"), null=True)
    latitude = models.FloatField(_("latitude"), null=True)
    is_current = models.BooleanField(
        _("current"), default=True, help_text=_("No longer current once a newer edition drops it.")
    )

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        constraints = (
            models.UniqueConstraint(fields=("code", "kind"), name="territory_code_once"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def department_code(self) -> str:
        """Told by the code itself, so that a list of labels asks nothing more."""
        return department_of(self.code)

    @property
    def label(self) -> str:
        """One territory, one label: "Saint-Denis (93)", "Paris (department)"."""
        match self.kind:
            case TerritoryKind.COMMUNE | TerritoryKind.ARRONDISSEMENT:
                return f"{self.name} ({self.department_code})"
            case TerritoryKind.DEPARTMENT:
                return _("%(name)s (department)") % {"name": self.name}
            case TerritoryKind.REGION:
                return _("%(name)s (region)") % {"name": self.name}
        return self.name


class FormerCode(models.Model):
    """A code that was given up, and the commune it became part of."""

    code = models.CharField(_("code"), max_length=9, unique=True)
    current = models.ForeignKey(
        Territory, models.CASCADE, verbose_name=_("current territory"), related_name="former_codes"
    )

    class Meta:
        verbose_name = _("former code")
        verbose_name_plural = _("former codes")

    def __str__(self) -> str:
        return self.code


class TerritoryEdition(models.Model):
    """Which packaged file the tables were last filled from; one row."""

    edition = models.CharField(_("edition"), max_length=10)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("edition of the territories")
        verbose_name_plural = _("editions of the territories")

    def __str__(self) -> str:
        return self.edition
