import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.actions import send_mailing
from entrelacs.act.mailings.errors import (
    MailingAlreadySent,
    MailingChanged,
    MailingGrew,
    MailingInRehearsal,
    MailingToNobody,
    TrialWithoutAddress,
)
from entrelacs.act.mailings.kinds import KINDS
from entrelacs.act.mailings.models import Mailing
from entrelacs.act.mailings.queries import mailings_of
from entrelacs.act.mailings.recipients import Recipients, recipients_of
from entrelacs.act.mailings.trial import send_trial
from entrelacs.act.mailings.views.reach import draft_at, frame_of, framed, gathering_at
from entrelacs.act.mailings.writing import Words, write_letter
from entrelacs.commons.access.permissions import requires
from entrelacs.commons.mail.actions import Letter
from entrelacs.commons.messages import sentence_for

LONGEST_NUMBER = 7


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The letter of one recipient, and where they stand among the others."""

    registration: Registration
    letter: Letter
    number: int
    previous: int | None
    next: int | None


@require_safe
@requires("act.invite")
def mailing(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The exact mail of one person after the other, who is left out and why; then the button."""
    gathering = gathering_at(slug)
    if mailings_of(gathering).filter(pk=pk, state=Mailing.State.SENT).exists():
        messages.info(request, _("This message was sent: here is what came of it."))
        return redirect("act:invite_messages", slug=slug)
    draft = draft_at(slug, pk)
    recipients = recipients_of(draft)
    context = {
        "gathering": draft.gathering,
        "mailing": draft,
        "kind": KINDS[draft.kind],
        "recipients": recipients,
        "count": len(recipients.people),
        "shown": _shown(request, draft, recipients) if recipients.people else None,
        "read_at": draft.changed_at.isoformat(),
        "sender": draft.gathering.programme.organizer or draft.gathering.programme.name,
    }
    return render(request, "act/mailings/preview.html", context)


@require_safe
@requires("act.invite")
@framed
def mailing_html(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    draft = draft_at(slug, pk)
    recipients = recipients_of(draft)
    if not recipients.people:
        raise Http404
    return frame_of(_shown(request, draft, recipients).letter.html)


@require_POST
@requires("act.invite")
def mailing_trial(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send the letter one looks at to oneself."""
    draft = draft_at(slug, pk)
    people = recipients_of(draft).people
    number = _number(request.POST.get("n", ""), len(people))
    try:
        if not people:
            raise MailingToNobody
        mail = send_trial(actor=request.member, mailing=draft, registration=people[number - 1])
    except (MailingToNobody, TrialWithoutAddress) as fault:
        messages.error(request, sentence_for(fault))
    else:
        messages.success(request, _("The trial goes to %(address)s.") % {"address": mail.to})
    return redirect("act:invite_mailing", slug=slug, pk=pk)


@require_POST
@requires("act.invite")
def mailing_send(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write to everyone, once: whoever presses second is told so."""
    gathering = gathering_at(slug)
    found = mailings_of(gathering).filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        count = send_mailing(
            actor=request.member,
            mailing=found,
            read_at=_moment(request.POST.get("read_at", "")),
            announced=_count(request.POST.get("count", "")),
        )
    except MailingAlreadySent as fault:
        messages.info(request, sentence_for(fault))
    except (MailingChanged, MailingGrew, MailingInRehearsal, MailingToNobody) as fault:
        messages.warning(request, sentence_for(fault))
        return redirect("act:invite_mailing", slug=slug, pk=pk)
    else:
        words = ngettext(
            "%(count)s message is in the outbox.", "%(count)s messages are in the outbox.", count
        )
        messages.success(request, words % {"count": count})
    return redirect("act:invite_messages", slug=slug)


def _shown(request: HttpRequest, draft: Mailing, recipients: Recipients) -> Shown:
    total = len(recipients.people)
    number = _number(request.GET.get("n", ""), total)
    registration = recipients.people[number - 1]
    kind = KINDS[draft.kind]
    letter = write_letter(
        kind=kind,
        registration=registration,
        key="preview",
        words=Words(subject=draft.subject, text=draft.text),
        gathered=kind.gather(draft.gathering),
    )
    return Shown(
        registration=registration,
        letter=letter,
        number=number,
        previous=number - 1 if number > 1 else None,
        next=number + 1 if number < total else None,
    )


def _number(given: str, total: int) -> int:
    """Which recipient, from 1; someone may have left the audience since the page was shown."""
    return min(max(int(given), 1), max(total, 1)) if _is_number(given) else 1


def _count(given: str) -> int:
    if not _is_number(given):
        raise Http404
    return int(given)


def _is_number(given: str) -> bool:
    return given.isdecimal() and len(given) < LONGEST_NUMBER


def _moment(given: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(given)
    except ValueError as error:
        raise Http404 from error
