"""What every installation shares; `local`, `production` and `test` add to it."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from entrelacs.web.settings.environment import database_settings, read_environment, site_url

PACKAGE = Path(__file__).resolve().parents[2]
ENVIRONMENT = read_environment(os.environ)
DATA_DIR = ENVIRONMENT.data_dir.absolute()

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.hosts
DEMO = ENVIRONMENT.demo
CONTACT = ENVIRONMENT.contact
# A demonstration or a checkout answers on this machine alone.
SITE_URL = site_url(ENVIRONMENT) or "http://127.0.0.1:8000"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "entrelacs.commons",
    "entrelacs.observe",
    "entrelacs.act",
    "entrelacs.share",
    "entrelacs.web",
]

MIDDLEWARE = [
    # First, so that redirections, refusals and files bear the same headers as pages.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "entrelacs.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "entrelacs.web.middleware.CacheMiddleware",
    "entrelacs.web.middleware.ProgrammeMiddleware",
    "entrelacs.web.middleware.SecondFactorMiddleware",
    "entrelacs.web.middleware.FaultMiddleware",
]

ROOT_URLCONF = "entrelacs.web.urls"
WSGI_APPLICATION = "entrelacs.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "entrelacs.web.context.page",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_settings(ENVIRONMENT, data_dir=DATA_DIR)}
CACHES = {
    # Shared by the workers, so that limits on sign-in hold across them.
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        # Past this number Django throws entries away at random, limits on sign-in included.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Lists and notes sent and not confirmed yet.
    "drafts": {
        "BACKEND": "entrelacs.commons.drafts.DraftCache",
        "LOCATION": DATA_DIR / "drafts",
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
FONT_DIR = PACKAGE / "web" / "static" / "vendor" / "fonts"

# A form is small; files have their own limits, checked before they are read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

AUTH_USER_MODEL = "commons.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "act:gatherings"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "entrelacs.web.views.csrf_failure"

ACCOUNT_ADAPTER = "entrelacs.web.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
# Sixty people share the one address of a venue: the ceiling per address is generous,
# the limit that protects is the one on each account's code.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/10m/key,300/5m/ip",
    "request_login_code": "300/5m/ip,6/10m/key",
    "reauthenticate": "20/10m/user",
}
if ENVIRONMENT.behind_proxy:
    # Limits count the visitor's address, which the proxy writes last in X-Forwarded-For.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
MFA_ADAPTER = "entrelacs.web.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# A code typed just as the phone shows the next one is still accepted.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Entrelacs"

DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
# What is queued is a row of the same database, done by `entrelacs worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"entrelacs": {"level": "INFO"}},
}
