from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleCode(models.TextChoices):
    """What a member may be in a programme; one person may hold several."""

    OWNER = "owner", _("Owner")
    ORGANISER = "organiser", _("Organiser")
    FACILITATOR = "facilitator", _("Facilitator")
    SCRIBE = "scribe", _("Scribe")
    REFERENT = "referent", _("Referent")
    READER = "reader", _("Reader")
