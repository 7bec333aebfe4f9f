"""How the pages reach what they show: by queries only, so that what one may not see is a 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.gatherings.queries import gatherings
from entrelacs.act.leads.models import Lead
from entrelacs.act.leads.queries import leads_of
from entrelacs.act.notes.models import Contribution
from entrelacs.act.notes.queries import contributions_of
from entrelacs.commons.themes.models import Theme
from entrelacs.commons.themes.queries import themes_of


def gathering_at(slug: str) -> Gathering:
    return get_object_or_404(gatherings().select_related("typology"), slug=slug)


def lead_at(gathering: Gathering, pk: int | str) -> Lead:
    if not str(pk).isdecimal():
        raise Http404
    return get_object_or_404(leads_of(gathering), pk=pk)


def theme_at(gathering: Gathering, pk: str | None) -> Theme | None:
    if not pk:
        return None
    if not pk.isdecimal():
        raise Http404
    return get_object_or_404(themes_of(gathering.typology), pk=pk)


def notes_among(gathering: Gathering, keys: list[str]) -> list[Contribution]:
    wanted = [int(key) for key in keys if key.isdecimal()]
    return list(contributions_of(gathering).filter(pk__in=wanted))
