"""One sentence per error code: what happened, what is kept, what to do.

`tests/commons/test_messages.py` refuses a code without a sentence.
"""

from django.utils.translation import gettext_lazy as _

from entrelacs.commons.file_sentences import FILE_SENTENCES
from entrelacs.errors import EntrelacsError

SENTENCES = {
    **{code: _(sentence) for code, sentence in FILE_SENTENCES.items()},
    "mail-not-sent": _(
        "The mail with the code could not be sent. Nothing is lost: try again in a few minutes, "
        "and tell your organiser if it goes on."
    ),
    "mailing-already-sent": _(
        "This message was already sent, to %(people)s people: nobody receives it twice."
    ),
    "mailing-changed": _(
        "Someone changed this message while you were reading it. Nothing was sent: read it again."
    ),
    "mailing-grew": _(
        "The button said %(announced)s people, and there are %(now)s now. Nothing was sent: read the "
        "list again, then press once more."
    ),
    "mailing-in-rehearsal": _(
        "The people of a rehearsal are invented. Nothing was sent: everything else works as on the day."
    ),
    "mailing-kind-unknown": _("No message of the kind “%(kind)s” exists. Nothing was written."),
    "mailing-placeholder-unknown": _(
        "Nothing replaces “%(word)s”: everyone would read it as it is. Use one of %(known)s, or take "
        "the brackets off."
    ),
    "mailing-to-nobody": _(
        "Nobody would receive this message. Nothing was sent: choose other people, or complete their "
        "mail addresses."
    ),
    "mailing-too-late": _(
        "The meeting is over or closed. Nothing was sent: write a free message instead."
    ),
    "mailing-trial-without-address": _(
        "Your own record has no mail address: no trial could be sent to you."
    ),
    "reminder-usual": _(
        "This reminder is one of the usual ones. It was kept: turn it off instead."
    ),
    "mail-gone": _("It is too late to cancel this mail. Nothing was changed."),
    "mail-not-to-resend": _(
        "This mail is not one to send again: only those that failed, came back, or perhaps left are. "
        "Nothing was changed."
    ),
    "mail-not-doubtful": _("Nobody doubts what became of this mail. Nothing was changed."),
    "mail-never-left": _("This mail was not sent: it cannot have come back. Nothing was changed."),
    "mail-emptied": _(
        "This mail is more than a year old: its words were forgotten. Write a new one."
    ),
    "mail-not-an-address": _(
        "“%(value)s” is not a mail address. Nothing was sent: correct it, then try again."
    ),
    "foreign-row": _("This belongs to another programme. Nothing was changed."),
    "programme-needs-two-poles": _(
        "A programme bridges exactly two worlds: mark two of them as poles, not %(found)s."
    ),
    "programme-exists": _("A programme named “%(name)s” is already there. Nothing was changed."),
    "programme-owner-without-mail": _(
        "“%(mail)s” is not a mail address: the owner could not sign in. Nothing was changed."
    ),
    "journal-append-only": _("The journal can only be added to. Nothing was changed."),
    "import-already-undone": _("This import has already been undone. Nothing was changed."),
    "import-settled": _(
        "This import belongs to a meeting that is closed. Nothing was changed: open the meeting "
        "again first."
    ),
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
    "organization-same": _("“%(organization)s” cannot be merged with itself. Nothing was changed."),
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
    "theme-label-taken": _(
        "“%(typology)s” already has a category named “%(label)s”. Nothing was changed: give this "
        "one another name."
    ),
    "trial-needs-mail": _(
        "Your own record has no mail address: no trial message was written. Ask an organiser to "
        "add one."
    ),
    "not-a-rehearsal": _("“%(gathering)s” is a real meeting, not a rehearsal. Nothing was erased."),
    "rehearsal-of-a-rehearsal": _(
        "“%(gathering)s” is already a rehearsal. Nothing was prepared: start from the real meeting."
    ),
    "gathering-ends-before-it-begins": _(
        "The meeting would end at %(ends_at)s, before it begins at %(starts_at)s. "
        "Nothing was changed: correct the hours."
    ),
    "registration-closed": _(
        "Registration for “%(gathering)s” has just closed. You were not registered: write to the "
        "organiser if you wish to come all the same."
    ),
    "seat-offer-not-waiting": _(
        "%(name)s no longer waits, or holds an offer already. Nothing was changed: look at the "
        "list again."
    ),
    "seat-offer-too-late": _(
        "“%(gathering)s” has begun or is closed: no seat can be offered any more. Nothing was "
        "changed."
    ),
    "list-settled": _(
        "This list was already added, or dropped. Nothing was changed: open the list of people to see it."
    ),
    "list-changed": _(
        "The list, or the programme, is no longer as it was shown. Nothing was added: check again."
    ),
    "list-emptied": _(
        "This list was emptied meanwhile: someone was erased, or it was thirty days old. "
        "Nothing was added: send it again."
    ),
    "gathering-closed": _(
        "“%(gathering)s” is closed: its list of people no longer changes. Nothing was changed."
    ),
    "arrival-unreadable": _(
        "This gesture could not be read. It was not recorded: search the person by name again."
    ),
    "arrival-token-false": _(
        "This code was not made by this site. Nobody was marked as arrived: search by name."
    ),
    "arrival-token-replaced": _(
        "%(name)s received a newer code, which replaces this one. Nothing was recorded: check who "
        "it is, then search by name."
    ),
    "arrival-token-elsewhere": _(
        "This code is not that of someone on the list of this meeting. Nothing was recorded: "
        "search by name, or add them as someone who came without registering."
    ),
    "arrival-person-gone": _(
        "This person was taken off the list meanwhile. The arrival was not recorded: if they are "
        "here, add them as someone who came without registering."
    ),
    "arrival-already-listed": _(
        "%(name)s is on the list already, with this structure. Nobody was added: mark them as "
        "arrived, or change the name if it is someone else."
    ),
    "role-needs-mail": _("%(name)s needs a mail address to receive a role and sign in."),
    "last-owner": _("A programme keeps at least one owner: name another one first."),
    "note-empty": _("Write the idea first: one sentence is enough."),
    "note-too-long": _(
        "This note is too long (%(length)s characters, %(longest)s at most). "
        "It was not stored: write one idea per note."
    ),
    "notes-closed": _("“%(gathering)s” is closed: notes no longer change. Nothing was stored."),
    "note-key-taken": _("Another note was already sent under this key. Nothing was replaced."),
    "lead-same": _("“%(title)s” cannot be brought into itself. Nothing was changed."),
    "lead-already-merged": _(
        "“%(title)s” is already brought into another lead. Nothing was changed: "
        "let it stand by itself again first."
    ),
    "lead-not-merged": _("“%(title)s” already stands by itself. Nothing was changed."),
    "lead-other-gathering": _("“%(title)s” belongs to another meeting. Nothing was changed."),
    "lead-gone": _("“%(title)s” was removed meanwhile. Nothing was changed: read the list again."),
    "lead-untitled": _("Give the lead a title: a few words are enough."),
    "lead-is-followed": _(
        "Someone follows “%(title)s”: it was not removed. Say it is given up at the Follow up step."
    ),
    "synthesis-line-empty": _("Write the sentence first. Nothing was saved."),
    "synthesis-line-other-gathering": _(
        "This note belongs to another meeting. Nothing was changed."
    ),
    "synthesis-idea-unknown": _(
        "This idea changed or went away meanwhile. Nothing was changed: read the list again."
    ),
    "report-untitled": _("Give the report a title. Nothing was saved."),
    "report-not-published": _("“%(title)s” is not published. Nothing was changed."),
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
    "seating-changed": _(
        "%(by)s saved another plan meanwhile (version %(version)s). Your change was not applied: "
        "see what differs, then ask for it again if it still makes sense."
    ),
    "seating-frozen": _("“%(gathering)s” is closed: who sat where no longer changes."),
    "seating-nobody": _(
        "There is nobody to seat among %(base)s. Add people at the step before, or start from the "
        "others."
    ),
    "seating-too-few-guests": _(
        "These tables need at least %(needed)s people, and %(found)s come. Lay fewer tables."
    ),
    "seating-too-many-guests": _(
        "%(found)s people for %(seats)s seats: lay one more table or make tables larger. "
        "The plan was not changed."
    ),
    "seating-no-sizes-fit": _(
        "%(found)s people cannot be cut into tables of %(smallest)s to %(largest)s. "
        "Choose the tables yourself."
    ),
    "seating-impossible-table-sizes": _("These table sizes contradict each other."),
    "seating-locked-table-full": _(
        "%(locked)s people are locked at table %(table)s, which has %(seats)s seats. "
        "Unlock someone or make it larger."
    ),
    "seating-unknown-guest": _("Someone is locked in place who does not come. Unlock their seat."),
    "seating-unknown-table": _("Someone is locked at table %(table)s, which is not there."),
    "seating-duplicate-guest": _("Someone comes twice in the list. Merge the two records first."),
    "seating-duplicate-table": _("Table %(table)s comes twice."),
    "seating-guest-not-seated": _("This person has no seat in this plan."),
    "seating-locked-twice": _(
        "Someone is locked at two tables in one round (%(tables)s). Unlock one of the two seats."
    ),
    "seating-unknown-criterion": _(
        "The order of criteria must name each of them once. The plan was not changed."
    ),
    "seating-not-compiled": _(
        "The fast search asked for is not installed (%(needs)s). The plan was not changed."
    ),
    "seating-matrix-not-square": _(
        "Row %(row)s of the distances has %(found)s numbers for %(needed)s elements. Correct it."
    ),
    "seating-distance-not-finite": _(
        "The distance between %(first)s and %(second)s is not a number that counts. Correct it."
    ),
    "seating-impossible-group-size": _(
        "Group %(group)s should hold %(least)s to %(most)s elements: no number fits. Correct it."
    ),
    "seating-groups-cannot-hold": _(
        "%(found)s elements for groups that hold %(least)s to %(most)s of them. Correct the sizes."
    ),
    "seating-contradiction": _(
        "The wishes and the seats locked exclude one another. The plan was not changed: take one "
        "away."
    ),
    "seating-no-seat-left": _(
        "No table has a seat left for this person. Open a table, or make one larger."
    ),
    "seat-already": _("%(name)s already has a seat in round %(round)s. The plan was not changed."),
    "seat-none-left": _(
        "%(name)s cannot be seated: no table has a seat left. Open a table, or make one larger."
    ),
    "seat-no-such-round": _(
        "Round %(round)s is not one this person attends. The plan was not changed."
    ),
    "round-played": _(
        "Round %(round)s took place: it is no longer composed. Say that it did not, or change seats "
        "one by one."
    ),
    "repair-gone": _(
        "Someone came or left meanwhile: this repair is no longer offered. The plan was not changed: "
        "look at the repairs again."
    ),
    "wish-too-few": _("A wish is about two people at least. Nothing was changed: name them all."),
    "composition-wrong": _(
        "These settings contradict one another: 1 to %(rounds)s rounds, no fewer than those that took "
        "place (%(played)s), and tables of %(smallest)s to %(largest)s. Nothing was changed."
    ),
    "search-under-way": _(
        "A search is already under way for “%(gathering)s”. Stop it first, or wait for it."
    ),
    "host-elsewhere": _(
        "%(name)s already has a role at table %(table)s. Nothing was changed: one person, one table."
    ),
    "table-last": _(
        "Table %(table)s is the last one in use. Nothing was changed: open another one first."
    ),
    "seat-locked": _("%(name)s is locked in place. Unlock the seat first."),
    "seat-missing": _("%(name)s has no seat in this plan."),
    "seat-not-expected": _("%(name)s is not expected: nobody is seated who does not come."),
    "table-full": _(
        "Table %(table)s is full (%(seats)s seats). Exchange with someone, or make it larger."
    ),
    "table-put-away": _("Table %(table)s is no longer in use. Choose another one."),
    "tables-changed": _(
        "The tables of “%(gathering)s” changed while people were being seated. Compose again."
    ),
    "seating-guests-changed": _(
        "The list of “%(gathering)s” changed while people were being seated. The plan was not "
        "changed: compose again."
    ),
    "tables-wrong-sizes": _("Lay 1 to %(most)s tables of %(smallest)s to %(largest)s seats."),
    "report-prompt-unknown": _(
        "The report cannot be laid out: “%(letters)s” answers no prompt of this meeting."
    ),
    "report-reference-repeated": _(
        "The report cannot be laid out: these references each name two contributions "
        "(%(references)s)."
    ),
    "report-reference-unknown": _(
        "“%(line)s” cites contributions that no table holds (%(references)s). "
        "Take them off this line, or bring them back to their table."
    ),
    "report-format-unknown": _(
        "No report is written in “%(format)s”. Choose one of the formats offered."
    ),
    "report-picture-unreadable": _(
        "This picture cannot be read: %(picture)s. Choose it again, as an SVG, PNG or JPEG file."
    ),
    "report-template-fault": _("This Word template cannot be used. It was not kept."),
    "report-template-too-big": _(
        "This template weighs %(size)s MB, more than the %(most)s MB accepted. It was not kept: "
        "take out its large pictures and try again."
    ),
    "report-template-not-word": _(
        "This file is not a Word document. The template was not kept: save it again from Word or "
        "LibreOffice, as .docx."
    ),
    "report-template-unsafe": _(
        "This file holds what no Word document needs (%(part)s). The template was not kept: "
        "save it again from Word or LibreOffice, as .docx."
    ),
    "report-template-unreadable": _(
        "Paragraph %(line)s of the template cannot be understood: “%(near)s”. It was not kept: "
        "check its braces, and that each {%% if … %%} is closed by {%% endif %%}."
    ),
    "report-template-unknown-placeholder": _(
        "Paragraph %(line)s of the template asks for “%(placeholder)s”, which does not exist: "
        "“%(near)s”. It was not kept: use one of %(known)s."
    ),
    "report-template-forbidden": _(
        "The template asks for more than a text. It was not kept: "
        "keep only the words of the guide between braces."
    ),
    "report-template-not-filled": _(
        "The template could not be filled. It was not kept: "
        "keep only the words of the guide between braces."
    ),
    "report-template-content-missing": _(
        "The template does not say where the report goes. It was not kept: "
        "type {{ contenu }} alone in a paragraph."
    ),
    "report-template-content-repeated": _(
        "The template asks for {{ contenu }} several times. It was not kept: leave only one."
    ),
    "report-template-content-misplaced": _(
        "The template asks for {{ contenu }} in a header, a footer or a note: “%(near)s”. "
        "It was not kept: move it into the page."
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
