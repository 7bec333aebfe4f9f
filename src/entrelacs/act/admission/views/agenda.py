"""The public meetings of a programme: a page, and a feed that calendars follow."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entrelacs.act.admission.queries import agenda_of, programme_with_agenda, takes_registrations
from entrelacs.act.admission.views.public import calendar_file
from entrelacs.commons.programmes.models import Programme
from entrelacs.commons.site.address import absolute


def _programme(slug: str) -> Programme:
    found = programme_with_agenda(slug)
    if found is None:
        raise Http404
    return found


@require_safe
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """Meetings to come, then those of the past year."""
    programme = _programme(slug)
    doors, today = agenda_of(programme), timezone.localdate()
    feed = absolute(f"/agenda/{slug}.ics")
    cards = [
        {
            "gathering": each.gathering,
            "is_open": takes_registrations(each.admission, each.gathering),
        }
        for each in doors
    ]
    context = {
        "programme_of": programme,
        "coming": [card for card in cards if card["gathering"].day >= today],
        "past": [card for card in reversed(cards) if card["gathering"].day < today],
        # Calendars follow this address by themselves; a plain link only fetches the file once.
        "feed": feed,
        "subscribe": feed.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
    }
    return render(request, "act/admission/agenda.html", context)


@require_safe
def agenda_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    programme = _programme(slug)
    return calendar_file(agenda_of(programme), name=programme.name, filename=slug)
