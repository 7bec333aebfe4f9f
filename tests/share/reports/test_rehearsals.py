from django.utils import timezone

from entrelacs.share.reports.models import Report
from entrelacs.share.reports.queries import published_reports
from tests.factories import GatheringFactory


def test_report_of_a_rehearsal_is_not_among_those_published(programme):
    for is_rehearsal in (False, True):
        Report.objects.create(
            programme=programme,
            gathering=GatheringFactory(is_rehearsal=is_rehearsal),
            title="…",
            published_at=timezone.now(),
        )

    assert [report.gathering.is_rehearsal for report in published_reports()] == [False]
