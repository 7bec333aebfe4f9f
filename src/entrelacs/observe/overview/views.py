from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrelacs.commons.access.permissions import requires
from entrelacs.observe.overview.queries import SMALLEST_GROUP, overview


@require_safe
@requires("observe.view")
def home(request: HttpRequest) -> HttpResponse:
    """Who the programme brings together, in figures that point at nobody."""
    return render(
        request, "observe/home.html", {"overview": overview(), "smallest": SMALLEST_GROUP}
    )
