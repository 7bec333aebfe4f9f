from django.db import models
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel


class Mail(ProgrammeModel):
    """One message to one address, from the moment it is written to what became of it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        QUEUED = "queued", _("To be sent")
        # The server is being spoken to; whoever finds it so long after cannot tell if it went out.
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")
        DOUBTFUL = "doubtful", _("Perhaps sent")
        BOUNCED = "bounced", _("Came back")
        CANCELLED = "cancelled", _("Cancelled")

    personal_data = PersonalData(
        purpose="to write to people and to know what they received",
        kept="12 months",
        erasure=Erasure.DELETE,
    )

    # Names what is written: the same key is written once, however often it is asked for.
    key = models.CharField(max_length=120)
    kind = models.CharField(_("kind"), max_length=40)
    person = models.ForeignKey(
        "commons.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What it is about, as in the journal: "act.gathering" and its key.
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    # An iCalendar text that goes with it, or nothing.
    calendar = models.TextField(blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    # Why the last try failed: a stable code of `labels.py`, and what the server answered.
    reason = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    # Since when it is being tried, without success; patience is counted from there.
    tried_since = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    # While it is being sent: until when its sender may be believed alive. The time also names who
    # sends: whoever finds another time there has lost the mail to somebody else.
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("programme", "key"), name="mail_key_once"),)
        indexes = (
            models.Index(fields=("state", "not_before"), name="mail_due"),
            models.Index(fields=("subject_type", "subject_id"), name="mail_about"),
            # Those that still say something of someone, for the yearly emptying.
            models.Index(fields=("created_at",), condition=~models.Q(to=""), name="mail_to_empty"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """On its way: nobody has to do anything."""
        return self.state in {self.State.QUEUED, self.State.SENDING}

    @property
    def can_be_cancelled(self) -> bool:
        """The server has not been spoken to yet."""
        return self.state in {self.State.DRAFT, self.State.QUEUED}

    @property
    def can_be_resent(self) -> bool:
        """It did not arrive, as far as is known; one that was sent is written again instead."""
        return self.state in {self.State.FAILED, self.State.DOUBTFUL, self.State.BOUNCED}
