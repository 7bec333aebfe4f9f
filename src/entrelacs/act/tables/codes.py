"""Codes people type from a card on the table: no letter or figure that reads like another."""

import secrets

from entrelacs.act.tables.models import Table

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8


def draw_codes(count: int) -> list[str]:
    """As many codes as asked, none of them in use anywhere, in any programme."""
    codes: set[str] = set()
    while len(codes) < count:
        drawn = {_draw() for _ in range(count - len(codes))}
        # The base manager on purpose: a code opens a notebook without saying which programme.
        taken = Table._base_manager.filter(code__in=drawn).values_list("code", flat=True)
        codes |= drawn - set(taken)
    return sorted(codes)


def _draw() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
