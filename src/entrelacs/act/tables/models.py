from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel

SMALLEST, LARGEST = 2, 12
MOST_TABLES = 60


class Table(ProgrammeModel):
    """A table people sit at."""

    personal_data = PersonalData(
        purpose="who hosts and who takes notes",
        kept="24 months after last contact",
        erasure=Erasure.UNLINK,
    )
    settled_when = models.Q(gathering__is_closed=True)

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("number"))
    seat_count = models.PositiveSmallIntegerField(_("seats"), default=8)
    # Where it stands in the room: "near the window".
    spot = models.CharField(_("where it stands"), max_length=80, blank=True)
    # Whoever holds it may take this table's notes, until the gathering is closed.
    code = models.CharField(_("code"), max_length=8, unique=True)
    facilitator = models.ForeignKey(
        "commons.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    scribe = models.ForeignKey(
        "commons.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # A table put away keeps its number, its code and its place in earlier versions of the seating.
    is_open = models.BooleanField(_("in use"), default=True)
    # People the source counts without naming them.
    unnamed_guests = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("gathering", "number"), name="table_number_once"),
            models.CheckConstraint(
                condition=models.Q(seat_count__gte=SMALLEST, seat_count__lte=LARGEST),
                name="table_size",
            ),
        )

    def __str__(self) -> str:
        return f"{self.gathering} {self.number}"


class Seating(ProgrammeModel):
    """One version of who sits where; each change is a new version, so any can come back."""

    class Origin(models.TextChoices):
        COMPOSED = "composed", _("Composed")
        MOVED = "moved", _("Changed by hand")
        RESTORED = "restored", _("Brought back")
        IMPORTED = "imported", _("Imported")

    personal_data = PersonalData(
        purpose="who composed the tables", kept="3 years", erasure=Erasure.UNLINK
    )

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="seatings")
    version = models.PositiveIntegerField(_("version"))
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    seed = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=40, blank=True)
    composed_by = models.ForeignKey("commons.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=("gathering", "version"), name="seating_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.gathering} v{self.version}"


class Seat(ProgrammeModel):
    """One registration at one table, in one version of the seating."""

    seating = models.ForeignKey(Seating, models.CASCADE, related_name="seats")
    table = models.ForeignKey(Table, models.CASCADE, related_name="seats")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="seats")
    position = models.PositiveSmallIntegerField()
    is_locked = models.BooleanField(_("locked"), default=False)

    class Meta:
        ordering = ("table__number", "position")
        constraints = (
            models.UniqueConstraint(fields=("seating", "registration"), name="seat_one_each"),
        )

    def __str__(self) -> str:
        return f"{self.registration} → {self.table.number}"
