"""Keeping robots away without asking anyone to prove they are human.

A field nobody sees, and the moment the page was opened, signed. Whoever is taken for a robot is shown
their form again with all they typed: pressing once more is enough for a person.
"""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

# Nobody reads and fills the form in less; a page left open since yesterday is opened afresh.
QUICKEST, OLDEST = timedelta(seconds=2), timedelta(hours=24)


def opened_now(slug: str) -> str:
    """What the page carries: which form was opened, and when."""
    return _signer().sign(slug)


def is_plausible(stamp: str, slug: str) -> bool:
    """Whether this form was opened some time ago, neither just now nor long ago."""
    return is_ours(stamp, slug) and not _is_younger(stamp, QUICKEST)


def is_ours(stamp: str, slug: str) -> bool:
    """Whether we wrote it for this form, today."""
    try:
        return _signer().unsign(stamp, max_age=OLDEST) == slug
    except BadSignature:
        return False


def _is_younger(stamp: str, age: timedelta) -> bool:
    try:
        _signer().unsign(stamp, max_age=age)
    except BadSignature:
        return False
    return True


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="registration")
