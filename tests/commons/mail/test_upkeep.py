from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from entrelacs.commons.mail.delivery import LEASE
from entrelacs.commons.mail.labels import REASONS, explanation_of
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.tasks import mails_with_a_task
from entrelacs.commons.mail.upkeep import (
    doubt_abandoned_mails,
    doubt_restored_mails,
    empty_old_mails,
    hand_out_due_mails,
)
from tests.factories import PersonFactory

State = Mail.State


def put(mail: Mail, **values) -> Mail:
    Mail.objects.filter(pk=mail.pk).update(**values)
    mail.refresh_from_db()
    return mail


def test_mail_is_doubtful_once_its_lease_is_over_and_not_before(write):
    now = timezone.now()
    mail = put(write(), state=State.SENDING, leased_until=now + LEASE)

    doubt_abandoned_mails(now + LEASE)
    assert put(mail).state == State.SENDING
    doubt_abandoned_mails(now + LEASE + timedelta(seconds=1))

    assert (put(mail).state, mail.reason) == (State.DOUBTFUL, "sender-lost")


def test_due_mail_without_a_task_gets_one_and_only_one(stored_tasks, write):
    lost, put_off = write("a@example.org"), write("b@example.org")
    DBTaskResult.objects.all().delete()
    now = timezone.now()
    put(put_off, not_before=now + timedelta(minutes=1))

    hand_out_due_mails(now)
    hand_out_due_mails(now)
    assert mails_with_a_task() == {lost.pk}
    hand_out_due_mails(now + timedelta(minutes=1))

    assert mails_with_a_task() == {lost.pk, put_off.pk}
    assert DBTaskResult.objects.count() == 2


def test_task_that_ended_does_not_count(stored_tasks, write):
    mail = write()
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)

    hand_out_due_mails(timezone.now())

    assert mails_with_a_task() == {mail.pk}


def test_without_a_store_of_tasks_due_mails_leave_at_once(
    write, mailoutbox, django_capture_on_commit_callbacks
):
    write()

    with django_capture_on_commit_callbacks(execute=True):
        hand_out_due_mails(timezone.now())

    assert len(mailoutbox) == 1
    assert Mail.objects.get().state == State.SENT


def test_after_a_year_nothing_says_whom_a_mail_was_for(write):
    now = timezone.now()
    old = put(
        write(person=PersonFactory(), html="<p>A", calendar="B"),
        state=State.SENT,
        created_at=now - timedelta(days=366),
        answer="250 ana",
    )
    draft = put(write("b@example.org", state=State.DRAFT), created_at=now - timedelta(days=366))
    waiting = put(write("c@example.org"), created_at=now - timedelta(days=366))
    recent = put(write("d@example.org"), created_at=now - timedelta(days=364))

    empty_old_mails(now)

    put(old), put(draft)
    said = (old.person, old.to, old.subject, old.text, old.html, old.calendar, old.answer)
    assert said == (None, "", "", "", "", "", "")
    assert (old.state, old.key) == (State.SENT, "essai ana@example.org")
    assert (draft.state, draft.to) == (State.CANCELLED, "")
    assert (put(waiting).to, put(recent).to) == ("c@example.org", "d@example.org")


@pytest.mark.parametrize("state", list(State))
def test_backup_put_back_makes_only_waiting_mails_doubtful(write, state):
    mail = put(write(), state=state)

    doubt_restored_mails()

    was_waiting = state in {State.QUEUED, State.SENDING}
    assert put(mail).state == (State.DOUBTFUL if was_waiting else state)


@pytest.mark.parametrize("code", sorted(REASONS))
@pytest.mark.parametrize("state", [State.QUEUED, State.FAILED, State.DOUBTFUL, State.BOUNCED])
def test_explanation_begins_with_the_reason(code, state):
    mail = Mail(state=state, reason=code)

    assert explanation_of(mail).startswith(str(REASONS[code]))
    assert explanation_of(mail).endswith(".")


def test_mail_without_reason_is_not_explained():
    assert explanation_of(Mail(state=State.QUEUED)) == ""
