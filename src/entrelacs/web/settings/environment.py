"""Every setting an operator may give, read once from the environment, typed and checked.

`docs/settings.md` describes each field; `tests/house/test_docs.py` refuses one that it does not name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "ENTRELACS_"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, kw_only=True)
class Environment:
    """One field per variable: `secret_key` is read from `ENTRELACS_SECRET_KEY`."""

    secret_key: str = ""
    hosts: list[str] = field(default_factory=lambda: list(LOOPBACK))
    url: str = ""
    data_dir: Path = Path("var")
    database_url: str = ""
    database_pool: bool = True
    behind_proxy: bool = False
    mail_url: str = ""
    mail_from: str = "Entrelacs <ne-pas-repondre@localhost>"
    contact: str = ""
    language: str = "fr"
    demo: bool = False


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read `ENTRELACS_*` (and the usual `DATABASE_URL`); an unknown name is refused."""
    known = {PREFIX + item.name.upper(): item for item in fields(Environment)}
    known["DATABASE_URL"] = known[PREFIX + "DATABASE_URL"]
    # MODE picks the settings module before this page is read.
    unknown = sorted(
        name
        for name in variables
        if name.startswith(PREFIX) and name not in known and name != PREFIX + "MODE"
    )
    if unknown:
        raise ImproperlyConfigured(
            f"Variable inconnue : {', '.join(unknown)}. Noms admis : {', '.join(sorted(known))}."
        )
    values = {
        item.name: _convert(name, item.type, variables[name])
        for name, item in known.items()
        if variables.get(name)
    }
    return Environment(**values)


def _convert(name: str, kind: Any, text: str) -> Any:
    if kind is bool:
        if text.lower() not in {"1", "0", "true", "false", "oui", "non"}:
            raise ImproperlyConfigured(f"{name} : écrivez 1 ou 0, pas « {text} ».")
        return text.lower() in {"1", "true", "oui"}
    if kind is Path:
        return Path(text).expanduser()
    if kind is str:
        return text
    return [part.strip() for part in text.split(",") if part.strip()]


def site_url(environment: Environment) -> str:
    """Where links in mails lead: ENTRELACS_URL, else HTTPS on the first public domain; "" if neither."""
    if not environment.url:
        # ".example.org" stands for any sub-domain: it names no site.
        public = [
            host for host in environment.hosts if host not in LOOPBACK and host[0] not in ".*"
        ]
        return f"https://{public[0]}" if public else ""
    expected = "ENTRELACS_URL : attendu https://entrelacs.example.org, sans rien après le domaine."
    parts = _address(environment.url, {"http", "https"}, expected)
    # A name and a password, a path or a question have no place there.
    more = parts.path.strip("/") or parts.query or parts.fragment
    if not parts.hostname or "@" in parts.netloc or more:
        raise ImproperlyConfigured(expected)
    return f"{parts.scheme}://{parts.netloc}"


def database_settings(environment: Environment, *, data_dir: Path) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL of `DATABASE_URL`."""
    if environment.database_url:
        return _postgresql(environment)
    return {
        "ENGINE": "entrelacs.web.database.sqlite3",
        "NAME": str(data_dir / "entrelacs.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: a note that was acknowledged survives a power cut, not only a crash.
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA secure_delete=ON;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728"
            ),
        },
    }


def _postgresql(environment: Environment) -> dict[str, Any]:
    expected = "DATABASE_URL : attendu postgresql://utilisateur:motdepasse@hote:5432/base."
    parts = _address(environment.database_url, {"postgres", "postgresql"}, expected)
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(expected)
    # What follows "?" goes to PostgreSQL's own client: sslmode=require, host=/run/postgresql…
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if environment.database_pool:
        options["pool"] = {"min_size": 1, "max_size": 8}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        # A connection that PostgreSQL closed, when it restarts, is replaced before it serves.
        "CONN_HEALTH_CHECKS": True,
    }


def mail_settings(environment: Environment) -> dict[str, Any]:
    """Turn `smtp://user:password@host:587` (or `smtps://`) into Django's settings."""
    expected = "ENTRELACS_MAIL_URL : attendu smtp://utilisateur:motdepasse@hote:587."
    parts = _address(environment.mail_url, {"smtp", "smtps"}, expected)
    if not parts.hostname:
        raise ImproperlyConfigured(expected)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and (parts.port or 587) == 587,
        "EMAIL_TIMEOUT": 10,
    }


def _address(text: str, schemes: set[str], expected: str) -> SplitResult:
    """Cut an address into its parts; the message never repeats it, for it holds a password."""
    try:
        parts = urlsplit(text)
        # Reading the port is what finds one that is no number.
        sound = parts.scheme in schemes and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound:
        raise ImproperlyConfigured(expected) from None
    return parts
