"""A mail server that answers as a test wants, and mails to give it."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from entrelacs.commons.mail.actions import Letter, queue_mail
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.programmes.models import Programme
from tests.commons.mail.smtp import mail_server

OK = "250 OK"
# Said by hanging up.
HANG_UP = ""


@dataclass
class Postbox:
    """Answers per step, given once each and then "250 OK"; what was accepted is kept."""

    port: int = 0
    to_sender: list[str] = field(default_factory=list)
    to_recipient: dict[str, list[str]] = field(default_factory=dict)
    to_message: list[str] = field(default_factory=list)
    # Called once the message is whole, before the answer.
    on_message: Callable[[], None] | None = None
    on_recipient: Callable[[], None] | None = None
    received: list[EmailMessage] = field(default_factory=list)
    conversations: set[int] = field(default_factory=set)

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        self.conversations.add(id(session))
        envelope.mail_from = address
        return _say(server, self.to_sender.pop(0) if self.to_sender else OK)

    async def handle_RCPT(  # noqa: N802
        self, server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.on_recipient is not None:
            await asyncio.to_thread(self.on_recipient)
        answers = self.to_recipient.get(address)
        answer = _say(server, answers.pop(0) if answers else OK)
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.on_message is not None:
            await asyncio.to_thread(self.on_message)
        answer = _say(server, self.to_message.pop(0) if self.to_message else OK)
        if answer == OK:
            self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        return answer


def _say(server: Any, answer: str) -> str:
    if answer == HANG_UP:
        server.transport.abort()
    # What follows a hang-up is heard by nobody.
    return answer or "451 gone"


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """A mail server on the loopback, ours for the length of the test."""
    box = Postbox()
    with mail_server(box) as port:
        box.port = port
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 5
        settings.DEFAULT_FROM_EMAIL = "Entrelacs <bonjour@asso.example>"
        yield box


@pytest.fixture
def write(programme: Programme) -> Callable[..., Mail]:
    """`write("a@example.org", subject=…)`: a mail to be sent."""

    def write_one(to: str = "ana@example.org", **details: Any) -> Mail:
        state = details.pop("state", Mail.State.QUEUED)
        written = {"key": f"essai {to}", "kind": "essai", "subject": "Bonjour", "text": "Venez."}
        letter = Letter(to=to, **{**written, **details})
        return queue_mail(actor=None, programme=programme, letter=letter, state=state)

    return write_one


@pytest.fixture
def stored_tasks(settings: Any) -> None:
    """Tasks are rows, as in production: nothing is done until a worker comes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
