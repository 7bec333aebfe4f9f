"""In a demonstration mails go nowhere: they are printed in the terminal and shown on /demo/."""

import email
import email.policy
import sys
import time
from dataclasses import dataclass
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
    return ShownMail(
        to=message["To"], subject=message["Subject"], body=message.get_content().strip()
    )
