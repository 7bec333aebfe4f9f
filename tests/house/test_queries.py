"""Each page asks at most fifteen queries, the same for a few rows and for many, and stays light."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.invitations import views
from entrelacs.act.leads.actions import create_lead, follow_lead, merge_leads
from entrelacs.act.synthesis.actions import write_line
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.imports.actions import note_created, open_batch
from entrelacs.commons.programmes.models import Programme, World
from tests import factories
from tests.conftest import StrictClient
from tests.house.permission_doors import DOORS
from tests.house.permission_matrix import Rows, make_rows
from tests.house.test_permissions import sign_in

MOST_QUERIES = 15
MOST_BYTES = 150_000
PAGES = sorted(name for name, door in DOORS.items() if door.method == "get")


def add_rows(programme: Programme, rows: Rows, count: int) -> None:
    """More of all that a page may list, tied together as in a real meeting."""
    world = World.objects.first() or factories.WorldFactory()
    for _n in range(count):
        person = factories.PersonFactory(
            worlds=[world], organization=factories.OrganizationFactory()
        )
        registration = factories.RegistrationFactory(gathering=rows.gathering, person=person)
        table = factories.TableFactory(
            gathering=rows.gathering, number=rows.gathering.tables.count() + 1,
            facilitator=person, scribe=person,
        )  # fmt: skip
        factories.SeatFactory(seating=rows.seating, table=table, registration=registration)
        factories.SegmentFactory(gathering=rows.gathering)
        factories.MemberFactory()
        factories.GatheringFactory(typology=factories.TypologyFactory())
        note_created(
            batch=open_batch(actor=person, programme=programme, kind="notes"),
            rows=[add_idea(rows, table)],
        )


def add_idea(rows: Rows, table: object) -> object:
    """A note that a followed lead, another folded into it and a line all stand on."""
    note = factories.ContributionFactory(gathering=rows.gathering, table=table, prompt=rows.prompt)
    theme = factories.ThemeFactory(typology=rows.typology)
    kept, absorbed = (
        create_lead(
            actor=None, gathering=rows.gathering, title=note.text, theme=theme, contributions=[note]
        )
        for _n in range(2)
    )
    merge_leads(actor=None, kept=kept, absorbed=absorbed)
    follow_lead(actor=None, lead=kept, status="started", referent=table.scribe)
    write_line(
        actor=None, gathering=rows.gathering, prompt=rows.prompt, text="…", contributions=[note]
    )
    return note


def measure(
    client: StrictClient, rows: Rows, pages: Sequence[str] = PAGES
) -> Iterator[tuple[str, int, int]]:
    """Each page with how many queries it asks and how many bytes it weighs."""
    for name in pages:
        door = DOORS[name]
        address, data = reverse(name, kwargs=door.kwargs(rows)), door.data(rows)
        # The first visit of a page may fill caches for the others.
        client.get(address, data)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address, data)
        yield name, len(queries), len(response.content)


@pytest.fixture
def owner_client(client: StrictClient, programme: Programme) -> StrictClient:
    """An owner sees every page, and pays for a second factor."""
    sign_in(client, RoleCode.OWNER)
    return client


def test_pages_ask_few_queries_whatever_they_list(
    owner_client: StrictClient, programme: Programme
) -> None:
    rows = make_rows(programme, "À nous")
    add_rows(programme, rows, 1)
    few = {name: queries for name, queries, _size in measure(owner_client, rows)}

    add_rows(programme, rows, 3)

    after = list(measure(owner_client, rows))
    assert {name: queries for name, queries, _size in after if queries != few[name]} == {}
    assert {name: queries for name, queries, _size in after if queries > MOST_QUERIES} == {}
    assert {name: size for name, _queries, size in after if size > MOST_BYTES} == {}


def test_query_for_each_row_is_seen(
    owner_client: StrictClient, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = make_rows(programme, "À nous")
    bare = Registration.objects.filter(gathering=rows.gathering).order_by("pk")
    monkeypatch.setattr(views, "registrations_of", lambda _gathering: bare.all())

    [(_name, few, _size)] = measure(owner_client, rows, ["act:invite"])
    add_rows(programme, rows, 3)
    [(_name, many, _size)] = measure(owner_client, rows, ["act:invite"])

    assert many > few
