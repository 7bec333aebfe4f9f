from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from entrelacs.commons.territories.models import TerritoryKind
from entrelacs.commons.territories.queries import search_territories


@require_GET
def territory_list(request: HttpRequest) -> JsonResponse:
    """What a field suggests while a person types the name of a place.

    Open to anyone: the official geographic code is public, and public forms ask for a commune.
    """
    kinds = [kind for kind in request.GET.getlist("kind") if kind in TerritoryKind.values]
    found = search_territories(request.GET.get("q", ""), kinds=kinds or None)
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
