import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel


class Cycle(ProgrammeModel):
    """Gatherings that follow one another, so that people meet new people each time."""

    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Gathering(ProgrammeModel):
    """A Grande Rencontre."""

    cycle = models.ForeignKey(
        Cycle, models.SET_NULL, null=True, blank=True, related_name="gatherings"
    )
    typology = models.ForeignKey(
        "commons.Typology", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins"), default=datetime.time(14))
    ends_at = models.TimeField(_("ends"), default=datetime.time(18))
    place = models.CharField(_("place"), max_length=160, blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    territory = models.ForeignKey(
        "commons.Territory", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_closed = models.BooleanField(
        _("closed"), default=False, help_text=_("Once closed, notes no longer change.")
    )
    # To try the day with invented people; nothing of it is published, counted or remembered.
    is_rehearsal = models.BooleanField(_("rehearsal"), default=False, editable=False)
    # The highest number a plan of its tables ever bore: a number is never given twice, even when an
    # import is undone, so that nobody saves over a plan they never saw.
    last_version = models.PositiveIntegerField(default=0, editable=False)
    # Counts the changes people must hear of: calendars replace what they hold by the higher one.
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-day", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def is_past(self) -> bool:
        return self.day < timezone.localdate()


class SegmentKind(models.TextChoices):
    WELCOME = "welcome", _("Welcome")
    OPENING = "opening", _("Opening")
    SHARING = "sharing", _("Presentation")
    PANEL = "panel", _("Round table")
    TABLES = "tables", _("Work at tables")
    BREAK = "break", _("Break")
    PLENARY = "plenary", _("Report-back")
    CLOSING = "closing", _("Closing")


class Segment(ProgrammeModel):
    """One moment of the day."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="segments")
    kind = models.CharField(_("kind"), max_length=12, choices=SegmentKind.choices)
    starts_at = models.TimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=480), name="segment_has_length"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime.time:
        start = datetime.datetime.combine(datetime.date.min, self.starts_at)
        return (start + datetime.timedelta(minutes=self.minutes)).time()


class Registration(ProgrammeModel):
    """Someone's coming to a gathering."""

    class Status(models.TextChoices):
        INVITED = "invited", _("Invited")
        REGISTERED = "registered", _("Registered")
        DECLINED = "declined", _("Not coming")
        WAITING = "waiting", _("On the waiting list")

    class Presence(models.TextChoices):
        UNKNOWN = "unknown", _("Not known yet")
        PRESENT = "present", _("Present")
        ABSENT = "absent", _("Absent")

    # Those who do not hold a seat.
    NOT_EXPECTED = (Status.DECLINED, Status.WAITING)

    personal_data = PersonalData(
        purpose="to prepare the meeting and seat people",
        kept="24 months after last contact",
        erasure=Erasure.UNLINK,
        emptied=("needs", "table_needs"),
    )
    settled_when = models.Q(gathering__is_closed=True)

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="registrations")
    # Empty once the person is erased: the room still had that many people.
    person = models.ForeignKey("commons.Person", models.SET_NULL, null=True, related_name="+")
    status = models.CharField(
        _("answer"), max_length=12, choices=Status.choices, default=Status.REGISTERED
    )
    presence = models.CharField(
        _("presence"), max_length=12, choices=Presence.choices, default=Presence.UNKNOWN
    )
    # When they came in, as the phone at the door told it.
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    # The world whose seat they hold; none chosen: the first of theirs that has a quota.
    seat_world = models.ForeignKey(
        "commons.World", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # When they joined the waiting list: first come, first offered.
    waiting_since = models.DateTimeField(null=True, blank=True)
    # What is needed, never why: "near the door", "quiet table", "sign language".
    needs = models.CharField(_("needs"), max_length=200, blank=True)
    # What their table must offer: codes of `tables.models.TableProperty`.
    table_needs = models.JSONField(default=list, blank=True)
    # The rounds at tables they attend, numbered from 1; none named: all of them.
    rounds = models.JSONField(default=list, blank=True)
    # Drawn anew to make a personal link that leaked stop working.
    link_salt = models.CharField(max_length=16, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("person__family_name", "person__given_name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("gathering", "person"),
                condition=models.Q(person__isnull=False),
                name="registration_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} @ {self.gathering}"
