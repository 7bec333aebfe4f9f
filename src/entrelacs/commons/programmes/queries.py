from django.db.models import QuerySet

from entrelacs.commons.programmes.models import World


def worlds() -> QuerySet[World]:
    """The worlds of the programme in scope, in their order."""
    return World.objects.all()


def poles() -> QuerySet[World]:
    """The two worlds this programme wants to bridge."""
    return World.objects.filter(is_pole=True)
