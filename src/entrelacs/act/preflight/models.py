import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering
from entrelacs.commons.programmes.isolation import ProgrammeModel


def draw_probe() -> str:
    return secrets.token_urlsafe(9)


class Preflight(ProgrammeModel):
    """What was tried before a gathering, and when."""

    gathering = models.OneToOneField(Gathering, models.CASCADE, related_name="preflight")
    # What stands in the address a phone opens to prove that it reaches the site.
    probe = models.CharField(max_length=20, unique=True, default=draw_probe)
    phone_reached_at = models.DateTimeField(_("a phone reached the site"), null=True, blank=True)
    codes_printed_at = models.DateTimeField(_("codes printed"), null=True, blank=True)
    # The numbers of the tables whose code is printed: one laid since has none in the room.
    codes_printed = models.JSONField(default=list, blank=True)
    kit_downloaded_at = models.DateTimeField(_("kit downloaded"), null=True, blank=True)
    # The plan of tables the kit was made from: a later one makes it out of date.
    kit_version = models.PositiveIntegerField(null=True, blank=True)
    # What each part of the kit rested on, as digests: what changed since is told part by part.
    kit_contents = models.JSONField(default=dict, blank=True)
    clock_checked_at = models.DateTimeField(_("clock compared"), null=True, blank=True)
    clock_offset_seconds = models.IntegerField(null=True, blank=True)

    # The rehearsal prepared from this gathering, until it is erased.
    rehearsal = models.ForeignKey(
        Gathering, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.gathering)
