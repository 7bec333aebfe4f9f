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
        return [
            ShownAccount(
                name=member.full_name,
                email=member.email,
                programme=member.programme.name,
                roles=tuple(role.get_code_display() for role in member.roles.all()),
                second_factor=_code_of(member),
            )
            for member in members
        ]


def _code_of(member: Person) -> str:
    """The code an authenticator application would show now: the demonstration has no phone."""
    authenticator = Authenticator.objects.filter(
        user=member.account, type=Authenticator.Type.TOTP
    ).first()
    if authenticator is None:
        return ""
    *_before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), now))
