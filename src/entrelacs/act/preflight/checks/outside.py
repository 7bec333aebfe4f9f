"""What leaves this machine, or comes to it: mail, the address phones open, the time."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrelacs.act.preflight.checks.base import Check, Finding, State, Way
from entrelacs.act.preflight.queries import Facts
from entrelacs.act.preflight.words import day_from_now, moment
from entrelacs.commons.mail.labels import explanation_of
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.queries import SILENCE

# Seconds between two clocks: below the first nobody notices; beyond the second the times that
# phones note at the door are wrong.
FAIR_CLOCK, POOR_CLOCK = 5, 60
CLOCK_LASTS = datetime.timedelta(hours=24)


class MailCheck(Check):
    code = "mail"
    title = gettext_lazy("Mails leave")

    def look(self, facts: Facts) -> Finding:
        state, todo = self._judge(facts)
        slug = facts.gathering.slug
        ways = (
            Way(
                words=_("Send me a trial message"),
                url=reverse("act:run_preflight_mail", args=(slug,)),
                is_post=True,
            ),
            Way(
                words=_("See the mails"),
                url=reverse("act:invite_messages", args=(slug,)),
                permission="act.invite",
            ),
        )
        return Finding(state=state, seen=tuple(self._seen(facts)), todo=todo, ways=ways)

    def _judge(self, facts: Facts) -> tuple[State, str]:
        machine, letters = facts.machine, facts.letters
        if not machine.mail_server:
            return State.WARN if machine.is_demo else State.BAD, _(
                "Give the address of a mail server in the settings (ENTRELACS_MAIL_URL)."
            )
        if machine.has_worker and _is_silent(facts):
            return State.BAD, _(
                "Nothing leaves while the worker is stopped: start the command “entrelacs worker”."
            )
        if letters.late:
            return State.WARN, _("Messages are late: read why in the list of mails.")
        if letters.failed:
            return State.WARN, _("Read why in the list of mails, correct, and send again.")
        if letters.last_sent_at is None:
            return State.UNKNOWN, _("Send yourself a message, and see that it arrives.")
        return State.GOOD, ""

    def _seen(self, facts: Facts) -> Iterator[str]:
        machine, letters = facts.machine, facts.letters
        if machine.mail_server:
            yield _("Server: %(host)s.") % {"host": machine.mail_server}
        elif machine.is_demo:
            yield _("Demonstration: messages stay on this machine, none leaves.")
        else:
            yield _("No mail server is set.")
        if machine.has_worker:
            yield (
                _("Worker heard %(when)s.") % {"when": moment(letters.beat_at, facts.now)}
                if letters.beat_at
                else _("The worker was never heard.")
            )
        figures = {"sent": letters.sent, "waiting": letters.waiting, "failed": letters.failed}
        text = _("In seven days: %(sent)d sent, %(waiting)d waiting, %(failed)d not sent.")
        yield text % figures
        if letters.last_sent_at is not None:
            yield _("The last one left %(when)s.") % {
                "when": moment(letters.last_sent_at, facts.now)
            }
        if letters.trial is not None:
            yield _trial_said(letters.trial, facts.now)


def _is_silent(facts: Facts) -> bool:
    beat_at = facts.letters.beat_at
    return beat_at is None or facts.now - beat_at > SILENCE


def _trial_said(trial: Mail, now: datetime.datetime) -> str:
    """What became of the message sent to oneself."""
    details = {"to": trial.to, "when": moment(trial.sent_at or trial.created_at, now)}
    if trial.state == Mail.State.SENT:
        return _("Your trial message to %(to)s left %(when)s: see that it arrives.") % details
    if trial.state in {Mail.State.QUEUED, Mail.State.SENDING} and not trial.reason:
        return _("Your trial message to %(to)s, written %(when)s, waits to leave.") % details
    text = _("Your trial message to %(to)s did not leave. %(why)s")
    return text % {"to": trial.to, "why": explanation_of(trial) or str(trial.get_state_display())}


class AddressCheck(Check):
    code = "address"
    title = gettext_lazy("Phones reach the site")
    template = "act/preflight/_address.html"

    def look(self, facts: Facts) -> Finding:
        machine, reached_at = facts.machine, facts.preflight.phone_reached_at
        seen = [_("Address: %(address)s") % {"address": machine.address}]
        if reached_at is None:
            seen.append(_("No phone has tried yet."))
        else:
            seen.append(_("A phone reached it %(when)s.") % {"when": moment(reached_at, facts.now)})
        state, todo = self._judge(facts)
        return Finding(state=state, seen=tuple(seen), todo=todo)

    def _judge(self, facts: Facts) -> tuple[State, str]:
        machine, reached_at = facts.machine, facts.preflight.phone_reached_at
        if machine.is_own_name:
            return State.BAD, _(
                "This address means “this very machine”: a phone that opens it finds nothing. Give "
                "the public address in the settings (ENTRELACS_URL)."
            )
        if reached_at is None:
            return State.UNKNOWN, _(
                "With a phone on the network of the place, open the square below and press "
                "“It works”. If nothing opens, try the phone's own network."
            )
        if facts.is_today and timezone.localdate(reached_at) != facts.today:
            return State.WARN, _("Try again today, from the place, on its network.")
        if not machine.is_secure:
            return State.WARN, _(
                "Without https, phones refuse the camera at the door and work without network: "
                "type names instead of scanning, and keep the printed list at hand."
            )
        return State.GOOD, ""


class ClockCheck(Check):
    code = "clock"
    title = gettext_lazy("Clocks agree")
    template = "act/preflight/_clock.html"

    def look(self, facts: Facts) -> Finding:
        seen = [
            _("Server: %(time)s (%(zone)s).")
            % {
                "time": f"{timezone.localtime(facts.now):%H:%M:%S}",
                "zone": settings.TIME_ZONE,
            },
            day_from_now(facts.days_left),
        ]
        checked_at = facts.preflight.clock_checked_at
        if checked_at is not None:
            seen.append(self._offset_said(facts, checked_at))
        state, todo = self._judge(facts)
        return Finding(state=state, seen=tuple(seen), todo=todo)

    def _offset_said(self, facts: Facts, checked_at: datetime.datetime) -> str:
        offset = facts.preflight.clock_offset_seconds or 0
        when = {"when": moment(checked_at, facts.now), "count": abs(offset)}
        if offset == 0:
            return _("Compared %(when)s: less than a second apart.") % when
        if offset > 0:
            text = ngettext(
                "Compared %(when)s: your device was %(count)d second slow.",
                "Compared %(when)s: your device was %(count)d seconds slow.",
                offset,
            )
        else:
            text = ngettext(
                "Compared %(when)s: your device was %(count)d second fast.",
                "Compared %(when)s: your device was %(count)d seconds fast.",
                -offset,
            )
        return text % when

    def _judge(self, facts: Facts) -> tuple[State, str]:
        checked_at = facts.preflight.clock_checked_at
        offset = abs(facts.preflight.clock_offset_seconds or 0)
        if checked_at is None:
            return State.UNKNOWN, _("Compare the server's clock with that of your device.")
        if offset >= FAIR_CLOCK:
            return State.WARN if offset < POOR_CLOCK else State.BAD, _(
                "Set your device to automatic time, compare again. If phones agree with one another "
                "and not with the server, ask whoever keeps the server to set its clock."
            )
        if facts.now - checked_at > CLOCK_LASTS:
            return State.WARN, _("This was more than a day ago: compare again.")
        return State.GOOD, ""
