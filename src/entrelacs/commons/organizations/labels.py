"""Why two names may be one structure, in words."""

from django.utils.translation import gettext_lazy as _

from entrelacs.commons.organizations.spelling import Likeness, Reason

REASONS = {
    Reason.SPELLING: _("Same name but for accents, capitals or legal form."),
    Reason.DEPARTMENT: _("Both name the council of department %(detail)s."),
    Reason.ACRONYM: _("%(detail)s is written in full in one of them."),
    Reason.TYPING: _("Same name but for a letter, a space or the order of words."),
}


def reason_of(likeness: Likeness) -> str:
    return str(REASONS[likeness.reason] % {"detail": likeness.detail})
