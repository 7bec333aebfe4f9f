from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrelacs.commons.access.permissions import requires


@require_safe
@requires("observe.view")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "observe/home.html")
