"""The settings of the test run: strict, quick, and on whichever database DATABASE_URL names."""

import tempfile
from pathlib import Path

from entrelacs.web.settings.base import *  # noqa: F403
from entrelacs.web.settings.base import CACHES, DATABASES, TEMPLATES

SECRET_KEY = "only-for-tests"  # noqa: S105 -- guards nothing
DEMO = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATA_DIR = Path(tempfile.mkdtemp(prefix="entrelacs-test-"))
MEDIA_ROOT = DATA_DIR / "media"
DEMO_MAIL_DIR = DATA_DIR / "mails"
SITE_URL = "https://entrelacs.example.org"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()  # WhiteNoise warns of a folder that is not there
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A real file: an in-memory database has neither WAL nor a second process.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    # A pool keeps connections open and the test database could not be dropped.
    DATABASES["default"]["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "[[undefined: %s]]"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "drafts": {**CACHES["drafts"], "LOCATION": DATA_DIR / "drafts"},
}
ALLOWED_HOSTS = ["*"]
