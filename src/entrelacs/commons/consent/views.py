from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entrelacs.commons.access.permissions import requires
from entrelacs.commons.consent.actions import write_consent_text
from entrelacs.commons.consent.models import Use
from entrelacs.commons.consent.queries import count_by_use, versions_by_use

LONGEST = 2000


@require_http_methods(["GET", "HEAD", "POST"])
@requires("commons.write_consents")
def consents(request: HttpRequest) -> HttpResponse:
    """The words people agree to, use by use; changing them writes a new version."""
    if request.method == "POST":
        use = request.POST.get("use", "")
        text = request.POST.get("text", "").replace("\x00", "").strip()
        if use not in Use.values:
            raise Http404
        if text and len(text) <= LONGEST:
            write_consent_text(
                actor=request.member, programme=request.programme, use=Use(use), text=text
            )
            messages.success(request, _("This text is what people will read from now on."))
        else:
            messages.error(request, _("Nothing was changed: write between 1 and 2000 characters."))
        return redirect("commons:consents")
    versions, counts = versions_by_use(), count_by_use()
    uses = [
        {"use": use, "versions": versions.get(use, []), "agreed": counts.get(use, 0)} for use in Use
    ]
    return render(request, "commons/consent/consents.html", {"uses": uses, "longest": LONGEST})
