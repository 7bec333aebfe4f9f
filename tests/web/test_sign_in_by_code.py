import datetime
import smtplib

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.people.actions import take_role
from tests.conftest import StrictClient
from tests.factories import AccountFactory, GatheringFactory, MemberFactory
from tests.web.signing_in import ask_for_code, last_code, sign_in, type_code

NOW = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
WRONG = "XXXX-XXXX"


class MailServerDown(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused(
            {message.to[0]: (550, b"no") for message in email_messages}
        )


def is_signed_in(client):
    return SESSION_KEY in client.session


def test_code_opens_the_meetings(client, organizer):
    asked = ask_for_code(client, organizer.email)
    response = type_code(client, last_code())

    assert asked["Location"] == reverse("account_confirm_login_code")
    assert response["Location"] == reverse("act:gatherings")
    assert client.get(response["Location"]).status_code == 200


def test_mail_is_short_and_french(client, organizer):
    ask_for_code(client, organizer.email)

    message = mail.outbox[0]
    assert message.to == [organizer.email]
    assert message.subject == f"{last_code()} est votre code Entrelacs"
    assert message.body.startswith("Bonjour,")
    assert len(message.body.splitlines()) < 16


def test_code_is_read_whatever_its_capitals_spaces_and_dashes(client, organizer):
    ask_for_code(client, organizer.email)

    type_code(client, f" {last_code().lower().replace('-', ' ')} ")

    assert is_signed_in(client)


def test_page_asked_for_comes_after_the_code(client, organizer):
    wanted = reverse("act:roadmap")
    sent = client.get(wanted)
    ask_for_code(client, organizer.email, next=wanted)

    response = type_code(client, last_code(), next=wanted)

    assert sent["Location"] == f"{reverse('account_login')}?next={wanted}"
    assert response["Location"] == wanted


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example"])
def test_code_never_leads_to_another_site(client, organizer, elsewhere):
    ask_for_code(client, organizer.email, next=elsewhere)

    response = type_code(client, last_code(), next=elsewhere)

    assert response["Location"] == reverse("act:gatherings")


def test_unknown_address_gets_the_same_answer_and_no_mail(client, organizer):
    known, unknown = StrictClient(), StrictClient()
    known_answer = ask_for_code(known, organizer.email)
    unknown_answer = ask_for_code(unknown, "inconnue@exemple.fr")
    pages = [
        visitor.get(reverse("account_confirm_login_code")).content.decode()
        for visitor in (known, unknown)
    ]

    assert known_answer["Location"] == unknown_answer["Location"]
    assert comparable(pages[0], organizer.email) == comparable(pages[1], "inconnue@exemple.fr")
    assert [message.to for message in mail.outbox] == [[organizer.email]]


def comparable(html, email):
    """The page without what is bound to differ: the address and the token of the form."""
    lines = html.replace(email, "ADDRESS").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_wrong_code_says_so_and_keeps_the_code_alive(client, organizer):
    ask_for_code(client, organizer.email)

    page = type_code(client, WRONG).content.decode()
    type_code(client, last_code())

    assert "Ce n’est pas le code du dernier mail." in page
    assert is_signed_in(client)


def test_code_dies_after_five_wrong_ones(client, organizer):
    ask_for_code(client, organizer.email)

    answers = [type_code(client, WRONG).status_code for _ in range(5)]
    type_code(client, last_code())

    assert answers == [200, 200, 200, 200, 302]
    assert not is_signed_in(client)


def test_code_dies_after_ten_minutes(client, organizer):
    with time_machine.travel(NOW, tick=False) as clock:
        ask_for_code(client, organizer.email)
        clock.shift(601)

        type_code(client, last_code())

    assert not is_signed_in(client)


def test_code_is_single_use(client, organizer):
    ask_for_code(client, organizer.email)
    before = client.cookies["sessionid"].value
    type_code(client, last_code())
    thief = StrictClient()
    thief.cookies["sessionid"] = before

    type_code(thief, last_code())

    assert is_signed_in(client)
    assert not is_signed_in(thief)


def test_code_opens_only_the_browser_that_asked_for_it(client, organizer):
    ask_for_code(client, organizer.email)
    thief = StrictClient()
    ask_for_code(thief, "inconnue@exemple.fr")

    type_code(thief, last_code())

    assert not is_signed_in(thief)


def test_code_asked_again_replaces_the_first(client, organizer):
    ask_for_code(client, organizer.email)
    first = last_code()
    client.post(reverse("account_confirm_login_code"), {"action": "resend"})

    type_code(client, first)
    with_first = is_signed_in(client)
    type_code(client, last_code())

    assert not with_first
    assert is_signed_in(client)


def test_one_address_receives_six_codes_in_ten_minutes_at_most(client, organizer):
    for _ in range(7):
        ask_for_code(StrictClient(), organizer.email)

    assert len(mail.outbox) == 6


def test_hundred_and_twenty_people_of_one_venue_sign_in_within_five_minutes(programme):
    members = [MemberFactory(role=RoleCode.SCRIBE) for _ in range(120)]
    entered = []

    with time_machine.travel(NOW, tick=False) as clock:
        for member in members:
            visitor = StrictClient(REMOTE_ADDR="192.0.2.7")
            sign_in(visitor, member.email)
            entered.append(is_signed_in(visitor))
            clock.shift(2)

    assert entered == [True] * 120


@pytest.mark.parametrize(("days", "remains"), [(13, True), (15, False)])
def test_session_lasts_fourteen_days(client, organizer, days, remains):
    with time_machine.travel(NOW, tick=False) as clock:
        sign_in(client, organizer.email)
        clock.shift(datetime.timedelta(days=days))

        response = client.get(reverse("act:gatherings"))

    assert (response.status_code == 200) == remains


def test_session_changes_its_key_at_sign_in(client, organizer):
    ask_for_code(client, organizer.email)
    before = client.cookies["sessionid"].value

    type_code(client, last_code())

    assert client.cookies["sessionid"].value != before


def test_sign_out_closes_the_session(client, organizer):
    sign_in(client, organizer.email)

    asked = client.get(reverse("account_logout"))
    still_in = is_signed_in(client)
    client.post(reverse("account_logout"))

    assert asked.status_code == 200
    assert still_in
    assert not is_signed_in(client)
    assert client.get(reverse("act:gatherings")).status_code == 302


def test_account_without_role_is_told_so_at_the_address_of_a_meeting_too(client, programme):
    client.force_login(AccountFactory())

    response = client.get(reverse("act:compose", args=[GatheringFactory().slug]))

    assert response.status_code == 403
    assert "no_role.html" in [template.name for template in response.templates]


def test_account_without_role_is_told_so(client, db):
    account = AccountFactory()
    landing = sign_in(client, account.email)["Location"]

    response = client.get(landing)

    page = response.content.decode()
    assert response.status_code == 403
    assert "Pas encore de programme" in page
    assert account.email in page


def test_role_taken_back_closes_the_pages_at_once(client, organizer):
    sign_in(client, organizer.email)
    take_role(actor=None, person=organizer, code=RoleCode.ORGANISER)

    response = client.get(reverse("act:gatherings"))

    assert response.status_code == 403
    assert "Pas encore de programme" in response.content.decode()


def test_account_closed_meanwhile_is_told_so(client, organizer):
    ask_for_code(client, organizer.email)
    organizer.account.is_active = False
    organizer.account.save()

    response = type_code(client, last_code())

    assert response["Location"] == reverse("account_inactive")
    assert "Ce compte est fermé" in client.get(response["Location"]).content.decode()


def test_mail_server_down_is_told_and_the_address_is_not_logged(
    client, organizer, settings, caplog
):
    settings.EMAIL_BACKEND = f"{__name__}.MailServerDown"

    response = ask_for_code(client, organizer.email)

    assert response.status_code == 409
    assert "Le mail avec le code n’a pas pu partir." in response.content.decode()
    assert organizer.email not in caplog.text
