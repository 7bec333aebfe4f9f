"""Ways in, as people take them: ask for a code, read the mail, type it."""

import re

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from entrelacs.commons.people.models import Account

CODE = re.compile(r"^    ([A-Z]{4}-[A-Z]{4})$", re.MULTILINE)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def ask_for_code(client: Client, email: str, **data: str) -> HttpResponse:
    return client.post(reverse("account_login"), {"email": email, **data})


def last_code() -> str:
    return CODE.findall(mail.outbox[-1].body)[0]


def type_code(client: Client, code: str, **data: str) -> HttpResponse:
    return client.post(reverse("account_confirm_login_code"), {"code": code, **data})


def sign_in(client: Client, email: str) -> HttpResponse:
    ask_for_code(client, email)
    return type_code(client, last_code())


def give_second_factor(account: Account) -> None:
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)


def figures(secret: str = SECRET) -> str:
    """What the phone shows now."""
    *_before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def pass_second_factor(client: Client, account: Account) -> None:
    """Make the session of a client that is signed in already one opened with both factors."""
    give_second_factor(account)
    client.post(reverse("mfa_reauthenticate"), {"code": figures(), "next": "/"})
