from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrelacs.commons.access.permissions import requires


@require_POST
@requires("commons.view_programme")
def programme_switch(request: HttpRequest) -> HttpResponse:
    """Go on in another of one's programmes; any other answers as if it did not exist."""
    wanted = request.POST.get("programme", "")
    chosen = next(
        (member.programme for member in request.memberships if member.programme.slug == wanted),
        None,
    )
    if chosen is None:
        raise Http404
    request.session["programme"] = chosen.slug
    messages.success(request, _("You are now in “%(programme)s”.") % {"programme": chosen.name})
    return redirect("home")
