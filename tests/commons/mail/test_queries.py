from datetime import timedelta

from django.utils import timezone
from django_scopes import scope

from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.mail.actions import Letter, queue_mail
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.queries import (
    counts_by_state,
    mails_about,
    mails_of,
    outbox,
    unsent_since,
)
from tests.factories import PersonFactory

State = Mail.State


def test_mails_are_found_by_what_they_are_about_and_by_person(programme, write):
    ana, zoe = PersonFactory(), PersonFactory()
    first = write("ana@example.org", person=ana, about=programme)
    second = write("zoe@example.org", person=zoe, about=zoe)
    third = write("autre@example.org", person=ana, about=programme)

    assert list(mails_about(programme)) == [third, first]
    assert list(mails_about(zoe)) == [second]
    assert list(mails_of(ana)) == [third, first]


def test_mails_are_counted_by_state(programme, other_programme, write):
    write("a@example.org")
    write("b@example.org", state=State.DRAFT)
    write("c@example.org", state=State.DRAFT, person=PersonFactory())
    with scope(programme=other_programme):
        letter = Letter(key="x", kind="essai", to="a@b.example", subject="A", text="B")
        queue_mail(actor=None, programme=other_programme, letter=letter)

    counts = counts_by_state()

    assert {state: count for state, count in counts.items() if count} == {
        State.DRAFT: 2,
        State.QUEUED: 1,
    }
    assert set(counts) == set(State)
    assert counts_by_state(outbox().filter(person__isnull=False))[State.DRAFT] == 1


def test_silence_is_told_only_when_mails_wait_and_nobody_sends(write):
    now = timezone.now()
    later = now + timedelta(minutes=12)
    assert unsent_since(later) is None

    mail = write()
    queued_at = mail.not_before

    assert unsent_since(now + timedelta(seconds=30)) is None
    assert unsent_since(later) == queued_at


def test_silence_begins_with_the_last_beat(write):
    mail = write()
    Mail.objects.filter(pk=mail.pk).update(not_before=mail.not_before - timedelta(hours=2))
    died_at = mail.not_before - timedelta(minutes=10)
    WorkerBeat.objects.create(worker_id="un", started_at=died_at, beaten_at=died_at)

    assert unsent_since(mail.not_before) == died_at

    WorkerBeat.objects.update(beaten_at=mail.not_before - timedelta(seconds=5))
    assert unsent_since(mail.not_before) is None


def test_mail_put_off_is_not_waiting_yet(write):
    mail = write()
    now = timezone.now()
    Mail.objects.filter(pk=mail.pk).update(not_before=now + timedelta(minutes=30))

    assert unsent_since(now + timedelta(minutes=29)) is None
