"""Where the work of a meeting stands, in words."""

from django.utils.translation import gettext_lazy as _

STEP_LABELS = {
    "invite": _("Invitations under way"),
    "compose": _("Tables being composed"),
    "run": _("Ready for the day"),
    "synthesize": _("Ideas being sorted"),
    "follow": _("Leads being followed"),
}
