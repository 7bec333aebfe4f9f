import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.mail.models import Mail
from entrelacs.web.backup.restore import restore_everything
from entrelacs.web.backup.save import save_everything
from tests.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_mails_sent_since_the_backup_are_not_sent_again(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    programme = ProgrammeFactory()
    with scope(programme=programme):
        for state in (Mail.State.DRAFT, Mail.State.QUEUED, Mail.State.SENT):
            Mail.objects.create(programme=programme, key=state, to="a@b.example", state=state)
    WorkerBeat.objects.create(worker_id="un", started_at=timezone.now(), beaten_at=timezone.now())
    save_everything(tmp_path / "house.tar.gz")
    with scope(programme=programme):
        Mail.objects.filter(state=Mail.State.QUEUED).update(state=Mail.State.SENT)

    restore_everything(tmp_path / "house.tar.gz", force=True)

    with scopes_disabled():
        states = dict(Mail.objects.order_by("pk").values_list("key", "state"))
    assert states == {"draft": "draft", "queued": "doubtful", "sent": "sent"}
    # A worker says itself that it lives.
    assert WorkerBeat.objects.count() == 0
