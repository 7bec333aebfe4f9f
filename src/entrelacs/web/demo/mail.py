"""In a demonstration mails go nowhere: they are printed in the terminal and shown on /demo/."""

import email
import email.policy
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

SHOWN = 20


@dataclass(frozen=True)
class ShownMail:
    to: str
    subject: str
    body: str
    files: list[str] = field(default_factory=list)


class DemoBackend(BaseEmailBackend):
    """Keep each mail as a file, so that every worker of the server can show it."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        folder = Path(settings.DEMO_MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            data = message.message().as_bytes()
            (folder / f"{time.time_ns()}.eml").write_bytes(data)
            sys.stdout.write(f"\n--- {message.to[0]} : {message.subject}\n{message.body}\n---\n")
            sys.stdout.flush()
        return len(email_messages)


def latest_mails() -> list[ShownMail]:
    """The mails last sent, newest first."""
    folder = Path(settings.DEMO_MAIL_DIR)
    files = sorted(folder.glob("*.eml"), reverse=True)[:SHOWN] if folder.exists() else []
    return [_read(path) for path in files]


def _read(path: Path) -> ShownMail:
    message: Any = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    # What is shown of a mail with several parts is its plain text, and the names of its files.
    plain = message.get_body(("plain",))
    return ShownMail(
        to=message["To"],
        subject=message["Subject"],
        body=plain.get_content().strip() if plain else "",
        files=[part.get_filename("") for part in message.iter_attachments()],
    )
