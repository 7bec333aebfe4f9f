"""A long search for a better plan, made by a process of its own while people go on working."""

import logging
import os
import subprocess
import sys
from datetime import timedelta
from threading import Thread

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.tables.actions import compose_gathering, refuse_contradiction
from entrelacs.act.tables.composing import Base, asked_of, people_to_seat
from entrelacs.act.tables.errors import NobodyToSeat, SearchUnderWay, TablesError
from entrelacs.act.tables.models import Search
from entrelacs.act.tables.queries import current_seating, open_tables
from entrelacs.act.tables.versions import open_version
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person
from entrelacs.engines.seating import Progress, SeatingError, moves_for

# A search that has said nothing for so long is over: its process was ended with the server's.
SILENCE = timedelta(seconds=30)
log = logging.getLogger(__name__)


def begin_search(
    *,
    actor: Person | None,
    gathering: Gathering,
    base: Base,
    seed: int,
    seconds: int,
    expected_version: int,
) -> Search:
    """Note what is searched; `start_process` then does it. One search at a time for a gathering."""
    seating = current_seating(gathering)
    registrations = people_to_seat(gathering, base, seating)
    tables = list(open_tables(gathering))
    if not registrations or not tables:
        raise NobodyToSeat(base=str(Base(base).label))
    asked = asked_of(gathering, registrations=registrations, tables=tables, seating=seating)
    refuse_contradiction(asked.to_come())
    with transaction.atomic():
        open_version(gathering, expected_version)
        close_interrupted(gathering)
        if Search.objects.filter(gathering=gathering, state=Search.State.RUNNING).exists():
            raise SearchUnderWay(gathering=gathering.name)
        # A new row, so that a search thought dead can no longer write in it.
        Search.objects.filter(gathering=gathering).delete()
        search = Search.objects.create(
            programme_id=gathering.programme_id,
            gathering=gathering,
            asked_by=actor,
            base=base,
            seed=seed,
            planned=moves_for(seconds, asked.to_come()),
            expected_version=expected_version,
        )
        record(actor=actor, event="search.begun", subject=gathering, seconds=seconds)
    return search


def start_process(search: Search) -> int:
    """Run the search in a process of its own, with the settings of this one; return its number."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    # Nothing typed by anyone goes into the command.
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "django", "search_tables", str(search.pk)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    # The search tells how far it is through the database; only its end is waited for, aside.
    Thread(target=process.wait, daemon=True).start()
    return process.pid


def run_search(search: Search) -> Search:
    """Compose with the whole budget, tell how far it is, stop when asked, and write the version.

    If somebody saved another plan meanwhile the search is not kept: it never replaces what it did
    not see.
    """
    try:
        seating = compose_gathering(
            actor=search.asked_by,
            gathering=search.gathering,
            base=Base(search.base),
            seed=search.seed,
            expected_version=search.expected_version,
            moves=search.planned,
            watch=lambda progress: _tell(search, progress),
        )
    except (TablesError, SeatingError) as refusal:
        log.info("The search %s was not kept: %s", search.pk, refusal.code)
        search.state, search.refusal = Search.State.REFUSED, refusal.code
    else:
        search.state = Search.State.STOPPED if seating.stopped else Search.State.DONE
        search.done = seating.moves
        search.cost, search.least = seating.cost["total"], seating.least["total"]
    search.heartbeat = timezone.now()
    search.save(update_fields=["state", "refusal", "done", "cost", "least", "heartbeat"])
    return search


def _tell(search: Search, progress: Progress) -> bool:
    """Write how far the search is, twice a second at most; False when someone asked to stop."""
    now = timezone.now()
    if now - search.heartbeat < timedelta(seconds=0.5):
        return not search.stop_asked
    search.heartbeat, search.done = now, progress.done
    search.cost, search.least = progress.cost, progress.least
    search.save(update_fields=["heartbeat", "done", "cost", "least"])
    search.refresh_from_db(fields=["stop_asked"])
    return not search.stop_asked


@transaction.atomic
def stop_search(*, actor: Person | None, search: Search) -> None:
    """Ask a search to stop: what it found so far is kept."""
    search.stop_asked = True
    search.save(update_fields=["stop_asked"])
    record(actor=actor, event="search.stopped", subject=search.gathering)


def close_interrupted(gathering: Gathering) -> None:
    """Say of a search that fell silent that it was interrupted, so that another may begin."""
    Search.objects.filter(
        gathering=gathering,
        state=Search.State.RUNNING,
        heartbeat__lt=timezone.now() - SILENCE,
    ).update(state=Search.State.INTERRUPTED)
