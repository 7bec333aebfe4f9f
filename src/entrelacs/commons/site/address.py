"""Where this site answers, for what is written far from any request: mails, posters, calendars."""

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a path of this site: `/p/abc/` gives `https://entrelacs.example.org/p/abc/`."""
    return f"{settings.SITE_URL}/{path.lstrip('/')}"
