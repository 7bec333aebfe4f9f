"""A conversation with the mail server, told as what became of the message.

Django's own `send_messages` raises the same errors before the message left and after; here each step is
taken apart, for only one of them is doubtful: the server had the last byte, and its answer did not come.
Everything before may be tried again without fear of writing twice.
"""

import re
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

# Filters may read a message at length before the server answers for it.
SECONDS_FOR_AN_ANSWER = 120
# Servers frown on those who stay for too many messages.
MOST_PER_CONVERSATION = 100
LONGEST_ANSWER = 300
CLOSING, LOG_IN_FIRST, TOO_LARGE = 421, 530, 552


class Fate(Enum):
    """What became of one message."""

    ACCEPTED = auto()
    LATER = auto()
    REFUSED = auto()
    UNKNOWN = auto()
    # Somebody else had taken it, or it was called off: nothing was said of it.
    LEFT = auto()


@dataclass(frozen=True)
class Verdict:
    """What became of a message, why, and in the server's words."""

    fate: Fate
    reason: str = ""
    answer: str = ""
    # It would have been the same for any other message.
    is_for_all: bool = False


class Carrier:
    """Carries messages one after the other, over one connection as long as it holds."""

    def __init__(self) -> None:
        self._backend: Any = None
        self._carried = 0

    def carry(self, message: EmailMessage, *, take: Callable[[], bool]) -> Verdict:
        """Hand a message over; `take` is called when nothing but its words is left to say.

        It answers whether the message is still to be sent, and must have written down that it is
        being sent: from then on a death of this process leaves the outcome unknown.
        """
        content = message.message().as_bytes(linesep="\r\n")
        verdict = self._begin(message, content)
        if verdict is None:
            verdict = self._hand_over(message, content) if take() else Verdict(Fate.LEFT)
        if verdict.fate is not Fate.ACCEPTED:
            self._take_back()
        return verdict

    def close(self) -> None:
        """Take leave of the server, politely when it still listens."""
        backend, self._backend, self._carried = self._backend, None, 0
        if backend is not None:
            with suppress(OSError):
                backend.close()

    def _begin(self, message: EmailMessage, content: bytes) -> Verdict | None:
        """Say who writes and to whom; nothing has left yet, whatever happens here."""
        if self._carried >= MOST_PER_CONVERSATION:
            self.close()
        was_open = self._backend is not None
        verdict = self._open() or self._introduce(message, content)
        if was_open and verdict is not None and verdict.reason == "server-hung-up":
            # It had closed an idle connection: that says nothing of this message.
            self.close()
            verdict = self._open() or self._introduce(message, content)
        self._carried += 1
        return verdict

    def _take_back(self) -> None:
        """Leave the connection as for a first message, or leave it altogether."""
        if not isinstance(self._backend, EmailBackend):
            return
        try:
            _expect(self._backend.connection.rset(), 250)
        except OSError:
            self.close()

    def _open(self) -> Verdict | None:
        if self._backend is not None:
            return None
        backend = get_connection()
        try:
            backend.open()
            if isinstance(backend, EmailBackend):
                backend.connection.ehlo_or_helo_if_needed()
        except smtplib.SMTPAuthenticationError as error:
            verdict = _later("server-login", said(error.smtp_error))
        except smtplib.SMTPResponseException as error:
            verdict = _later("server-busy", said(error.smtp_error, error.smtp_code))
        except (OSError, smtplib.SMTPException) as error:
            # SMTPException: a name and a password that it has no way to take, for one.
            verdict = _later("server-away", said(str(error) or type(error).__name__))
        else:
            self._backend = backend
            return None
        with suppress(OSError):
            backend.close()
        return verdict

    def _introduce(self, message: EmailMessage, content: bytes) -> Verdict | None:
        if not isinstance(self._backend, EmailBackend):
            return None
        server: smtplib.SMTP = self._backend.connection
        size = [f"size={len(content)}"] if server.has_extn("size") else []
        step = "sender"
        try:
            _expect(server.mail(sanitize_address(message.from_email, "utf-8"), size), 250)
            step = "recipient"
            _expect(server.rcpt(sanitize_address(message.to[0], "utf-8")), 250, 251)
        except smtplib.SMTPResponseException as error:
            return _refusal_of(step, error)
        except OSError as error:
            words = said(str(error))
            return Verdict(Fate.LATER, "server-hung-up", words, is_for_all=step == "sender")
        return None

    def _hand_over(self, message: EmailMessage, content: bytes) -> Verdict:
        if not isinstance(self._backend, EmailBackend):
            return self._hand_over_elsewhere(message)
        server: smtplib.SMTP = self._backend.connection
        # As smtplib does: a line that begins with a dot must not end the message.
        quoted = re.sub(rb"(?m)^\.", b"..", content)
        end = b".\r\n" if quoted.endswith(b"\r\n") else b"\r\n.\r\n"
        try:
            _expect(server.docmd("data"), 354)
            server.send(quoted + end)
        except smtplib.SMTPResponseException as error:
            return _refusal_of("message", error)
        except OSError as error:
            # The last bytes, which say that the message is whole, did not leave.
            return Verdict(Fate.LATER, "server-hung-up", said(str(error)))
        try:
            _wait_for(server, SECONDS_FOR_AN_ANSWER)
            _expect(server.getreply(), 250)
        except smtplib.SMTPResponseException as error:
            return _refusal_of("message", error)
        except OSError as error:
            return Verdict(Fate.UNKNOWN, "answer-lost", said(str(error)))
        _wait_for(server, self._backend.timeout)
        return Verdict(Fate.ACCEPTED)

    def _hand_over_elsewhere(self, message: EmailMessage) -> Verdict:
        """A demonstration keeps mails in a folder, tests in memory: there is no half-way there."""
        try:
            self._backend.send_messages([message])
        except OSError as error:
            return Verdict(Fate.LATER, "server-away", said(str(error)))
        return Verdict(Fate.ACCEPTED)


