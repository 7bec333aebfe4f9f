"""A checkout or a demonstration on one's own machine, over plain HTTP."""

from entrelacs.web.settings.base import *  # noqa: F403
from entrelacs.web.settings.base import DATA_DIR, ENVIRONMENT

DEMO = True
# Sessions of a demonstration guard nothing but invented people.
SECRET_KEY = ENVIRONMENT.secret_key or "only-for-a-demonstration-on-ones-own-machine"
EMAIL_BACKEND = "entrelacs.web.demo.mail.DemoBackend"
DEMO_MAIL_DIR = DATA_DIR / "mails"
# One process is enough for a demonstration: a mail is shown as soon as it is written.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
SESSION_COOKIE_NAME = "entrelacs_session"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
