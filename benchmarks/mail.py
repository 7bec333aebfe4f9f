"""Mails through the outbox and its worker, beside Django's bare `send_messages` on the same server.

    python benchmarks/mail.py                                 # SQLite, 3 rounds of 300 mails
    python benchmarks/mail.py --mails 1000 --rounds 5
    python benchmarks/mail.py --database-url postgresql:///empty_database

Both write the same messages over one connection to a mail server of the loopback that forgets them. Django
keeps nothing: killed half-way, it knows neither what left nor what remains. The outbox writes four times
per mail (task taken, mail taken, mail sent, task done), each time to the disk before it goes on: the ratio
is the price of that. A real server takes 50 to 500 ms per message, far more than either.
"""

# ruff: noqa: PLC0415 -- the arguments choose the settings, before anything of Django is read

import argparse
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from tempfile import TemporaryDirectory

PATIENCE = 30.0
TEXT = "Bonjour,\n\nVoici votre invitation à la Grande Rencontre.\n\n" + "Bien à vous.\n" * 20


@contextmanager
def mail_server() -> Iterator[int]:
    """A server in a process of its own, that takes every message and forgets it; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*command, "-c", "aiosmtpd.handlers.Sink"])
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def prepare(folder: str, port: int, database_url: str) -> None:
    """Set Django up in a folder of its own, with the settings of production."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="entrelacs.web.settings.production",
        ENTRELACS_DATA_DIR=folder,
        ENTRELACS_SECRET_KEY=secrets.token_urlsafe(50),
        ENTRELACS_HOSTS="entrelacs.example.org",
        ENTRELACS_MAIL_URL=f"smtp://127.0.0.1:{port}",
        ENTRELACS_MAIL_FROM="Entrelacs <bonjour@example.org>",
        ENTRELACS_DATABASE_URL=database_url,
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def measure(mails: int, rounds: int) -> dict[str, list[float]]:
    """Seconds of each way, round after round, one after the other so that the machine weighs on both."""
    from django.core.mail import get_connection
    from django.db import transaction
    from django_scopes import scope

    from entrelacs.commons.background.worker import Worker
    from entrelacs.commons.mail.actions import Letter, queue_mail
    from entrelacs.commons.mail.carrier import kept_carrier
    from entrelacs.commons.mail.envelopes import message_of
    from entrelacs.commons.mail.letters import html_of
    from entrelacs.commons.mail.models import Mail
    from entrelacs.commons.programmes.actions import open_programme

    world = {"label": "Monde", "short_label": "M", "tone": "teal", "is_pole": True}
    worlds = [world | {"code": "a", "mark": "round"}, world | {"code": "b", "mark": "diamond"}]
    programme = open_programme(name="Mesure", slug="mesure", worlds=worlds)
    seconds: dict[str, list[float]] = {"queue": [], "outbox and worker": [], "Django, bare": []}
    for turn in range(rounds):
        with scope(programme=programme):
            start = time.perf_counter()
            with transaction.atomic():
                written = [
                    queue_mail(
                        actor=None,
                        programme=programme,
                        letter=Letter(
                            key=f"{turn} {number}",
                            kind="mesure",
                            to=f"p{number}@example.org",
                            subject="Votre invitation",
                            text=TEXT,
                            html=html_of(TEXT),
                        ),
                    )
                    for number in range(mails)
                ]
            seconds["queue"].append(time.perf_counter() - start)
            messages = [message_of(mail) for mail in written]
        start = time.perf_counter()
        with kept_carrier():
            Worker(stays=False).run()
        seconds["outbox and worker"].append(time.perf_counter() - start)
        start = time.perf_counter()
        get_connection().send_messages(messages)
        seconds["Django, bare"].append(time.perf_counter() - start)
        with scope(programme=programme):
            sent = Mail.objects.filter(state=Mail.State.SENT).count()
        if sent != mails * (turn + 1):
            sys.exit(f"{sent} mails sent, not all: see the lines above")
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mails", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database-url", default="")
    arguments = parser.parse_args()
    with TemporaryDirectory(prefix="entrelacs-mail-") as folder, mail_server() as port:
        prepare(folder, port, arguments.database_url)
        seconds = measure(arguments.mails, arguments.rounds)
    rates = {name: arguments.mails / median(found) for name, found in seconds.items()}
    for name, rate in rates.items():
        print(f"{name:18} {rate:8.0f} mails/s   {1000 / rate:6.2f} ms each")
    ratio = rates["outbox and worker"] / rates["Django, bare"]
    print(f"ratio, outbox and worker over Django bare: {ratio:.2f}")


if __name__ == "__main__":
    main()
