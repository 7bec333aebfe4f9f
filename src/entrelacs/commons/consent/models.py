from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel


class Use(models.TextChoices):
    """What a person may agree to, each by itself."""

    NAME_IN_REPORT = "name-in-report", _("my name in the report")
    DIRECTORY = "directory", _("my name in the directory of participants")
    NEWS = "news", _("receive news of the programme")
    IMAGE = "image", _("photographs where I can be recognised")


class Channel(models.TextChoices):
    PERSONAL_PAGE = "personal-page", _("personal page")
    REGISTRATION = "registration", _("registration form")
    PAPER = "paper", _("paper form")
    SPOKEN = "spoken", _("spoken")
    IMPORT = "import", _("import")


class ConsentText(ProgrammeModel):
    """The words people agreed to; a changed text is a new version."""

    use = models.CharField(_("use"), max_length=20, choices=Use.choices)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ("use", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "use", "version"), name="consent_text_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.use} v{self.version}"


class Consent(ProgrammeModel):
    """One line of the ledger: given, or withdrawn; the latest line for a use counts."""

    personal_data = PersonalData(
        purpose="proof of consent", kept="5 years after withdrawal", erasure=Erasure.KEEP
    )

    person = models.ForeignKey("commons.Person", models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    use = models.CharField(_("use"), max_length=20, choices=Use.choices)
    given = models.BooleanField(_("given"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("person", "use", "-at"), name="consent_latest"),)

    def __str__(self) -> str:
        return f"{self.use} {'+' if self.given else '-'}"
