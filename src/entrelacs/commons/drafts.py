"""What someone sent and has not confirmed yet, kept on the server for two hours.

It may hold names: it lies apart from the rest of the cache, so that erasing someone empties it whole.
"""

import uuid
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache

KEPT_FOR = 2 * 60 * 60
ALIAS = "drafts"


class DraftCache(FileBasedCache):
    """Files past their time go when another comes: Django's own waits to be asked for each."""

    def _cull(self) -> None:
        for name in self._list_cache_files():
            try:
                with open(name, "rb") as file:  # noqa: PTH123 -- Django gives a text
                    self._is_expired(file)
            except FileNotFoundError:
                continue
        super()._cull()


def keep_draft(content: Any, *, owner: str) -> str:
    """Put something aside; what is returned gives it back, to the same owner only."""
    token = uuid.uuid4().hex
    caches[ALIAS].set(_place(token, owner), content, KEPT_FOR)
    return token


def draft(token: str, *, owner: str) -> Any:
    """What was put aside; None once it was forgotten."""
    return caches[ALIAS].get(_place(token, owner))


def forget_draft(token: str, *, owner: str) -> None:
    caches[ALIAS].delete(_place(token, owner))


def forget_every_draft() -> None:
    """Nobody can tell whose names a draft holds: whoever waited sends theirs again."""
    caches[ALIAS].clear()


def _place(token: str, owner: str) -> str:
    return f"{owner}:{token[:32] if token.isalnum() else ''}"
