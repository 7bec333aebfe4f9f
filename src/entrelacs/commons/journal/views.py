from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrelacs.commons.access.permissions import requires
from entrelacs.commons.csv_export import csv_response
from entrelacs.commons.journal.labels import sentence_of
from entrelacs.commons.journal.queries import latest_entries

LATEST = 100
LATEST_IN_FILE = 10_000


@require_safe
@requires("commons.view_journal")
def journal(request: HttpRequest) -> HttpResponse:
    """Who did what, latest first."""
    entries = [(entry, sentence_of(entry)) for entry in latest_entries()[:LATEST]]
    return render(request, "commons/journal/journal.html", {"entries": entries, "latest": LATEST})


@require_safe
@requires("commons.view_journal")
def journal_export(request: HttpRequest) -> HttpResponse:
    header = [_("When"), _("Who"), _("What"), _("Event"), _("Subject")]
    rows = [
        [
            timezone.localtime(entry.at).isoformat(timespec="seconds"),
            entry.actor or "",
            sentence_of(entry),
            entry.event,
            f"{entry.subject_type} {entry.subject_id}",
        ]
        for entry in latest_entries()[:LATEST_IN_FILE]
    ]
    return csv_response("journal.csv", header, rows)
