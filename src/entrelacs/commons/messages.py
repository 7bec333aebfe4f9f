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
    "siret-invalid": _(
        "“%(value)s” is not a SIRET. It was not saved: copy its 14 digits again, "
        "from an invoice or from the official directory of companies."
    ),
    "rna-invalid": _(
        "“%(value)s” is not an RNA number. It was not saved: it is the letter W "
        "followed by nine characters, on the receipt from the prefecture."
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
    "territory-unknown": _(
        "No territory answers to “%(code)s”. Type the name of the town, or its INSEE code."
    ),
    "territory-ambiguous": _(
        "Several territories answer to “%(text)s”: choose one, with its department."
    ),
    "person-already-there": _(
        "%(name)s is already in the list. Nobody was added: open the existing record to complete it."
    ),
    "person-nameless": _("Give at least a first name or a last name."),
    "gathering-ends-before-it-begins": _(
        "The meeting would end at %(ends_at)s, before it begins at %(starts_at)s. "
        "Nothing was changed: correct the hours."
    ),
    "gathering-closed": _(
        "“%(gathering)s” is closed: its list of people no longer changes. Nothing was changed."
    ),
    "role-needs-mail": _("%(name)s needs a mail address to receive a role and sign in."),
    "last-owner": _("A programme keeps at least one owner: name another one first."),
    "backup-not-written": _("%(path)s cannot be written (%(reason)s). No backup was made."),
    "backup-name-taken": _(
        "%(path)s already exists. Choose another name: a backup never replaces a file."
    ),
    "backup-unreadable": _("%(path)s cannot be read (%(reason)s)."),
    "backup-damaged": _(
        "%(path)s is damaged or incomplete (%(part)s). Nothing was restored: use another backup."
    ),
    "backup-foreign": _("%(path)s is not an Entrelacs backup. Nothing was restored."),
    "backup-too-new": _(
        "%(path)s comes from Entrelacs %(theirs)s, newer than this one (%(ours)s). "
        "Nothing was restored: upgrade first."
    ),
    "backup-too-old": _(
        "%(path)s comes from Entrelacs %(theirs)s, older than this one (%(ours)s). "
        "Nothing was restored: restore it with version %(theirs)s, then upgrade."
    ),
    "backup-database-not-empty": _(
        "The database already holds data (%(tables)s). Nothing was changed: add --force to replace it."
    ),
    "backup-restored-differs": _(
        "What was restored differs from the backup (%(part)s). Everything was put back as it was."
    ),
}


def sentence_for(error: EntrelacsError) -> str:
    """What to tell people; an unknown code says so instead of staying silent."""
    sentence = SENTENCES.get(error.code)
    if sentence is None:
        return str(
            _("Something went wrong (%(code)s). Nothing was changed.") % {"code": error.code}
        )
    return str(sentence) % error.details if error.details else str(sentence)
