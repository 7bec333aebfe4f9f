"""An answer as one says it of someone."""

from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Registration

ANSWERS = {
    Registration.Status.REGISTERED: _("Coming"),
    Registration.Status.INVITED: _("No answer"),
    Registration.Status.WAITING: _("On the waiting list"),
    Registration.Status.DECLINED: _("Not coming"),
}
