"""What an organiser writes to many at once, and what is recalled before the day."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.mailings.kinds.base import ANYONE, Kind, register
from entrelacs.act.mailings.models import Announcement, Audience
from entrelacs.act.mailings.moments import when_in_words, where_in_words
from entrelacs.act.mailings.queries import fingerprint_of, told_in


@register
class Invitation(Kind):
    """Come: in the organiser's own words."""

    code = "invitation"
    label = _("Invitation")
    purpose = _("Your words, with two links to say yes or no.")
    is_written = True
    is_once = True


@register
class Reminder(Kind):
    """Are you still coming?"""

    code = "reminder"
    label = _("Reminder")
    purpose = _("“Are you still coming?”, with two links. A no frees the seat.")


@register
class Moved(Kind):
    """The date or the place changed: what it was, what it is."""

    code = "moved"
    label = _("Change of date or place")
    purpose = _("What was announced, what it is now, and two links to say yes or no.")
    is_written = True
    has_calendar = True
    tells_change = True
    usual_audience = Audience.UNAWARE
    statuses = (*Kind.statuses, Registration.Status.WAITING)

    def gather(self, gathering: Gathering) -> tuple[dict[int, Announcement], str]:
        return told_in(gathering), fingerprint_of(gathering)

    def words(
        self, registration: Registration, gathered: Any, details: Mapping[str, Any]
    ) -> dict[str, Any]:
        told, _now = gathered
        before = told.get(registration.pk)
        if before is None:
            return {"before_when": "", "before_where": ""}
        return {"before_when": when_in_words(before), "before_where": where_in_words(before)}

    def key(self, registration: Registration, gathered: Any, mailing: int) -> str:
        """Once for each change, even when two organisers each write their own message."""
        _told, now = gathered
        return f"moved:{registration.pk}:{now}"


@register
class Cancelled(Kind):
    """It will not take place."""

    code = "cancelled"
    label = _("The meeting will not take place")
    purpose = _("Your words, without any link to answer.")
    is_written = True
    is_once = True
    statuses = ANYONE


@register
class Free(Kind):
    """Whatever else an organiser has to say."""

    code = "free"
    label = _("Free message")
    purpose = _("Practical news, thanks, what comes next: your words.")
    is_written = True
    is_for_before = False
    statuses = ANYONE
