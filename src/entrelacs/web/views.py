from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from entrelacs.share.reports.queries import published_reports


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public door: what this is, and what was published; members go to their meetings."""
    if request.member is not None:
        return redirect("act:gatherings")
    return render(request, "home.html", {"reports": published_reports()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html", {"contact": settings.CONTACT})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html", {"contact": settings.CONTACT})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell apart the wrong role and no role at all: the latter cannot be mended by going elsewhere."""
    without_role = request.user.is_authenticated and request.member is None
    return render(request, "no_role.html" if without_role else "403.html", status=403)
