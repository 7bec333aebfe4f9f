from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrelacs.web.demo.accounts import shown_accounts
from entrelacs.web.demo.mail import latest_mails
from entrelacs.web.demo.samples import samples


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who may sign in, and the mails that a real server would have sent."""
    return render(
        request, "demo/home.html", {"accounts": shown_accounts(), "mails": latest_mails()}
    )


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Each component of the design system, alive."""
    return render(request, "demo/style.html", samples())
