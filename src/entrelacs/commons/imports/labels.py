"""What was imported, in words."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "guests": _("List of people"),
    "notes": _("Table notes"),
    "rehearsal": _("Rehearsal"),
}
