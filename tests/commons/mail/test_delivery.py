"""Mails against a real mail server: what it says becomes the state of the row."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from django_scopes import scope

from entrelacs.commons.mail.carrier import hang_up, kept_carrier
from entrelacs.commons.mail.delivery import PATIENCE, WAITS, deliver
from entrelacs.commons.mail.labels import REASONS
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.upkeep import doubt_abandoned_mails
from tests.commons.mail.conftest import HANG_UP

NOON = datetime(2027, 3, 12, 12, tzinfo=UTC)
State = Mail.State


def tried(mail: Mail) -> Mail:
    """The mail after one try; whatever is said of it has words."""
    deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.reason == "" or mail.reason in REASONS
    return mail


def try_at(mail: Mail, moment: datetime) -> Mail:
    with time_machine.travel(moment, tick=False):
        return tried(mail)


def in_this_programme(mail, action):
    """The server lives in a thread of its own, where no programme is in scope."""
    programme = mail.programme

    def act() -> None:
        with scope(programme=programme):
            action()

    return act


def test_accepted_mail_is_sent(postbox, write):
    mail = tried(write())

    assert (mail.state, mail.tries, mail.reason) == (State.SENT, 1, "")
    assert mail.sent_at is not None
    assert [each["To"] for each in postbox.received] == ["ana@example.org"]


def test_sent_mail_is_not_sent_again(postbox, write):
    mail = tried(tried(write()))

    assert (mail.state, mail.tries) == (State.SENT, 1)
    assert len(postbox.received) == 1


@pytest.mark.parametrize("state", [each for each in State if each != State.QUEUED])
def test_only_what_is_to_be_sent_is_tried(postbox, write, state):
    mail = write()
    Mail.objects.filter(pk=mail.pk).update(state=state)

    assert tried(mail).state == state
    assert postbox.received == []


def test_recipient_put_off_is_tried_later_and_not_before(postbox, write):
    postbox.to_recipient["ana@example.org"] = ["450 4.2.0 greylisted"]
    with time_machine.travel(NOON, tick=False):
        mail = write()

    put_off = try_at(mail, NOON)
    said = (put_off.state, put_off.reason, put_off.answer, put_off.not_before)
    too_early = try_at(mail, NOON + timedelta(seconds=59)).tries
    sent = try_at(mail, NOON + timedelta(minutes=1))

    waits_until = NOON + timedelta(minutes=1)
    assert said == (State.QUEUED, "recipient-later", "450 4.2.0 greylisted", waits_until)
    assert too_early == 1
    assert (sent.state, sent.tries, sent.reason, sent.answer) == (State.SENT, 2, "", "")
    assert len(postbox.received) == 1


def test_recipient_refused_fails_alone(postbox, write):
    postbox.to_recipient["nul@example.org"] = ["550 5.1.1 no such user"]
    mails = [write("ana@example.org"), write("nul@example.org"), write("zoe@example.org")]

    with kept_carrier():
        tries = [tried(mail) for mail in mails]

    assert [mail.state for mail in tries] == [State.SENT, State.FAILED, State.SENT]
    assert (tries[1].reason, tries[1].answer) == ("recipient-refused", "550 5.1.1 no such user")
    assert [each["To"] for each in postbox.received] == ["ana@example.org", "zoe@example.org"]


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ("451 4.3.0 come back", State.QUEUED, "message-later"),
        ("421 4.3.2 closing", State.QUEUED, "server-busy"),
        ("554 5.7.1 looks like spam", State.FAILED, "message-refused"),
        ("552 5.3.4 too big", State.FAILED, "message-refused"),
        (HANG_UP, State.DOUBTFUL, "answer-lost"),
    ],
)
def test_answer_to_the_message_decides(postbox, write, answer, state, reason):
    postbox.to_message = [answer]

    mail = tried(write())

    assert (mail.state, mail.reason) == (state, reason)
    assert postbox.received == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("550 5.7.1 not you", "sender-refused"),
        ("451 4.3.0 later", "server-busy"),
        ("530 5.7.0 log in first", "server-login"),
        (HANG_UP, "server-hung-up"),
    ],
)
def test_what_is_refused_to_everybody_is_never_a_mails_fault(postbox, write, answer, reason):
    postbox.to_sender = [answer]
    first, second = write("ana@example.org"), write("zoe@example.org")

    first = tried(first)

    assert (first.state, first.reason) == (State.QUEUED, reason)
    second.refresh_from_db()
    assert (second.state, second.reason, second.tries) == (State.QUEUED, reason, 0)
    assert second.not_before > timezone.now()


def test_server_that_hangs_up_before_the_message_leaves_no_doubt(postbox, write):
    postbox.to_recipient["ana@example.org"] = [HANG_UP]

    mail = tried(write())

    assert (mail.state, mail.reason) == (State.QUEUED, "server-hung-up")


def test_message_too_big_for_the_server_fails(postbox, write, settings):
    postbox.to_sender = ["552 5.3.4 too big"]

    assert (tried(write()).state, Mail.objects.get().reason) == (State.FAILED, "message-refused")


def test_server_down_for_an_hour_delays_mails_and_loses_none(postbox, write, settings):
    settings.EMAIL_PORT = 1
    with time_machine.travel(NOON, tick=False):
        mails = [write(f"p{number}@example.org") for number in range(5)]

    for minute in range(60):
        for mail in mails:
            waiting = try_at(mail, NOON + timedelta(minutes=minute))
            assert (waiting.state, waiting.reason) == (State.QUEUED, "server-away")
    tries_while_down = sum(mail.tries for mail in mails)
    settings.EMAIL_PORT = postbox.port
    for minute in range(60, 91):
        for mail in mails:
            try_at(mail, NOON + timedelta(minutes=minute))

    # One mail finds out for all: the server is not called by each at each minute.
    assert 5 < tries_while_down <= 60
    assert {mail.state for mail in mails} == {State.SENT}
    assert sorted(each["To"] for each in postbox.received) == [mail.to for mail in mails]


def test_waits_grow_then_stay(postbox, write):
    postbox.to_recipient["ana@example.org"] = ["450 later"] * 8
    with time_machine.travel(NOON, tick=False):
        mail = write()
    waits, now = [], NOON

    for _ in range(8):
        mail = try_at(mail, now)
        waits.append((mail.not_before - now) // timedelta(minutes=1))
        now = mail.not_before

    assert waits == [*WAITS, WAITS[-1], WAITS[-1]]


def test_two_days_of_refusals_are_enough(postbox, write):
    postbox.to_recipient["ana@example.org"] = ["450 later"] * 3
    with time_machine.travel(NOON, tick=False):
        mail = write()

    # Nobody sent for a week: patience begins with the first try.
    first = NOON + timedelta(days=7)
    states = [
        try_at(mail, moment).state
        for moment in (first, first + PATIENCE - timedelta(seconds=1), first + PATIENCE * 1.5)
    ]

    assert states == [State.QUEUED, State.QUEUED, State.FAILED]
    assert mail.reason == "recipient-later"


@pytest.mark.django_db(transaction=True)
def test_mail_called_off_while_the_server_is_greeted_does_not_leave(postbox, write, stored_tasks):
    mail = write()

    def call_off() -> None:
        Mail.objects.filter(pk=mail.pk).update(state=State.CANCELLED)
        connection.close()

    postbox.on_recipient = in_this_programme(mail, call_off)

    assert tried(mail).state == State.CANCELLED
    assert postbox.received == []


@pytest.mark.django_db(transaction=True)
def test_mail_is_marked_before_its_words_are_said(postbox, write, stored_tasks):
    mail = write()
    states = []

    def look() -> None:
        states.append(Mail.objects.get(pk=mail.pk).state)
        connection.close()

    postbox.on_recipient = postbox.on_message = in_this_programme(mail, look)
    tried(mail)

    assert states == [State.QUEUED, State.SENDING]


@pytest.mark.django_db(transaction=True)
def test_sender_believed_dead_who_was_answered_settles_the_doubt(postbox, write, stored_tasks):
    mail = write()
    seen = []

    def believe_dead() -> None:
        doubt_abandoned_mails(timezone.now() + timedelta(hours=1))
        seen.append(Mail.objects.get(pk=mail.pk).state)
        connection.close()

    postbox.on_message = in_this_programme(mail, believe_dead)
    tried(mail)

    assert seen == [State.DOUBTFUL]
    assert (mail.state, mail.reason) == (State.SENT, "")


@pytest.mark.django_db(transaction=True)
def test_mail_sent_again_by_hand_is_no_business_of_who_held_it_before(postbox, write, stored_tasks):
    postbox.to_message = ["554 5.7.1 no"]
    mail = write()

    def resend() -> None:
        Mail.objects.filter(pk=mail.pk).update(state=State.QUEUED, leased_until=None)
        connection.close()

    postbox.on_message = in_this_programme(mail, resend)

    assert tried(mail).state == State.QUEUED


def test_kept_carrier_talks_once_for_all(postbox, write):
    with kept_carrier():
        for number in range(4):
            tried(write(f"p{number}@example.org"))

    assert (len(postbox.received), len(postbox.conversations)) == (4, 1)


def test_without_a_kept_carrier_each_mail_is_a_conversation(postbox, write):
    for number in range(2):
        tried(write(f"p{number}@example.org"))

    assert (len(postbox.received), len(postbox.conversations)) == (2, 2)


def test_connection_closed_while_idle_is_no_fault(postbox, write):
    with kept_carrier():
        tried(write("ana@example.org"))
        # What a server does with a connection that was silent for too long.
        postbox.to_sender = [HANG_UP]
        second = tried(write("zoe@example.org"))

    assert (second.state, second.tries) == (State.SENT, 1)
    assert len(postbox.received) == 2


def test_hanging_up_costs_nothing_but_another_call(postbox, write):
    hang_up()
    with kept_carrier():
        tried(write("ana@example.org"))
        hang_up()
        tried(write("zoe@example.org"))

    assert (len(postbox.received), len(postbox.conversations)) == (2, 2)


def test_elsewhere_than_by_smtp_mails_are_sent_too(write, mailoutbox):
    mail = tried(write())

    assert mail.state == State.SENT
    assert [each.to for each in mailoutbox] == [["ana@example.org"]]
