"""Who asks, within which programme, and what becomes of errors we raise on purpose."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django_scopes import scope

from entrelacs.act.gatherings.queries import gatherings_known_as
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.people.queries import memberships_of
from entrelacs.errors import EntrelacsError
from entrelacs.web.accounts import gave_second_factor, has_second_factor

Handler = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """French, unless the reader chose otherwise: a phone set to English is not a choice."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class CacheMiddleware:
    """Pages hold people's data: no shared cache keeps them, and browsers ask again each time."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response


class ProgrammeMiddleware:
    """Find the member behind the account, and let queries see their programme only."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.memberships = []
        request.member = None
        request.programme = None
        if request.user.is_authenticated:
            request.memberships = memberships_of(request.user)
            request.member = self._chosen(request)
        if request.member is None:
            return self.get_response(request)
        request.programme = request.member.programme
        with scope(programme=request.programme):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """What belongs to another programme does not exist, even to those who may do less."""
        if not isinstance(exception, PermissionDenied) or not request.resolver_match.kwargs:
            return
        if request.member is None:
            # An account without any role: the page of refusals tells it so.
            return
        slug = request.resolver_match.kwargs.get("slug")
        if slug is None or not gatherings_known_as(slug).exists():
            raise Http404

    @staticmethod
    def _chosen(request: HttpRequest) -> object:
        wanted = request.session.get("programme")
        for member in request.memberships:
            if member.programme.slug == wanted:
                return member
        return request.memberships[0] if request.memberships else None


class SecondFactorMiddleware:
    """An owner, who can give rights and read everything, needs a second factor."""

    # Where one may go without it: to set it up, to leave, to change language or programme.
    OPEN = ("mfa_", "account_", "set_language", "commons:programme_switch")

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: object) -> HttpResponse | None:
        member = request.member
        if member is None or RoleCode.OWNER not in member.role_codes:
            return None
        if request.resolver_match.view_name.startswith(self.OPEN):
            return None
        if not has_second_factor(request.user):
            messages.warning(request, _("Owners sign in with a second factor: set it up to go on."))
            return redirect("mfa_activate_totp")
        if not gave_second_factor(request):
            return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
        return None


class FaultMiddleware:
    """Any rule broken that a view did not tell by itself is told on a page of its own."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            # Django answers an empty page, which tells people nothing.
            page = render(request, "405.html", status=response.status_code)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, EntrelacsError):
            return None
        return render(request, "fault.html", {"sentence": sentence_for(exception)}, status=409)
