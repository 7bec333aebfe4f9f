"""What is written by itself to whoever joins a meeting, or would like to."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.kinds.base import ANYONE, Kind, register
from entrelacs.act.mailings.moments import moment_in_words


@register
class Confirmation(Kind):
    """Their seat is kept."""

    code = "confirmation"
    label = _("Confirmation of registration")
    has_calendar = True


@register
class Waiting(Kind):
    """No seat for now: they are on the waiting list."""

    code = "waiting"
    label = _("Put on the waiting list")
    statuses = ANYONE

    def words(
        self, registration: Registration, gathered: Any, details: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {"rank": details.get("rank", 0)}


@register
class Offer(Kind):
    """A freed seat is kept for them until `expires_at`."""

    code = "offer"
    label = _("Offer of a freed seat")
    statuses = ANYONE
    details = ("expires_at",)

    def words(
        self, registration: Registration, gathered: Any, details: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {"until": moment_in_words(details["expires_at"])}


@register
class SeatLost(Kind):
    """They did not answer in time: the seat goes to someone else."""

    code = "seat-lost"
    label = _("A seat offered is no longer kept")
    statuses = ANYONE
    details = ("expires_at",)

    def words(
        self, registration: Registration, gathered: Any, details: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {"until": moment_in_words(details["expires_at"])}


@register
class Already(Kind):
    """Someone filled in the form with the address of a person who is on the list."""

    code = "already"
    label = _("Registered already")
    statuses = ANYONE
