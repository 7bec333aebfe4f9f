"""A row of the outbox as the message that travels."""

import hashlib
from email.mime.text import MIMEText
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from entrelacs.commons.mail.models import Mail

CALENDAR_NAME = "rencontre.ics"
# What servers take, and what the column holds.
LONGEST_ADDRESS = 254


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """Plain words, the same as a simple page, and a date for one's calendar when there is one."""
    contact = mail.programme.contact
    message = EmailMultiAlternatives(
        subject=on_one_line(mail.subject),
        body=mail.text,
        to=[mail.to],
        reply_to=[contact] if is_address(contact) else None,
        headers={
            "Message-ID": message_id_of(mail),
            # Holiday messages and other robots are asked not to answer.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        calendar = MIMEText(mail.calendar, "calendar", "utf-8")
        calendar.set_param("method", "PUBLISH")
        calendar.add_header("Content-Disposition", "attachment", filename=CALENDAR_NAME)
        message.attach(calendar)
    return message


def message_id_of(mail: Mail) -> str:
    """The same each time this mail is sent, so that a mailbox that has it already may tell."""
    digest = hashlib.sha256(f"{mail.programme_id} {mail.key}".encode()).hexdigest()[:40]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{digest}@{domain}>"


def on_one_line(words: str) -> str:
    """A line break in a subject would begin another header."""
    return " ".join(words.split())


def is_address(text: str) -> bool:
    """Whether a mail may be sent there at all."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS
