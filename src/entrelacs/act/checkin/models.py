from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel


class Arrival(ProgrammeModel):
    """One gesture at the door, as a phone sent it; the presence of a registration follows from them."""

    class Kind(models.TextChoices):
        IN = "in", _("Arrived")
        UNDO = "undo", _("Arrival taken back")
        WALK_IN = "walk-in", _("Came without registering")

    personal_data = PersonalData(
        purpose="to know who is in the room",
        kept="24 months after last contact",
        erasure=Erasure.UNLINK,
    )

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="arrivals")
    registration = models.ForeignKey(
        Registration, models.SET_NULL, null=True, blank=True, related_name="arrivals"
    )
    # Drawn by the phone: the same gesture sent twice is stored once.
    client_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # When it happened, as the phone told it and the server's clock corrected it.
    at = models.DateTimeField()
    stored_at = models.DateTimeField(default=timezone.now)
    # The answer that this arrival contradicted, which taking it back gives again.
    answer_before = models.CharField(max_length=12, blank=True)
    # Their place on the waiting list, which they find again with it.
    waited_since = models.DateTimeField(null=True, blank=True)
    # Which phone: drawn once by each, so that the page can say how many are at the door.
    device = models.CharField(max_length=36, blank=True)
    actor = models.ForeignKey("commons.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("stored_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("gathering", "client_id"), name="arrival_client_id_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.registration}"


class DoorDevice(ProgrammeModel):
    """A phone at the door: when it last had the list, and how many gestures it still holds."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="door_devices")
    device = models.CharField(max_length=36)
    last_seen_at = models.DateTimeField(default=timezone.now)
    waiting = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-last_seen_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("gathering", "device"), name="door_device_once"),
        )

    def __str__(self) -> str:
        return self.device
