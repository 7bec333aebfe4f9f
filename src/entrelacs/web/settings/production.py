"""For real people: refuses to start on insecure settings, and says which."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from entrelacs.web.settings.base import *  # noqa: F403
from entrelacs.web.settings.base import ENVIRONMENT
from entrelacs.web.settings.environment import LOOPBACK, Environment, mail_settings, site_url

SHORTEST_SECRET = 50


def faults_of(environment: Environment) -> list[str]:
    """What must be mended before people's data may be served."""
    faults = []
    if len(environment.secret_key) < SHORTEST_SECRET or len(set(environment.secret_key)) < 10:
        faults.append(
            "ENTRELACS_SECRET_KEY : donnez au moins 50 caractères tirés au hasard "
            "(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')."
        )
    if "*" in environment.hosts:
        faults.append("ENTRELACS_HOSTS : nommez vos domaines ; « * » accepte n'importe lequel.")
    if not set(environment.hosts) - set(LOOPBACK):
        faults.append(
            "ENTRELACS_HOSTS : nommez le domaine public, par exemple entrelacs.example.org."
        )
    faults += _faults_of_address(environment)
    if environment.demo:
        faults.append("ENTRELACS_DEMO : la démonstration montre les codes de connexion à tous.")
    if not environment.mail_url:
        faults.append(
            "ENTRELACS_MAIL_URL : sans serveur de courrier, personne ne peut se connecter."
        )
    if environment.mail_from.rstrip(">").endswith("@localhost"):
        faults.append(
            "ENTRELACS_MAIL_FROM : donnez une adresse de votre domaine, "
            "sinon les codes de connexion sont refusés comme indésirables."
        )
    return faults


def _faults_of_address(environment: Environment) -> list[str]:
    """A wrong address would only be noticed by those who click in a mail."""
    address = site_url(environment)
    host = urlsplit(address).hostname or ""
    if not address:
        # Without a public domain, that fault is already told.
        has_public = set(environment.hosts) - set(LOOPBACK) - {"*"}
        wanted = (
            "ENTRELACS_URL : écrivez l’adresse du site, par exemple https://entrelacs.example.org."
        )
        return [wanted] if has_public else []
    if not address.startswith("https://"):
        return [
            "ENTRELACS_URL : attendu https:// ; les liens des mails ouvrent des pages personnelles."
        ]
    if not validate_host(host, environment.hosts):
        return [
            f"ENTRELACS_URL : « {host} » n’est pas dans ENTRELACS_HOSTS, le site n’y répond pas."
        ]
    return []


if faults := faults_of(ENVIRONMENT):
    raise ImproperlyConfigured(
        "Entrelacs ne démarre pas : réglages de production à corriger.\n- " + "\n- ".join(faults)
    )

locals().update(mail_settings(ENVIRONMENT))
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
# Other sub-domains are their owners' business: nothing is imposed on them.
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
if ENVIRONMENT.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
