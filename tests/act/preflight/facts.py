"""A meeting on the eve of its day, with everything in order; a test takes one thing away."""

import datetime
from dataclasses import replace
from typing import Any

from django.utils import timezone

from entrelacs.act.checkin.models import DoorDevice
from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.preflight.actions import preflight_of
from entrelacs.act.preflight.checks import CHECKS, Finding
from entrelacs.act.preflight.queries import Facts, gatherings_to_check, read_facts
from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.consent.models import Use
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import Programme
from entrelacs.commons.site.last_backup import LastBackup
from tests.factories import (
    ConsentTextFactory,
    GatheringFactory,
    MailFactory,
    PersonFactory,
    PromptFactory,
    RegistrationFactory,
    SeatingFactory,
    TableFactory,
    WorldFactory,
)

HOUR = datetime.timedelta(hours=1)


def ready_meeting(programme: Programme, *, now: datetime.datetime) -> Gathering:
    """Two tables held, four people of both poles, everything tried an hour ago."""
    programme.contact = "bonjour@exemple.fr"
    programme.save()
    gathering = GatheringFactory(day=timezone.localdate(now) + datetime.timedelta(days=1))
    for use in Use:
        ConsentTextFactory(use=use)
    for code in ("objectives", "examples", "leads"):
        PromptFactory(gathering=gathering, code=code)
    people = [
        PersonFactory(worlds=[world])
        for world in (WorldFactory(is_pole=True), WorldFactory(is_pole=True))
        for _n in range(2)
    ]
    for person in people:
        row = RegistrationFactory(gathering=gathering, person=person)
        type(row).objects.filter(pk=row.pk).update(created_at=now - 2 * HOUR)
    for number in (1, 2):
        TableFactory(
            gathering=gathering, number=number, seat_count=4, facilitator=people[number - 1],
            scribe=people[number + 1],
        )  # fmt: skip
    SeatingFactory(gathering=gathering, version=3)
    preflight = preflight_of(gathering)
    preflight.phone_reached_at = preflight.clock_checked_at = now - HOUR
    preflight.kit_downloaded_at = preflight.codes_printed_at = now - HOUR
    preflight.codes_printed, preflight.kit_version = [1, 2], 3
    preflight.clock_offset_seconds = 1
    preflight.save()
    for device in ("un", "deux"):
        DoorDevice.objects.create(
            programme=programme, gathering=gathering, device=device, last_seen_at=now - HOUR
        )
    WorkerBeat.objects.create(worker_id="w", started_at=now, beaten_at=now)
    MailFactory(state=Mail.State.SENT, sent_at=now - HOUR, person=people[0])
    return gathering


def facts_of(gathering: Gathering, member: Person, now: datetime.datetime, **machine: Any) -> Facts:
    """What the page reads, on a machine in good order but for what is said."""
    found = gatherings_to_check().get(pk=gathering.pk)
    facts = read_facts(found, preflight_of(found), member, now)
    good = {
        "mail_server": "mail.exemple.fr",
        "has_worker": True,
        "is_demo": False,
        "address": "https://entrelacs.exemple.fr/",
        "free_bytes": 20_000_000_000,
        "backup": LastBackup(made_at=now - HOUR, rows=1200),
    }
    return replace(facts, machine=replace(facts.machine, **(good | machine)))


def finding(facts: Facts, code: str) -> Finding:
    """What one check says of these facts."""
    [check] = [check for check in CHECKS if check.code == code]
    return check.look(facts)
