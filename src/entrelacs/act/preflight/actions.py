"""What was tried before the doors open: each trial leaves its date."""

import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.preflight.models import Preflight
from entrelacs.act.preflight.queries import TRIAL
from entrelacs.act.tables.queries import open_tables
from entrelacs.commons.journal.actions import record
from entrelacs.commons.mail.actions import Letter, queue_mail
from entrelacs.commons.mail.letters import html_of
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.models import Person
from entrelacs.commons.site.address import absolute
from entrelacs.errors import EntrelacsError

# A phone that posts again and again is noted once a minute.
REACHED_ONCE_IN = datetime.timedelta(minutes=1)


class TrialNeedsMail(EntrelacsError):
    """The member has no address to write to."""

    code = "trial-needs-mail"


def preflight_of(gathering: Gathering) -> Preflight:
    """What was tried for this gathering so far; opened, with its probe, at the first visit."""
    found, _added = Preflight.objects.get_or_create(
        gathering=gathering, defaults={"programme_id": gathering.programme_id}
    )
    return found


@transaction.atomic
def send_trial_mail(*, actor: Person, gathering: Gathering, now: datetime.datetime) -> Mail:
    """Write to oneself, to see that mail leaves: once a minute at most."""
    address = actor.email or (actor.account.email if actor.account else "")
    if not address:
        raise TrialNeedsMail
    text = _(
        "Good news: Entrelacs sends mail.\n\nThis message was asked for from the page that gets "
        "“%(name)s” ready:\n%(address)s\n\nNothing else is to be done."
    ) % {"name": gathering.name, "address": absolute(f"/agir/rencontres/{gathering.slug}/pre-vol/")}
    return queue_mail(
        actor=actor,
        programme=gathering.programme,
        letter=Letter(
            key=f"{TRIAL}-{gathering.pk}-{actor.pk}-{now:%Y%m%d%H%M}",
            kind=TRIAL,
            to=address,
            subject=_("Trial message of Entrelacs"),
            text=text,
            html=html_of(text),
            person=actor,
            about=gathering,
        ),
    )


@transaction.atomic
def note_codes_printed(*, actor: models.Model | None, gathering: Gathering) -> Preflight:
    """Remember of which tables the codes are printed; one laid later has none."""
    preflight = preflight_of(gathering)
    preflight.codes_printed = [table.number for table in open_tables(gathering)]
    preflight.codes_printed_at = timezone.now()
    preflight.save(update_fields=["codes_printed", "codes_printed_at"])
    record(actor=actor, event="preflight.codes-printed", subject=gathering)
    return preflight


@transaction.atomic
def note_clock(*, actor: models.Model | None, gathering: Gathering, offset: int) -> Preflight:
    """Remember by how many seconds the device was behind the server; ahead when negative."""
    preflight = preflight_of(gathering)
    preflight.clock_offset_seconds = offset
    preflight.clock_checked_at = timezone.now()
    preflight.save(update_fields=["clock_offset_seconds", "clock_checked_at"])
    record(actor=actor, event="preflight.clock-compared", subject=gathering, seconds=offset)
    return preflight


@transaction.atomic
def note_phone_reached(*, preflight: Preflight) -> Preflight:
    """Remember that a phone, nobody knows whose, reached the site."""
    now = timezone.now()
    last = preflight.phone_reached_at
    if last is not None and now - last < REACHED_ONCE_IN:
        return preflight
    preflight.phone_reached_at = now
    preflight.save(update_fields=["phone_reached_at"])
    record(actor=None, event="preflight.phone-reached", subject=preflight.gathering)
    return preflight
