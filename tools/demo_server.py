"""The real server on the data of the demonstration, for the browser tests and the guide's pictures.

What is started here is stopped by its process number; each use has its own data folder.
"""

import email
import email.policy
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).parent / "entrelacs"
PATIENCE = 60.0
# Chromium in a container: no sandbox to lean on, and nothing asked of the network by itself.
CHROMIUM_WORDS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --lang=fr"
).split()
# The words that are the browser's own (a date, a file to choose) come in the language of its user.
CHROMIUM_VARIABLES = {**os.environ, "LANGUAGE": "fr", "LANG": "fr_FR.UTF-8"}
CODE_IN_MAIL = re.compile(r"^\s+([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", re.MULTILINE)


def variables(folder: Path) -> dict[str, str]:
    """Return the environment of a demonstration whose data lie in `folder`, whatever ours says."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ENTRELACS_") and name not in {"DATABASE_URL", "LANGUAGE"}
    }
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "entrelacs.web.settings.local",
        "ENTRELACS_DATA_DIR": str(folder),
    }


def load_demo(folder: Path) -> None:
    """Write the demonstration into an empty folder."""
    subprocess.run(
        [str(PROGRAM), "demo", "--no-serve"],
        env=variables(folder),
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def free_port() -> int:
    """Return a loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path, *, port: int | None = None) -> Iterator[str]:
    """Serve the data of `folder`; yield the address, without a final slash."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    journal = folder / "server.log"
    with journal.open("w") as lines:
        server = subprocess.Popen(
            [str(PROGRAM), "serve", "--port", str(port), "--workers", "1"],
            env=variables(folder),
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_ready(server, address, journal)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def _wait_until_ready(server: subprocess.Popen[bytes], address: str, journal: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/a-propos/", timeout=PATIENCE):  # noqa: S310
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{journal.read_text()}")


def latest_code(folder: Path, address: str) -> str:
    """Return the sign-in code of the newest mail sent to `address`."""
    for path in sorted((folder / "mails").glob("*.eml"), reverse=True):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if address in str(mail["To"]) and (found := CODE_IN_MAIL.search(_text_of(mail))):
            return found[1]
    raise LookupError(address)


def _text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return "" if body is None else str(body.get_content())


def sign_in(page: "Page", server: str, folder: Path, address: str) -> None:
    """Sign in as a person does: ask for a code, read the mail, type the code."""
    page.goto(f"{server}/compte/connexion/")
    page.locator("main input[name=email]").fill(address)
    page.locator("main form button").first.click()
    page.wait_for_url("**/connexion/code/saisir/**")
    page.locator("main input[name=code]").fill(latest_code(folder, address))
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/connexion/" not in url)
    if "second-facteur" in page.url:
        _give_second_factor(page, server, address)


def _give_second_factor(page: "Page", server: str, address: str) -> None:
    """Type the code that /demo/ shows in place of the owner's telephone."""
    asked = page.url
    page.goto(f"{server}/demo/")
    row = page.locator("table tr").filter(has=page.get_by_role("rowheader", name=address))
    code = row.locator(".figures").inner_text().strip()
    page.goto(asked)
    page.locator("main input[name=code]").fill(code)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "second-facteur" not in url)
