from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.mailings.forms import AddressForm, ReminderForm
from entrelacs.act.mailings.labels import label_of
from entrelacs.act.mailings.overview import (
    IN_TROUBLE,
    line_of,
    mails_shown,
    planned_reminders,
    tallies_of,
)
from entrelacs.act.mailings.queries import drafts_of, people_to_tell
from entrelacs.act.mailings.telling import skip_telling
from entrelacs.act.mailings.views.reach import frame_of, framed, gathering_at, mail_at
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.csv_export import csv_response
from entrelacs.commons.mail.actions import cancel_mail, confirm_sent, mark_bounced, resend_mail
from entrelacs.commons.mail.errors import NotAnAddress
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.mail.queries import unsent_since
from entrelacs.commons.messages import sentence_for

PER_PAGE = 50
# More than these in trouble and the cause is one: the list below tells the rest.
MOST_TROUBLE = 20
FILTERS = ("q", "kind", "state", "page")


@require_safe
@requires("act.invite")
def mails(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written, to whom, what came of it; and the reminders that leave by themselves."""
    gathering = gathering_at(slug)
    now = timezone.now()
    tallies = tallies_of(gathering)
    trouble = sum(tally.trouble for tally in tallies)
    page = Paginator(_shown(request, gathering), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "gathering": gathering,
        "tallies": tallies,
        "total": sum(tally.total for tally in tallies),
        "trouble_count": trouble,
        "trouble": [line_of(each) for each in _in_trouble(gathering)] if trouble else [],
        "page": page,
        "lines": [line_of(each) for each in page],
        "filter_text": request.GET.get("q", ""),
        "filter_kind": request.GET.get("kind", ""),
        "filter_state": request.GET.get("state", ""),
        "filters": _filters(request.GET),
        "drafts": [(each, label_of(each.kind)) for each in drafts_of(gathering)],
        "people_to_tell": people_to_tell(gathering),
        "unsent_since": unsent_since(now),
        "has_reminders": not (gathering.is_closed or gathering.is_past or gathering.is_rehearsal),
        "reminders": planned_reminders(gathering, now),
        "reminder_form": ReminderForm(),
    }
    return render(request, "act/mailings/mails.html", context)


def _shown(request: HttpRequest, gathering: Gathering) -> Any:
    return mails_shown(
        gathering,
        text=request.GET.get("q", "").replace("\x00", ""),
        kind=request.GET.get("kind", "").replace("\x00", ""),
        state=request.GET.get("state", ""),
    )


def _in_trouble(gathering: Gathering) -> Any:
    return mails_shown(gathering, state="trouble")[:MOST_TROUBLE]


def _filters(given: Any) -> str:
    return urlencode({name: given[name] for name in FILTERS if given.get(name)})


@require_safe
@requires("act.invite")
def export(request: HttpRequest, slug: str) -> HttpResponse:
    gathering = gathering_at(slug)
    header = [
        _("Written on"),
        _("Kind"),
        _("Name"),
        _("Mail address"),
        _("Subject"),
        _("State"),
        _("Sent on"),
    ]
    rows = [
        [
            f"{timezone.localtime(line.mail.created_at):%Y-%m-%d %H:%M}",
            line.kind,
            line.mail.person.full_name if line.mail.person else "",
            line.mail.to,
            line.mail.subject,
            line.mail.get_state_display(),
            f"{timezone.localtime(line.mail.sent_at):%Y-%m-%d %H:%M}" if line.mail.sent_at else "",
        ]
        for line in map(line_of, _shown(request, gathering))
    ]
    return csv_response(f"{slug}-messages.csv", header, rows)


@require_safe
@requires("act.invite")
def mail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One mail as it was written, and what may be done about it."""
    gathering, found = mail_at(slug, pk)
    context = {
        "gathering": gathering,
        "line": line_of(found),
        "mail": found,
        "address_form": AddressForm(initial={"to": found.to}),
        "is_in_trouble": found.state in IN_TROUBLE,
        "may_have_come_back": found.state in {Mail.State.SENT, Mail.State.DOUBTFUL},
    }
    return render(request, "act/mailings/mail.html", context)


@require_safe
@requires("act.invite")
@framed
def mail_html(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _gathering, found = mail_at(slug, pk)
    return frame_of(found.html)


@require_POST
@requires("act.invite")
def mail_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send again, say what is known of a mail, or call it off."""
    _gathering, found = mail_at(slug, pk)
    match request.POST.get("change", ""):
        case "resend":
            try:
                sent = resend_mail(actor=request.member, mail=found, to=request.POST.get("to", ""))
            except NotAnAddress as fault:
                messages.error(request, sentence_for(fault))
                return redirect("act:invite_mail", slug=slug, pk=pk)
            messages.success(request, _("It is sent again to %(address)s.") % {"address": sent.to})
        case "confirm":
            confirm_sent(actor=request.member, mail=found)
            messages.success(request, _("Noted: it was sent."))
        case "bounced":
            mark_bounced(actor=request.member, mail=found)
            messages.success(request, _("Noted: it came back."))
        case "cancel":
            cancel_mail(actor=request.member, mail=found)
            messages.success(request, _("It will not be sent."))
        case _:
            raise Http404
    address = reverse("act:invite_messages", kwargs={"slug": slug})
    query = _filters(request.POST)
    return redirect(f"{address}?{query}" if query else address)


@require_POST
@requires("act.invite")
def told(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone knows of the change already: nobody is written to."""
    count = skip_telling(actor=request.member, gathering=gathering_at(slug))
    words = ngettext(
        "Noted: %(count)s person knows already.", "Noted: %(count)s people know already.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("act:invite_messages", slug=slug)
