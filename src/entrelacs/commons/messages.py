"""One sentence per error code: what happened, what is kept, what to do.

`tests/commons/test_messages.py` refuses a code without a sentence.
"""

from django.utils.translation import gettext_lazy as _

from entrelacs.errors import EntrelacsError

SENTENCES = {
    "foreign-row": _("This belongs to another programme. Nothing was changed."),
    "programme-needs-two-poles": _(
        "A programme bridges exactly two worlds: mark two of them as poles, not %(found)s."
    ),
    "journal-append-only": _("The journal can only be added to. Nothing was changed."),
    "import-already-undone": _("This import has already been undone. Nothing was changed."),
    "consent-text-missing": _(
        "No consent text is written for this use yet: the choice was not saved. "
        "Ask the organiser to write it."
    ),
    "organization-spelling-taken": _(
        "“%(name)s” is already another spelling of “%(organization)s”. Nothing was changed."
    ),
    "organization-siret-taken": _(
        "SIRET %(siret)s is already that of “%(organization)s”. Nothing was changed: "
        "merge the two structures if they are the same."
    ),
    "organization-parent-ring": _(
        "“%(organization)s” cannot depend on “%(parent)s”, which depends on it."
    ),
    "person-already-there": _(
        "%(name)s is already in the list. Nobody was added: open the existing record to complete it."
    ),
    "person-nameless": _("Give at least a first name or a last name."),
    "role-needs-mail": _("%(name)s needs a mail address to receive a role and sign in."),
    "last-owner": _("A programme keeps at least one owner: name another one first."),
}


def sentence_for(error: EntrelacsError) -> str:
    """What to tell people; an unknown code says so instead of staying silent."""
    sentence = SENTENCES.get(error.code)
    if sentence is None:
        return str(
            _("Something went wrong (%(code)s). Nothing was changed.") % {"code": error.code}
        )
    return str(sentence) % error.details if error.details else str(sentence)
