from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.mailings.actions import draft_mailing, drop_mailing, edit_mailing
from entrelacs.act.mailings.forms import MailingForm
from entrelacs.act.mailings.kinds import KINDS, Kind
from entrelacs.act.mailings.models import Audience, Mailing
from entrelacs.act.mailings.placeholders import placeholder_names
from entrelacs.act.mailings.queries import people_to_tell
from entrelacs.act.mailings.views.reach import draft_at, gathering_at
from entrelacs.commons.access.permissions import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.invite")
def mailing_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what to write, then to whom and in which words; what is written becomes a draft."""
    gathering = gathering_at(slug)
    code = request.GET.get("kind", "")
    if not code:
        context = {"gathering": gathering, "kinds": kinds_offered(gathering)}
        return render(request, "act/mailings/kinds.html", context)
    kind = next((each for each in kinds_offered(gathering) if each.code == code), None)
    if kind is None:
        raise Http404
    form = MailingForm(request.POST or None, gathering=gathering, kind=kind, mailing=None)
    if request.method == "POST" and form.is_valid():
        mailing = draft_mailing(
            actor=request.member, gathering=gathering, kind=kind.code, **form.details()
        )
        return redirect("act:invite_mailing", slug=slug, pk=mailing.pk)
    return _compose_page(request, gathering, kind, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("act.invite")
def mailing_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    mailing = draft_at(slug, pk)
    kind = KINDS[mailing.kind]
    form = MailingForm(
        request.POST or None, gathering=mailing.gathering, kind=kind, mailing=mailing
    )
    if request.method == "POST" and form.is_valid():
        edit_mailing(actor=request.member, mailing=mailing, **form.details())
        return redirect("act:invite_mailing", slug=slug, pk=pk)
    return _compose_page(request, mailing.gathering, kind, form, mailing=mailing)


@require_POST
@requires("act.invite")
def mailing_drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    drop_mailing(actor=request.member, mailing=draft_at(slug, pk))
    messages.success(request, _("The draft was thrown away: nobody received it."))
    return redirect("act:invite_messages", slug=slug)


def kinds_offered(gathering: Gathering) -> list[Kind]:
    """What an organiser may send now; a change of date is told when somebody holds another one."""
    is_over = gathering.is_closed or gathering.is_past
    return [
        kind
        for kind in KINDS.values()
        if kind.purpose
        and not (is_over and kind.is_for_before)
        and (kind.usual_audience != Audience.UNAWARE or people_to_tell(gathering))
    ]


def _compose_page(
    request: HttpRequest,
    gathering: Gathering,
    kind: Kind,
    form: MailingForm,
    *,
    mailing: Mailing | None = None,
) -> HttpResponse:
    context = {
        "gathering": gathering,
        "kind": kind,
        "form": form,
        "mailing": mailing,
        "placeholders": placeholder_names() if kind.is_written else [],
        "people": form.everyone,
        "chosen": form.chosen_keys,
    }
    return render(request, "act/mailings/compose.html", context)
