from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel

SMALLEST, LARGEST = 2, 12
MOST_TABLES = 60
MOST_ROUNDS = 6


class TableProperty(models.TextChoices):
    """What a table may offer, and what someone may need: never why."""

    DOOR = "door", _("near the door")
    QUIET = "quiet", _("quiet table")
    INTERPRETATION = "interpretation", _("interpretation")


class Criterion(models.TextChoices):
    """What makes a good table, in the order an organiser may change."""

    STRUCTURE = "structure", _("colleagues apart")
    MIX = "mix", _("worlds mixed as in the room")
    REPEATS = "repeats", _("new encounters")
    TERRITORY = "territory", _("places mixed")


def usual_order() -> list[str]:
    """The criteria, first to last, when nobody changed their order."""
    return [str(code) for code in Criterion.values]


class Composition(ProgrammeModel):
    """What an organiser asks of the tables of a gathering."""

    gathering = models.OneToOneField(Gathering, models.CASCADE, related_name="composition")
    rounds = models.PositiveSmallIntegerField(_("rounds"), default=1)
    smallest = models.PositiveSmallIntegerField(_("fewest people at a table"), default=6)
    largest = models.PositiveSmallIntegerField(_("most people at a table"), default=10)
    order = models.JSONField(default=usual_order)
    # Codes of the worlds nobody of whom should sit without a peer.
    never_alone = models.JSONField(default=list, blank=True)
    # Rounds that took place, from the first: who sat where in them no longer changes.
    played = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    rounds__gte=1, rounds__lte=MOST_ROUNDS, played__lte=models.F("rounds")
                ),
                name="composition_rounds",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    smallest__gte=SMALLEST,
                    smallest__lte=models.F("largest"),
                    largest__lte=LARGEST,
                ),
                name="composition_sizes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.gathering} × {self.rounds}"


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
    # Codes of `TableProperty`.
    offers = models.JSONField(default=list, blank=True)
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
        REPAIRED = "repaired", _("Repaired")

    personal_data = PersonalData(
        purpose="who composed the tables", kept="3 years", erasure=Erasure.UNLINK
    )

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="seatings")
    version = models.PositiveIntegerField(_("version"))
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    # The version brought back: undoing once more goes further back than it.
    restored = models.PositiveIntegerField(null=True)
    seed = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=40, blank=True)
    rounds = models.PositiveSmallIntegerField(default=1)
    # How it was made and what it is worth: changes tried, faults by rule, the fewest any plan has.
    moves = models.PositiveBigIntegerField(default=0)
    cost = models.JSONField(default=dict, blank=True)
    least = models.JSONField(default=dict, blank=True)
    # Why faults cannot be avoided: the engine's `BoundReason`, as data.
    reasons = models.JSONField(default=list, blank=True)
    is_optimal = models.BooleanField(default=False)
    # Someone ended the search before its budget was spent.
    stopped = models.BooleanField(default=False)
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
    """One registration at one table in one round, in one version of the seating."""

    seating = models.ForeignKey(Seating, models.CASCADE, related_name="seats")
    table = models.ForeignKey(Table, models.CASCADE, related_name="seats")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="seats")
    # From 1, as people say it.
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    position = models.PositiveSmallIntegerField()
    is_locked = models.BooleanField(_("locked"), default=False)

    class Meta:
        ordering = ("round", "table__number", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("seating", "registration", "round"), name="seat_one_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.registration} → {self.table.number}"


class TableWish(ProgrammeModel):
    """People who wish to share a table, or not to: confidential, for organisers alone."""

    class Kind(models.TextChoices):
        TOGETHER = "together", _("Together")
        APART = "apart", _("Apart")

    personal_data = PersonalData(
        purpose="to seat people with whom they ask, or apart",
        kept="24 months after last contact",
        erasure=Erasure.UNLINK,
    )
    settled_when = models.Q(gathering__is_closed=True)

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="wishes")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    registrations = models.ManyToManyField(Registration, related_name="wishes")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.gathering} {self.kind}"


class Search(ProgrammeModel):
    """The last long search for a better plan, made aside while people go on working."""

    class State(models.TextChoices):
        RUNNING = "running", _("Under way")
        DONE = "done", _("Finished")
        STOPPED = "stopped", _("Stopped")
        REFUSED = "refused", _("Not kept")
        INTERRUPTED = "interrupted", _("Interrupted")

    personal_data = PersonalData(
        purpose="who composed the tables", kept="3 years", erasure=Erasure.UNLINK
    )

    gathering = models.OneToOneField(Gathering, models.CASCADE, related_name="search")
    asked_by = models.ForeignKey("commons.Person", models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    # When the search last said that it goes on: one that says nothing more was interrupted.
    heartbeat = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RUNNING)
    stop_asked = models.BooleanField(default=False)
    base = models.CharField(max_length=12)
    seed = models.PositiveIntegerField(default=0)
    expected_version = models.PositiveIntegerField(default=0)
    planned = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    cost = models.PositiveBigIntegerField(null=True)
    least = models.PositiveBigIntegerField(null=True)
    # Why the plan found was not kept: the code of the refusal.
    refusal = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.gathering} {self.state}"
