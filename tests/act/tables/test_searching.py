"""A long search: one at a time, followed, stopped, and never over what somebody else saved."""

import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.tables import searching
from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import NobodyToSeat, SearchUnderWay, SeatingChanged
from entrelacs.act.tables.models import Search, Seating
from entrelacs.act.tables.queries import current_seating
from entrelacs.act.tables.searching import begin_search, run_search, stop_search
from entrelacs.commons.people.models import Person
from entrelacs.engines.seating import Progress
from tests.act.tables.rooms import fill_room
from tests.act.tables.test_rounds import ask
from tests.conftest import StrictClient


@pytest.fixture
def gathering(organizer: Person) -> Gathering:
    """Twenty-four people at four tables, over two rounds: no count proves the first deal best."""
    gathering, _ = fill_room(24)
    ask(organizer, gathering, rounds=3)
    set_tables(actor=organizer, gathering=gathering, sizes=[6, 6, 6, 6])
    return gathering


def begin(actor: Person, gathering: Gathering, version: int = 0) -> Search:
    search = begin_search(
        actor=actor,
        gathering=gathering,
        base=Base.REGISTERED,
        seed=7,
        seconds=5,
        expected_version=version,
    )
    search.planned = 3000
    search.save()
    return search


def test_a_search_writes_a_version_with_all_its_budget(
    organizer: Person, gathering: Gathering
) -> None:
    search = run_search(begin(organizer, gathering))

    seating = current_seating(gathering)
    assert (search.state, search.done) == ("done", 3000)
    assert (seating.version, seating.seed, seating.moves) == (1, 7, 3000)
    assert (search.cost, search.least) == (seating.cost["total"], seating.least["total"])
    assert seating.composed_by == organizer


def test_a_search_that_is_stopped_keeps_the_best_so_far(
    organizer: Person, gathering: Gathering
) -> None:
    search = begin(organizer, gathering)
    stop_search(actor=organizer, search=Search.objects.get(pk=search.pk))
    Search.objects.update(heartbeat=timezone.now() - datetime.timedelta(seconds=5))
    search.refresh_from_db()

    ended = run_search(search)

    seating = current_seating(gathering)
    assert (ended.state, seating.stopped) == ("stopped", True)
    assert 0 < seating.moves < 3000
    assert seating.seats.count() == 72


def test_a_search_is_not_kept_over_what_somebody_saved(
    organizer: Person, gathering: Gathering
) -> None:
    search = begin(organizer, gathering)
    compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0,
        moves=1000,
    )  # fmt: skip

    ended = run_search(search)

    assert (ended.state, ended.refusal) == ("refused", "seating-changed")
    assert current_seating(gathering).seed == 1


def test_one_search_at_a_time(organizer: Person, gathering: Gathering) -> None:
    begin(organizer, gathering)

    with pytest.raises(SearchUnderWay):
        begin(organizer, gathering)

    assert Search.objects.count() == 1


def test_a_search_that_fell_silent_gives_way(organizer: Person, gathering: Gathering) -> None:
    silent = begin(organizer, gathering)
    Search.objects.update(heartbeat=timezone.now() - datetime.timedelta(minutes=2))

    begin(organizer, gathering)

    assert Search.objects.exclude(pk=silent.pk).get().state == "running"


def test_a_search_begins_on_the_plan_one_looks_at(organizer: Person, gathering: Gathering) -> None:
    with pytest.raises(SeatingChanged):
        begin(organizer, gathering, version=3)


def test_nothing_is_searched_without_tables(organizer: Person) -> None:
    gathering, _ = fill_room(8)

    with pytest.raises(NobodyToSeat):
        begin(organizer, gathering)


def test_progress_is_told_while_the_search_goes_on(
    organizer: Person, gathering: Gathering, organizer_client: StrictClient
) -> None:
    search = begin(organizer, gathering)
    Search.objects.update(heartbeat=timezone.now() - datetime.timedelta(seconds=5))
    search.refresh_from_db()
    goes_on = searching._tell(search, Progress(done=1500, planned=3000, cost=40, least=25))

    told = organizer_client.get(address("compose_progress", gathering)).json()

    assert goes_on is True
    assert (told["state"], told["share"], told["cost"], told["least"]) == ("running", 0.5, 40, 25)
    assert told["sentence"].startswith("50")


def address(name: str, gathering: Gathering) -> str:
    return reverse(f"act:{name}", kwargs={"slug": gathering.slug})


def test_the_page_begins_a_search_in_a_process_of_its_own_and_stops_it(
    gathering: Gathering, organizer_client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []

    class Process:
        """The process would look into a database that the test keeps to itself."""

        pid = 1

        def __init__(self, command: list[str], **options: Any) -> None:
            started.append((command[1:], options["env"]["DJANGO_SETTINGS_MODULE"]))

        def wait(self) -> int:
            return 0

    monkeypatch.setattr(searching.subprocess, "Popen", Process)
    asked = {"version": 0, "base": "registered", "seconds": 30}

    began = organizer_client.post(address("compose_search", gathering), asked)
    stopped = organizer_client.post(address("compose_stop", gathering))

    search = Search.objects.get()
    command = ["-m", "django", "search_tables", str(search.pk)]
    assert (began.status_code, stopped.status_code) == (302, 302)
    assert started == [(command, "entrelacs.web.settings.test")]
    assert search.stop_asked is True
    assert search.planned > 100_000


def test_the_command_runs_the_search_it_is_given(organizer: Person, gathering: Gathering) -> None:
    search = begin(organizer, gathering)

    call_command("search_tables", str(search.pk))

    search.refresh_from_db()
    assert (search.state, Seating.objects.count()) == ("done", 1)
    with pytest.raises(CommandError):
        call_command("search_tables", str(search.pk))
