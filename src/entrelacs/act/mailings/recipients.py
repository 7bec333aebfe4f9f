"""To whom a message goes, and who is left out and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.mailings.kinds import Kind, kind_of
from entrelacs.act.mailings.models import Audience, Mailing
from entrelacs.act.mailings.queries import (
    addressees_of,
    briefs_of,
    receivers_of,
    told_otherwise,
)


class Reason(TextChoices):
    """Why someone of the audience does not get the message."""

    ADDRESS = "address", _("no mail address")
    RECEIVED = "received", _("already received it")
    STATUS = "status", _("not concerned, given their answer")
    UNLISTED = "unlisted", _("not on the list of this meeting")


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Someone one meant to write to; `registration` is empty when they are not on the list."""

    name: str
    reason: Reason
    registration: Registration | None = None


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """In the order of the list."""

    people: list[Registration]
    left_out: list[LeftOut]

    @property
    def reasons(self) -> list[tuple[Reason, list[LeftOut]]]:
        """Those left out, reason by reason."""
        grouped = [
            (reason, [each for each in self.left_out if each.reason == reason]) for reason in Reason
        ]
        return [(reason, people) for reason, people in grouped if people]


def recipients_of(mailing: Mailing) -> Recipients:
    """Who would receive this message now."""
    kind = kind_of(mailing.kind)
    everyone = list(addressees_of(mailing.gathering))
    hosts: dict[int, str] = {}
    if mailing.audience == Audience.HOSTS:
        hosts = briefs_of(mailing.gathering).names
    meant = _meant(mailing, everyone, hosts)
    received: set[int] = set()
    if kind.is_once and not mailing.again:
        received = receivers_of(mailing.gathering, kind.code)
    people, left_out = [], []
    for registration in meant:
        reason = _reason(registration, kind, received)
        if reason is None:
            people.append(registration)
        else:
            left_out.append(
                LeftOut(
                    name=registration.person.full_name, reason=reason, registration=registration
                )
            )
    listed = {registration.person_id for registration in everyone}
    left_out += [
        LeftOut(name=name, reason=Reason.UNLISTED)
        for person, name in sorted(hosts.items(), key=lambda pair: pair[1])
        if person not in listed
    ]
    return Recipients(people=people, left_out=left_out)


def audience_counts(gathering: Gathering, everyone: Sequence[Registration]) -> dict[Audience, int]:
    """How many people each audience holds, but for those that depend on a choice."""
    status = Registration.Status
    hosts, unaware = briefs_of(gathering).names, told_otherwise(gathering)
    return {
        Audience.EXPECTED: sum(map(_is_expected, everyone)),
        Audience.UNANSWERED: sum(each.status == status.INVITED for each in everyone),
        Audience.COMING: sum(each.status == status.REGISTERED for each in everyone),
        Audience.WAITING: sum(each.status == status.WAITING for each in everyone),
        Audience.HOSTS: len(hosts),
        Audience.UNAWARE: sum(each.pk in unaware for each in everyone),
    }


def _meant(
    mailing: Mailing, everyone: Iterable[Registration], hosts: dict[int, str]
) -> list[Registration]:
    """Those whom the organiser wants to write to."""
    status = Registration.Status
    keys: set[int] = set()
    if mailing.audience == Audience.UNAWARE:
        keys = told_otherwise(mailing.gathering)
    elif mailing.audience == Audience.CHOSEN:
        keys = set(mailing.chosen.order_by("pk").values_list("pk", flat=True))
    is_meant: dict[str, Callable[[Registration], bool]] = {
        Audience.EXPECTED: _is_expected,
        Audience.UNANSWERED: lambda each: each.status == status.INVITED,
        Audience.COMING: lambda each: each.status == status.REGISTERED,
        Audience.WAITING: lambda each: each.status == status.WAITING,
        Audience.WORLD: lambda each: _is_expected(each) and _is_of(each, mailing.world_id),
        Audience.HOSTS: lambda each: each.person_id in hosts,
        Audience.UNAWARE: lambda each: each.pk in keys,
        Audience.CHOSEN: lambda each: each.pk in keys,
    }
    return list(filter(is_meant[mailing.audience], everyone))


def _is_expected(registration: Registration) -> bool:
    return registration.status not in Registration.NOT_EXPECTED


def _is_of(registration: Registration, world: int | None) -> bool:
    return any(each.pk == world for each in registration.person.worlds.all())


def _reason(registration: Registration, kind: Kind, received: set[int]) -> Reason | None:
    if registration.status not in kind.statuses:
        return Reason.STATUS
    if not registration.person.email:
        return Reason.ADDRESS
    if registration.person_id in received:
        return Reason.RECEIVED
    return None
