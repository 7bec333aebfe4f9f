import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel

FIRST_DAY, LAST_DAY = 1, 60


class Reminder(ProgrammeModel):
    """A reminder so many days before a gathering; it follows the date when it moves."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="reminders")
    days_before = models.PositiveSmallIntegerField(_("days before"))
    at = models.TimeField(_("at"), default=datetime.time(10))
    is_on = models.BooleanField(_("sent by itself"), default=True)
    # The day of the meeting it was last set for, and since when: what was due before that is not sent.
    for_day = models.DateField(null=True, blank=True)
    since = models.DateTimeField(default=timezone.now)
    # The day of the meeting for which it was sent.
    sent_for = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-days_before",)
        constraints = (
            models.UniqueConstraint(fields=("gathering", "days_before"), name="reminder_once"),
            models.CheckConstraint(
                condition=models.Q(days_before__gte=FIRST_DAY, days_before__lte=LAST_DAY),
                name="reminder_days",
            ),
        )

    def __str__(self) -> str:
        return f"{self.gathering} J-{self.days_before}"


class Audience(models.TextChoices):
    """To whom one writes at once."""

    EXPECTED = "expected", _("Everyone expected")
    UNANSWERED = "unanswered", _("Those who have not answered yet")
    COMING = "coming", _("Those who are coming")
    WORLD = "world", _("One world")
    WAITING = "waiting", _("The waiting list")
    HOSTS = "hosts", _("Those who host a table or take its notes")
    UNAWARE = "unaware", _("Those who were told another date or place")
    CHOSEN = "chosen", _("People chosen one by one")


class Mailing(ProgrammeModel):
    """One message to several people: written, previewed, then sent once; a draft waits as long as needed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent")

    personal_data = PersonalData(
        purpose="who wrote to several people at once", kept="12 months", erasure=Erasure.UNLINK
    )

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="mailings")
    kind = models.CharField(_("kind"), max_length=40)
    audience = models.CharField(
        _("to"), max_length=12, choices=Audience.choices, default=Audience.EXPECTED
    )
    world = models.ForeignKey(
        "commons.World", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    chosen = models.ManyToManyField(Registration, blank=True, related_name="+")
    # Whoever received this kind already receives it again.
    again = models.BooleanField(default=False)
    # As the organiser wrote them; empty for the kinds that are written already.
    subject = models.CharField(_("subject"), max_length=78, blank=True)
    text = models.TextField(_("text"), max_length=5000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    actor = models.ForeignKey("commons.Person", models.SET_NULL, null=True, related_name="+")
    people_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.gathering} {self.kind}"


class Announcement(ProgrammeModel):
    """When and where a meeting is, as people were told."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="announcements")
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins"))
    ends_at = models.TimeField(_("ends"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("gathering", "day", "starts_at", "ends_at", "place", "address"),
                name="announcement_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.gathering} {self.day}"


class Told(ProgrammeModel):
    """What one person was last told of the date and the place."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="told")
    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.registration}: {self.announcement}"
