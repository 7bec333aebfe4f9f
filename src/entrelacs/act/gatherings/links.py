"""The address of someone's personal page: signed, so that nobody can guess or alter it."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from entrelacs.act.gatherings.models import Registration


@dataclass(frozen=True)
class LinkParts:
    registration: int
    link_salt: str


def _signer() -> Signer:
    return Signer(sep=".", salt="participant")


def personal_token(registration: Registration) -> str:
    """What stands after /p/ in the address; it changes when the link is renewed."""
    return _signer().sign(f"{registration.pk}-{registration.link_salt}")


def read_token(token: str) -> LinkParts | None:
    """What a token claims, once its signature is verified; None when it is not ours."""
    try:
        key, _, link_salt = _signer().unsign(token).partition("-")
    except BadSignature:
        return None
    return LinkParts(registration=int(key), link_salt=link_salt)
