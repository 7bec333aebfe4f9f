"""Production is started as an operator starts it: in a process of its own."""

import json
import os
import subprocess
import sys

import pytest

SOUND = {
    "ENTRELACS_SECRET_KEY": "b5Qe8uTzV1mKc0hXrJ2yWnLf7sGdPa4iBvCxZo9NqYtRkEjM3HwU6",
    "ENTRELACS_HOSTS": "entrelacs.example.org",
    "ENTRELACS_MAIL_URL": "smtp://u:p@mail.example.org",
    "ENTRELACS_MAIL_FROM": "Entrelacs <bonjour@example.org>",
    "ENTRELACS_BEHIND_PROXY": "1",
}
PRINT = """
import json
from django.conf import settings
names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""
FAULTS = [
    ({"ENTRELACS_SECRET_KEY": ""}, "ENTRELACS_SECRET_KEY"),
    ({"ENTRELACS_SECRET_KEY": "court"}, "ENTRELACS_SECRET_KEY"),
    ({"ENTRELACS_SECRET_KEY": "a" * 60}, "ENTRELACS_SECRET_KEY"),
    ({"ENTRELACS_HOSTS": "entrelacs.example.org,*"}, "ENTRELACS_HOSTS"),
    ({"ENTRELACS_HOSTS": "localhost"}, "ENTRELACS_HOSTS"),
    ({"ENTRELACS_HOSTS": ".example.org"}, "ENTRELACS_URL"),
    ({"ENTRELACS_URL": "http://entrelacs.example.org"}, "ENTRELACS_URL"),
    ({"ENTRELACS_URL": "https://ailleurs.example.org"}, "ENTRELACS_URL"),
    ({"ENTRELACS_DEMO": "1"}, "ENTRELACS_DEMO"),
    ({"ENTRELACS_MAIL_URL": ""}, "ENTRELACS_MAIL_URL"),
    ({"ENTRELACS_MAIL_FROM": ""}, "ENTRELACS_MAIL_FROM"),
]


def start(tmp_path, **variables):
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ENTRELACS_", "DATABASE_URL", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-c", PRINT],
        env={
            **environment,
            **SOUND,
            "ENTRELACS_DATA_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "entrelacs.web.settings.production",
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    done = start(tmp_path_factory.mktemp("production"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("variables", "named"), FAULTS)
def test_insecure_setting_is_refused_by_name(tmp_path, variables, named):
    done = start(tmp_path, **variables)

    told = [line for line in done.stderr.splitlines() if line.startswith("- ENTRELACS_")]
    assert done.returncode == 1
    assert [line.removeprefix("- ").split(" ")[0] for line in told] == [named]


def test_all_faults_are_told_at_once(tmp_path):
    done = start(
        tmp_path,
        ENTRELACS_SECRET_KEY="",
        ENTRELACS_HOSTS="*",
        ENTRELACS_DEMO="1",
        ENTRELACS_MAIL_URL="",
        ENTRELACS_MAIL_FROM="",
    )

    named = {line.split(" ")[1] for line in done.stderr.splitlines() if line.startswith("- ")}
    assert "Entrelacs ne démarre pas" in done.stderr
    assert named == {
        "ENTRELACS_SECRET_KEY",
        "ENTRELACS_HOSTS",
        "ENTRELACS_DEMO",
        "ENTRELACS_MAIL_URL",
        "ENTRELACS_MAIL_FROM",
    }


def test_refusal_never_repeats_a_secret(tmp_path):
    done = start(tmp_path, ENTRELACS_SECRET_KEY="trop-court", ENTRELACS_HOSTS="*")

    assert "trop-court" not in done.stderr


def test_cookies_travel_over_https_only_and_stay_with_this_host(production):
    names = [production[f"{cookie}_COOKIE_NAME"] for cookie in ("SESSION", "CSRF")]
    secure = [production[f"{cookie}_COOKIE_SECURE"] for cookie in ("SESSION", "CSRF", "LANGUAGE")]

    assert names == ["__Host-session", "__Host-csrf"]
    assert secure == [True, True, True]
    assert (production["SESSION_COOKIE_HTTPONLY"], production["CSRF_COOKIE_HTTPONLY"]) == (
        True,
        True,
    )
    assert production["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_https_is_required_for_a_year(production):
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert production["DEBUG"] is False


def test_links_of_mails_lead_to_the_public_domain(production):
    assert production["SITE_URL"] == "https://entrelacs.example.org"


def test_tasks_are_rows_that_a_worker_does(production):
    assert production["TASKS"]["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"


def test_demonstration_is_closed(production):
    assert production["DEMO"] is False


def test_proxy_is_believed_only_when_announced(tmp_path, production):
    direct = json.loads(start(tmp_path, ENTRELACS_BEHIND_PROXY="0").stdout)

    assert production["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert production["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert direct["SECURE_PROXY_SSL_HEADER"] is None
    assert "ALLAUTH_TRUSTED_PROXY_COUNT" not in direct


def test_postgresql_has_its_pool(tmp_path):
    read = json.loads(start(tmp_path, DATABASE_URL="postgresql://u:p@h/base").stdout)

    assert read["DATABASES"]["default"]["OPTIONS"] == {"pool": {"min_size": 1, "max_size": 8}}