def _wait_for(server: smtplib.SMTP, seconds: float | None) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


def _later(reason: str, answer: str) -> Verdict:
    return Verdict(Fate.LATER, reason, answer, is_for_all=True)


def _refusal_of(step: str, error: smtplib.SMTPResponseException) -> Verdict:
    """4xx is said of what may pass later, 5xx of what never will; but not all of it is about this mail."""
    answer = said(error.smtp_error, error.smtp_code)
    if error.smtp_code == TOO_LARGE:
        return Verdict(Fate.REFUSED, "message-refused", answer)
    if error.smtp_code == LOG_IN_FIRST:
        return _later("server-login", answer)
    if error.smtp_code == CLOSING or (step == "sender" and error.smtp_code < 500):
        return _later("server-busy", answer)
    if step == "sender":
        return _later("sender-refused", answer)
    if error.smtp_code < 500:
        return Verdict(Fate.LATER, f"{step}-later", answer)
    return Verdict(Fate.REFUSED, f"{step}-refused", answer)


def _expect(reply: tuple[int, bytes], *codes: int) -> None:
    code, answer = reply
    if code == -1:
        # What smtplib makes of a line that is no answer: nobody is there.
        raise smtplib.SMTPServerDisconnected
    if code not in codes:
        raise smtplib.SMTPResponseException(code, answer)


def said(answer: bytes | str, code: int | None = None) -> str:
    """The server's words on one line, without what must not be read: our password, personal links."""
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    for secret in (settings.EMAIL_HOST_PASSWORD, settings.EMAIL_HOST_USER):
        if secret:
            words = words.replace(secret, "…")
    words = re.sub(r"https?://\S+", "https://…", words)
    words = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join([str(code or ""), *words.split()]).strip()[:LONGEST_ANSWER]


_kept: ContextVar[Carrier | None] = ContextVar("carrier", default=None)


@contextmanager
def kept_carrier() -> Iterator[None]:
    """For the length of the block, messages of this thread go over one connection."""
    carrier = Carrier()
    token = _kept.set(carrier)
    try:
        yield
    finally:
        _kept.reset(token)
        carrier.close()


@contextmanager
def carrier_at_hand() -> Iterator[Carrier]:
    """The carrier that is kept, or one for this message alone."""
    kept = _kept.get()
    carrier = kept or Carrier()
    try:
        yield carrier
    finally:
        if carrier is not kept:
            carrier.close()


def hang_up() -> None:
    """Take leave of the server until there is something to say again."""
    if (kept := _kept.get()) is not None:
        kept.close()
