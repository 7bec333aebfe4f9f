"""The button that drafts leads is pressed several times at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_scopes import scope

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.leads.models import Lead
from entrelacs.act.synthesis.actions import draft_leads
from tests.factories import ContributionFactory, GatheringFactory, ProgrammeFactory

PRESSES = 4


@pytest.mark.django_db(transaction=True)
def test_leads_drafted_several_times_at_once_are_drafted_once() -> None:
    programme = ProgrammeFactory()
    with scope(programme=programme):
        gathering = GatheringFactory()
        ContributionFactory.create_batch(3, gathering=gathering)
    start = Barrier(PRESSES)

    def draft(_number: int) -> int:
        try:
            with scope(programme=programme):
                here = Gathering.objects.get(pk=gathering.pk)
                start.wait(timeout=30)
                return len(draft_leads(actor=None, gathering=here))
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        drafted = sorted(pool.map(draft, range(PRESSES)))

    with scope(programme=programme):
        assert Lead.objects.count() == 3
    assert drafted == [0] * (PRESSES - 1) + [3]
