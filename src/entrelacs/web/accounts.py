"""Accounts are opened by an organiser who gives a role; nobody signs up alone."""

import logging
from collections.abc import Callable
from functools import wraps
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.people.models import Account
from entrelacs.errors import EntrelacsError

View = Callable[..., HttpResponse]

logger = logging.getLogger(__name__)


class MailNotSent(EntrelacsError):
    code = "mail-not-sent"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code of the last mail. Check it and type it again."),
        "too_many_login_attempts": _(
            "Too many tries: this code no longer works. Ask for a new one; "
            "if that is refused too, wait ten minutes."
        ),
        "rate_limited": _("Too many tries. Wait ten minutes, then start again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            # Neither the address nor the answer of the server, which repeats it.
            logger.error("A sign-in mail was not taken (%s).", type(error).__name__)
            raise MailNotSent from error


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code is not the one expected. Wait for the next one on your phone and type it."
        ),
    }


class ActivateSecondFactor(ActivateTOTPView):
    """Whoever has just typed a code of the new factor is not asked for another one at once."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        authenticator = Authenticator.objects.get(
            user=self.request.user, type=Authenticator.Type.TOTP
        )
        post_authentication(self.request, authenticator, reauthenticated=True)
        return response


def about_the_second_factor(view: View) -> View:
    """Lead those who have none to the page that offers it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not has_second_factor(request.user):
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return guarded


def has_second_factor(account: Account) -> bool:
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()


def gave_second_factor(request: HttpRequest) -> bool:
    """Whether this very session was opened with it: another one may be older than the factor."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)
