"""What a check is: a question asked of the facts, and an answer people can act upon."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from entrelacs.act.preflight.queries import Facts

Words = Any


class State(StrEnum):
    """How something stands. Only GOOD asks for nothing; WARN lets the doors open."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where to go, or what to press, for things to get better."""

    words: str
    url: str
    # A button that changes something, rather than a link.
    is_post: bool = False
    # Shown to those who may go there.
    permission: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was seen, with figures and times, and what to do about it."""

    state: State
    seen: tuple[str, ...]
    # One or two sentences; empty when all is well.
    todo: str = ""
    ways: tuple[Way, ...] = ()


class Check:
    """One thing to make sure of before the doors open. A code, once released, is never reused."""

    code: ClassVar[str]
    title: ClassVar[Words]
    # What only this check shows, below what was seen.
    template: ClassVar[str] = ""

    def look(self, facts: Facts) -> Finding:
        """Say how this stands."""
        raise NotImplementedError
