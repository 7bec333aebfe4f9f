"""The invented people one may sign in as in the demonstration."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django_scopes import scopes_disabled

from entrelacs.commons.people.models import Person


@dataclass(frozen=True)
class ShownAccount:
    name: str
    email: str
    programme: str
    roles: tuple[str, ...]
    second_factor: str


def shown_accounts() -> list[ShownAccount]:
    with scopes_disabled():
        members = (
            Person.objects.filter(account__isnull=False)
            .select_related("programme", "account")
            .prefetch_related("roles")
            .order_by("programme__name", "pk")
        )
        factors = {
            factor.user_id: factor
            for factor in Authenticator.objects.filter(type=Authenticator.Type.TOTP).order_by("pk")
        }
        return [
            ShownAccount(
                name=member.full_name,
                email=member.email,
                programme=member.programme.name,
                roles=tuple(role.get_code_display() for role in member.roles.all()),
                second_factor=_code_of(factors.get(member.account_id)),
            )
            for member in members
        ]


def _code_of(authenticator: Authenticator | None) -> str:
    """The code an authenticator application would show now: the demonstration has no phone."""
    if authenticator is None:
        return ""
    *_before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), now))
