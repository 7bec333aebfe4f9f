"""A payload written in every text of a programme acts on no page."""

import re

import pytest
from django.urls import reverse

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.leads.models import Lead
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.people.models import Person
from entrelacs.share.reports.models import Report
from tests.factories import WorldFactory
from tests.house.permission_doors import DOORS
from tests.house.permission_matrix import make_rows
from tests.web.signing_in import pass_second_factor

PAYLOAD = "\"'><script>x()</script>"
# The name of the programme is on every page: it must not pass for what a page shows.
EVERYWHERE = PAYLOAD.replace("x()", "y()")
ACTS = re.compile(r"<script>[xy]\(\)")
PAGES = sorted(name for name, door in DOORS.items() if door.method == "get")
# Where the payload is bound to show; elsewhere it may.
SHOWN = {
    "act:gatherings", "act:invite", "act:invite_person", "act:compose", "act:compose_print", "act:run",
    "act:synthesize", "act:synthesize_lead", "act:follow", "act:roadmap", "act:lead", "act:notebook",
    "act:participant", "commons:organizations", "commons:organization", "commons:consents",
    "share:report", "share:home",
}  # fmt: skip


@pytest.fixture
def rows(programme):
    """Everything the matrix of permissions makes, plus the texts it leaves empty."""
    rows = make_rows(programme, PAYLOAD)
    world = WorldFactory(label=PAYLOAD, short_label=PAYLOAD[:12])
    rows.person.worlds.set([world])
    Person.objects.filter(pk=rows.person.pk).update(function=PAYLOAD)
    Registration.objects.filter(pk=rows.registration.pk).update(needs=PAYLOAD)
    Gathering.objects.filter(pk=rows.gathering.pk).update(address=PAYLOAD)
    Lead.objects.update(description=PAYLOAD, next_step=PAYLOAD, referent=rows.person)
    texts = dict.fromkeys(("introduction", "closing", "acknowledgements"), PAYLOAD)
    Report.objects.filter(pk=rows.report.pk).update(**texts)
    programme.name = programme.organizer = EVERYWHERE
    programme.save()
    return rows


def read(client, name, rows):
    response = client.get(reverse(name, kwargs=DOORS[name].kwargs(rows)))
    is_page = "html" in response.get("Content-Type", "")
    return response.content.decode() if is_page and not response.streaming else ""


@pytest.mark.parametrize("name", PAGES)
def test_payload_acts_nowhere(client, make_member, rows, name):
    member = make_member(RoleCode.OWNER)
    client.force_login(member.account)
    pass_second_factor(client, member.account)

    page = read(client, name, rows)

    assert ACTS.findall(page) == []
    if name in SHOWN:
        assert "&lt;script&gt;x()" in page
