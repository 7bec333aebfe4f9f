from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from entrelacs.commons.access.permissions import requires
from entrelacs.commons.territories.queries import search_territories


@require_GET
@requires("commons.view_programme")
def territory_list(request: HttpRequest) -> JsonResponse:
    """What a field suggests while a person types the name of a place."""
    found = search_territories(request.GET.get("q", ""))
    suggestions = [
        {
            "code": territory.code,
            "kind": territory.kind,
            "label": territory.label,
            "kind_label": territory.get_kind_display(),
        }
        for territory in found
    ]
    return JsonResponse(suggestions, safe=False)
