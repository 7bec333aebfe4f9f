from datetime import timedelta

from django.utils import timezone

from entrelacs.cli.check import _mails_leave
from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.mail.models import Mail


def test_mails_that_nobody_sends_are_told(programme):
    now = timezone.now()
    assert _mails_leave()

    Mail.objects.create(
        programme=programme, key="a", to="a@b.example", not_before=now - timedelta(minutes=12)
    )
    assert not _mails_leave()

    WorkerBeat.objects.create(worker_id="un", started_at=now, beaten_at=now)
    assert _mails_leave()
