"""The message as a mailbox receives it."""

from email import message_from_bytes, policy

import pytest

from entrelacs.commons.mail.carrier import said
from entrelacs.commons.mail.delivery import deliver
from entrelacs.commons.mail.envelopes import is_address, message_of
from entrelacs.commons.mail.models import Mail

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\n"
    "SUMMARY:Rencontre à Évry\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def received(mail: Mail):
    return message_from_bytes(message_of(mail).message().as_bytes(), policy=policy.default)


def test_mail_arrives_whole(postbox, write):
    mail = write(
        subject="Votre invitation à Évry : « Bienvenue »",
        text="Chère Ana,\n.\n.. des points\nÀ bientôt.\n",
        html="<p>Chère Ana</p>",
        calendar=CALENDAR,
    )

    deliver(mail.pk)

    (message,) = postbox.received
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    (calendar,) = message.iter_attachments()
    # A long header is folded after its name.
    assert message["Subject"].strip() == "Votre invitation à Évry : « Bienvenue »"
    assert message["From"] == "Entrelacs <bonjour@asso.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert plain.get_content().replace("\r\n", "\n") == mail.text
    assert page.get_content().strip() == mail.html
    assert calendar.get_content_type() == "text/calendar"
    assert (calendar.get_filename(), calendar.get_param("method")) == ("rencontre.ics", "PUBLISH")
    assert calendar.get_content().replace("\r\n", "\n") == CALENDAR.replace("\r\n", "\n")


def test_answers_go_to_the_contact_of_the_programme(programme, write):
    programme.contact = "equipe@asso.example"
    programme.save()
    mail = write()
    with_contact = received(mail)["Reply-To"]
    programme.contact = ""

    assert with_contact == "equipe@asso.example"
    assert received(mail)["Reply-To"] is None


def test_message_keeps_its_name_and_no_two_share_it(write):
    mail, other = write("ana@example.org"), write("zoe@example.org")
    first = received(mail)["Message-ID"]

    Mail.objects.filter(pk=mail.pk).update(to="ana@corrige.example", tries=3)
    mail.refresh_from_db()

    assert received(mail)["Message-ID"] == first
    assert received(other)["Message-ID"] != first


@pytest.mark.parametrize("words", ["Bonjour\nBcc: tous@example.org", "Bonjour\r\n\r\nCorps"])
def test_header_cannot_be_slipped_in_by_a_subject(write, words):
    mail = write(subject=words)
    # As a row written by other hands would have it.
    Mail.objects.filter(pk=mail.pk).update(subject=words)
    mail.refresh_from_db()

    message = received(mail)

    assert message["Subject"] == " ".join(words.split())
    assert message["Bcc"] is None
    assert message.get_content().strip() == "Venez."


def test_header_cannot_be_slipped_in_by_an_address_or_a_contact(programme, write, postbox):
    Mail.objects.filter(pk=write().pk).update(to="ana@example.org\nBcc: tous@example.org")
    programme.contact = "a@b.example\nBcc: tous@example.org"
    mail = Mail.objects.get()
    mail.programme.contact = programme.contact

    deliver(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (Mail.State.FAILED, "message-invalid")
    assert postbox.received == []


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("ana@example.org", True),
        ("ana.d'arc+1@sous.example.org", True),
        ("", False),
        ("ana", False),
        ("ana@example", False),
        ("Ana <ana@example.org>", False),
        ("ana@example.org, zoe@example.org", False),
    ],
)
def test_address_is_told_from_what_is_none(text, holds):
    assert is_address(text) is holds


def test_answer_of_the_server_tells_no_secret(settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "entrelacs", "sésame"

    told = said("refusé : entrelacs:sésame\r\n\0 voir https://a.example/p/secret/ " + "x" * 400)

    assert told.startswith("refusé : …:… voir https://… xxx")
    assert len(told) == 300
