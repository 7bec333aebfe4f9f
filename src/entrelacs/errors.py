"""The root of everything Entrelacs raises on purpose: a stable code and details, no sentence.

Sentences live in `entrelacs.commons.messages`, one per code, so that an engine or a command line can
raise without knowing who will read, and in which language.
"""

from typing import Any, ClassVar


class EntrelacsError(Exception):
    """Something a person can act on; `code` never changes once released.

    >>> class NoSeatLeft(EntrelacsError):
    ...     code = "no-seat-left"
    >>> NoSeatLeft(table=4).details
    {'table': 4}
    """

    code: ClassVar[str] = "error"

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.code, details)

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code}({shown})"
