from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.programmes.isolation import ProgrammeModel

OFFER_HOURS = 48


class Admission(ProgrammeModel):
    """Who may register by themselves for a gathering, and for how many seats."""

    gathering = models.OneToOneField(Gathering, models.CASCADE, related_name="admission")
    # Listed in the public agenda of the programme.
    is_public = models.BooleanField(_("listed in the public agenda"), default=False)
    is_open = models.BooleanField(_("registration is open"), default=False)
    closes_on = models.DateField(_("registration closes on"), null=True, blank=True)
    # What people read before they register.
    welcome = models.TextField(_("presentation"), max_length=2000, blank=True)
    capacity = models.PositiveSmallIntegerField(_("seats in all"), null=True, blank=True)
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept a freed seat"), default=OFFER_HOURS
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(offer_hours__gte=1, offer_hours__lte=336),
                name="admission_offer_hours",
            ),
        )

    def __str__(self) -> str:
        return str(self.gathering)


class Quota(ProgrammeModel):
    """How many seats one world has at a gathering."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="quotas")
    world = models.ForeignKey("commons.World", models.CASCADE, related_name="+")
    seats = models.PositiveSmallIntegerField(_("seats"))

    class Meta:
        ordering = ("world__position", "pk")
        constraints = (models.UniqueConstraint(fields=("gathering", "world"), name="quota_once"),)

    def __str__(self) -> str:
        return f"{self.world}: {self.seats}"


class SeatOffer(ProgrammeModel):
    """A freed seat, held for someone of the waiting list until they answer or time runs out."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        TAKEN = "taken", _("Accepted")
        DECLINED = "declined", _("Seat refused")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Reason(models.TextChoices):
        """Why this person rather than another one."""

        SHORT_WORLD = "short-world", _("their world is the one that is short")
        FIRST_COME = "first-come", _("the longest wait")
        BY_HAND = "by-hand", _("chosen by the organiser")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="offers")
    world = models.ForeignKey("commons.World", models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    # The figures the choice was made on: {"ts": [taken, seats], …}.
    figures = models.JSONField(default=dict)
    offered_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-offered_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("registration",),
                condition=models.Q(state="open"),
                name="seat_offer_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.registration} {self.state}"
