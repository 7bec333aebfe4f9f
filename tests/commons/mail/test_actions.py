import pytest
from django.db import transaction
from django_scopes import scope

from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.mail.actions import (
    Letter,
    cancel_mail,
    confirm_sent,
    mark_bounced,
    queue_mail,
    release_drafts,
    resend_mail,
)
from entrelacs.commons.mail.errors import (
    MailEmptied,
    MailGone,
    MailNeverLeft,
    MailNotDoubtful,
    MailNotToResend,
    NotAnAddress,
)
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.tasks import mails_with_a_task

State = Mail.State


def put(mail: Mail, state: Mail.State, **values) -> Mail:
    Mail.objects.filter(pk=mail.pk).update(state=state, **values)
    mail.refresh_from_db()
    return mail


def test_letter_is_queued_once_per_key_and_journalled_once(programme, stored_tasks, write):
    first = write(text="Un.")
    again = write(text="Deux.")

    assert again == first
    assert (Mail.objects.get().text, Mail.objects.get().state) == ("Un.", State.QUEUED)
    assert [entry.event for entry in JournalEntry.objects.all()] == ["mail.queued"]
    assert mails_with_a_task() == {first.pk}


def test_same_key_in_another_programme_is_another_mail(programme, other_programme, write):
    ours = write()

    with scope(programme=other_programme):
        letter = Letter(key=ours.key, kind="essai", to="a@b.example", subject="A", text="B")
        theirs = queue_mail(actor=None, programme=other_programme, letter=letter)
        assert list(Mail.objects.all()) == [theirs]
    assert list(Mail.objects.all()) == [ours]


def test_draft_waits_for_somebody(programme, stored_tasks, write):
    assert write(state=State.DRAFT).state == State.DRAFT
    assert mails_with_a_task() == set()


@pytest.mark.parametrize("to", ["", "ana", "ana@exa mple.org", "x" * 300 + "@example.org"])
def test_address_that_is_none_fails_at_once(programme, stored_tasks, write, to):
    mail = write(to, key="essai")

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (State.FAILED, "address-invalid")
    assert mails_with_a_task() == set()


def test_mail_undone_with_its_transaction_leaves_no_task(programme, stored_tasks, write):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert (Mail.objects.count(), mails_with_a_task()) == (0, set())


def test_drafts_are_released_and_others_left(programme, stored_tasks, write, organizer):
    drafts = [write(f"p{number}@example.org", state=State.DRAFT) for number in range(3)]
    put(drafts[2], State.CANCELLED)

    released = release_drafts(actor=organizer, mails=drafts)

    assert released == 2
    states = Mail.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.QUEUED, State.QUEUED, State.CANCELLED]
    assert mails_with_a_task() == {drafts[0].pk, drafts[1].pk}
    entry = JournalEntry.objects.get(event="mail.released")
    assert (entry.actor, entry.details) == (organizer, {"mails": 2})


def test_drafts_of_another_programme_are_not_released(other_programme, write, organizer):
    with scope(programme=other_programme):
        letter = Letter(key="x", kind="essai", to="a@b.example", subject="A", text="B")
        theirs = queue_mail(actor=None, programme=other_programme, letter=letter, state=State.DRAFT)

    assert release_drafts(actor=organizer, mails=[theirs]) == 0
    with scope(programme=other_programme):
        assert Mail.objects.get().state == State.DRAFT


def test_mail_that_has_not_left_is_called_off(write, organizer):
    assert cancel_mail(actor=organizer, mail=write()).state == State.CANCELLED
    assert Mail.objects.get().state == State.CANCELLED


def test_failed_mail_goes_to_a_corrected_address_with_new_patience(
    programme, stored_tasks, write, organizer
):
    mail = put(write("ana@exmple.org"), State.FAILED, tries=9, reason="recipient-refused")

    resend_mail(actor=organizer, mail=mail, to=" ana@example.org ")

    mail.refresh_from_db()
    assert (mail.state, mail.to, mail.tries, mail.reason) == (
        State.QUEUED,
        "ana@example.org",
        0,
        "",
    )


def test_resent_mail_gets_a_task_of_its_own(programme, stored_tasks, write, organizer):
    draft = put(write(state=State.DRAFT), State.DOUBTFUL)

    resend_mail(actor=organizer, mail=draft)

    assert mails_with_a_task() == {draft.pk}


def test_mail_is_not_resent_to_what_is_no_address(write, organizer):
    mail = put(write(), State.FAILED)

    with pytest.raises(NotAnAddress):
        resend_mail(actor=organizer, mail=mail, to="ana")


def test_mail_whose_words_are_gone_is_not_resent(write, organizer):
    mail = put(write(), State.FAILED, text="")

    with pytest.raises(MailEmptied):
        resend_mail(actor=organizer, mail=mail)


def test_doubt_is_settled_by_whoever_asked(write, organizer):
    mail = put(write(), State.DOUBTFUL, reason="sender-lost")

    confirm_sent(actor=organizer, mail=mail)

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (State.SENT, "")
    assert mail.sent_at is not None


def test_returned_mail_is_noted_by_hand(write, organizer):
    mail = mark_bounced(actor=organizer, mail=put(write(), State.SENT), answer="boîte\npleine")

    assert (mail.state, mail.reason, mail.answer) == (State.BOUNCED, "came-back", "boîte pleine")


ALLOWED = {
    cancel_mail: {State.DRAFT, State.QUEUED},
    resend_mail: {State.FAILED, State.DOUBTFUL, State.BOUNCED},
    confirm_sent: {State.DOUBTFUL},
    mark_bounced: {State.SENT, State.DOUBTFUL},
}
REFUSALS = {
    cancel_mail: MailGone,
    resend_mail: MailNotToResend,
    confirm_sent: MailNotDoubtful,
    mark_bounced: MailNeverLeft,
}


@pytest.mark.parametrize(
    ("action", "state"),
    [(action, state) for action in ALLOWED for state in State if state not in ALLOWED[action]],
)
def test_action_is_refused_in_other_states_and_changes_nothing(write, organizer, action, state):
    mail = put(write(), state)
    entries = JournalEntry.objects.count()

    with pytest.raises(REFUSALS[action]):
        action(actor=organizer, mail=mail)

    mail.refresh_from_db()
    assert (mail.state, JournalEntry.objects.count()) == (state, entries)
