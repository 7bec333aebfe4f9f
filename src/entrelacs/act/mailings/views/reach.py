"""What the pages of messages reach: through queries, within the programme and the meeting."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.clickjacking import xframe_options_sameorigin

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.gatherings.queries import gatherings
from entrelacs.act.mailings.models import Mailing
from entrelacs.act.mailings.queries import drafts_of
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.queries import mails_about

View = Callable[..., HttpResponse]


def gathering_at(slug: str) -> Gathering:
    return get_object_or_404(gatherings().select_related("programme"), slug=slug)


def draft_at(slug: str, pk: int) -> Mailing:
    """A draft with its meeting; one that was sent or thrown away is no draft."""
    gathering = gathering_at(slug)
    mailing = get_object_or_404(drafts_of(gathering), pk=pk)
    mailing.gathering = gathering
    return mailing


def mail_at(slug: str, pk: int) -> tuple[Gathering, Mail]:
    gathering = gathering_at(slug)
    return gathering, get_object_or_404(mails_about(gathering), pk=pk)


def framed(view: View) -> View:
    """A mail shown as mail programs show it, inside a page of ours: its style, and nothing that acts."""

    @wraps(view)
    @xframe_options_sameorigin
    @csp_replace(
        {
            "default-src": [NONE],
            "img-src": [NONE],
            "form-action": [NONE],
            "style-src": [UNSAFE_INLINE],
            "frame-ancestors": [SELF],
        }
    )
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return shown


def frame_of(html: str) -> HttpResponse:
    """Its links open beside the page rather than inside the frame."""
    return HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))
