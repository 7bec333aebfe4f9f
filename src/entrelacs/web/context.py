"""What every page shows around its own content."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

# The spine of a gathering: a page belongs to the step whose URL name begins its own.
STEPS = (
    ("act:invite", _("Invite")),
    ("act:compose", _("Compose")),
    ("act:run", _("Run the day")),
    ("act:synthesize", _("Synthesise")),
    ("share:restitute", _("Report")),
    ("act:follow", _("Follow up")),
)


@dataclass(frozen=True)
class Step:
    label: Any
    url: str
    state: str  # "done", "now" or "next"


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "programme": getattr(request, "programme", None),
        "member": getattr(request, "member", None),
        "programmes": [member.programme for member in getattr(request, "memberships", [])],
        "demo": settings.DEMO,
        "theme": request.COOKIES.get("theme", ""),
        "spine": SimpleLazyObject(lambda: spine_of(request)),
    }


def spine_of(request: HttpRequest) -> list[Step]:
    """The six steps of the gathering this page belongs to; empty elsewhere."""
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match else None
    if slug is None:
        return []
    names = [name for name, _label in STEPS]
    now = next((n for n, name in enumerate(names) if match.view_name.startswith(name)), None)
    if now is None:
        return []
    return [
        Step(
            label=label,
            url=reverse(name, kwargs={"slug": slug}),
            state="now" if index == now else "done" if index < now else "next",
        )
        for index, (name, label) in enumerate(STEPS)
    ]
