from django.db.models import QuerySet

from entrelacs.commons.themes.models import Theme, Typology


def typologies() -> QuerySet[Typology]:
    return Typology.objects.prefetch_related("themes")


def themes_of(typology: Typology | None) -> QuerySet[Theme]:
    return Theme.objects.filter(typology=typology)
