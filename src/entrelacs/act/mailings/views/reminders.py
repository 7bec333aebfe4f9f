from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrelacs.act.mailings.forms import ReminderForm
from entrelacs.act.mailings.queries import reminders_of
from entrelacs.act.mailings.reminding import remove_reminder, set_reminder
from entrelacs.act.mailings.views.reach import gathering_at
from entrelacs.commons.access.permissions import requires


@require_POST
@requires("act.invite")
def reminder(request: HttpRequest, slug: str) -> HttpResponse:
    """Turn a reminder on or off, change its hour, add one, or take one away."""
    gathering = gathering_at(slug)
    form = ReminderForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, errors[0])
        return redirect("act:invite_messages", slug=slug)
    days = form.cleaned_data["days_before"]
    change = request.POST.get("change", "")
    known = {each.days_before: each for each in reminders_of(gathering)}
    if change == "remove":
        if days in known and known[days].pk:
            remove_reminder(actor=request.member, reminder=known[days])
        messages.success(request, _("This reminder is taken away."))
    else:
        is_on = known[days].is_on if change == "hour" and days in known else change != "off"
        set_reminder(
            actor=request.member,
            gathering=gathering,
            days_before=days,
            at=form.cleaned_data["at"],
            is_on=is_on,
        )
        messages.success(request, _("The reminders are set."))
    return redirect("act:invite_messages", slug=slug)
