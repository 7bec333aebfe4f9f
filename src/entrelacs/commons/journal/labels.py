"""What was done, in words that follow the name of whoever did it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.journal.models import JournalEntry

EVENTS: dict[str, Any] = {
    "admission.set": _("changed how people register for a meeting"),
    "arrivals.recorded": _("noted arrivals at the door (gestures: %(gestures)s)"),
    "composition.played": _("said how many rounds took place"),
    "composition.set": _("changed what is asked of the tables"),
    "consent.given": _("agreed to one use of their name"),
    "consent.text-written": _("wrote a new consent text"),
    "consent.withdrawn": _("withdrew their agreement to one use of their name"),
    "cycle.added": _("opened a cycle of meetings"),
    "gathering.closed": _("closed a meeting"),
    "gathering.created": _("set up a meeting"),
    "gathering.edited": _("changed a meeting"),
    "gathering.reopened": _("opened a meeting again"),
    "gathering.told": _("noted that %(people)s people know of a change already"),
    "guest-list.dropped": _("dropped a list of people that was under way"),
    "guest-list.edited": _("decided of a list of people that is under way"),
    "guest-list.started": _("began to bring a list of people in"),
    "import.guests": _("imported a list of people"),
    "import.notes": _("imported table notes"),
    "import.rehearsal": _("brought in the invented people of a rehearsal"),
    "import.undone": _("undid an import: %(removed)s taken back, %(kept)s kept"),
    "kit.downloaded": _("downloaded the kit of the day"),
    "lead.created": _("wrote a lead"),
    "lead.edited": _("changed a lead"),
    "lead.followed": _("brought a lead up to date"),
    "lead.merged": _("folded one lead into another"),
    "lead.removed": _("removed a lead"),
    "lead.sorted": _("sorted a lead"),
    "lead.source-added": _("tied an idea to a lead"),
    "lead.source-removed": _("untied an idea from a lead"),
    "lead.unmerged": _("took two leads apart again"),
    "mailing.drafted": _("began a message to several people"),
    "mailing.dropped": _("threw the draft of a message away"),
    "mailing.edited": _("changed the draft of a message"),
    "mailing.sent": _("wrote to %(people)s people at once"),
    "mail.bounced": _("noted that a mail came back"),
    "mail.cancelled": _("cancelled a mail"),
    "mail.confirmed": _("confirmed that a mail arrived"),
    "mail.queued": _("wrote a mail"),
    "mail.released": _("sent %(mails)s mails that were drafts"),
    "mail.resent": _("sent a mail again"),
    "note.edited": _("corrected a table's idea"),
    "note.restored": _("brought a table's idea back"),
    "note.starred": _("starred a table's idea"),
    "note.taken": _("noted a table's idea"),
    "note.unstarred": _("took the star off a table's idea"),
    "note.withdrawn": _("withdrew a table's idea"),
    "notes.imported": _("added the notes of tables from a document"),
    "organization.added": _("added a structure"),
    "organization.edited": _("changed a structure"),
    "organization.merged": _("merged two structures"),
    "organization.spelling-added": _("gave a structure another spelling"),
    "person.added": _("added a person"),
    "person.added-several": _("added %(people)s people"),
    "person.edited": _("changed a person's record"),
    "person.erased": _("erased a person at their request"),
    "person.namesake": _(
        "registered a namesake of someone of the same structure: they may be one person"
    ),
    "preflight.clock-compared": _("compared a device's clock with the server's"),
    "preflight.codes-printed": _("said that the codes of the tables are printed"),
    "preflight.phone-reached": _("reached the site from a phone, for the pre-flight"),
    "prompt.reworded": _("reworded a question asked of the tables"),
    "registration.added": _("put someone on the list of a meeting"),
    "registration.answered": _("noted whether someone is coming"),
    "registration.asked-again": _("asked for a seat again after an offer ran out"),
    "registration.imported": _("added %(people)s people to a meeting from a list"),
    "registration.known-mail": _(
        "registered with a mail address the programme knew already: nothing was changed"
    ),
    "registration.link-renewed": _("renewed a personal link"),
    "registration.needs": _("noted what someone needs"),
    "registration.presence": _("noted who is in the room"),
    "registration.public": _("registered by themselves"),
    "registration.removed": _("took someone off the list of a meeting"),
    "registration.rounds": _("noted which rounds someone attends"),
    "rehearsal.erased": _("erased a rehearsal with its %(people)s invented people"),
    "rehearsal.prepared": _("prepared a rehearsal with %(people)s invented people"),
    "reminder.removed": _("took a reminder away"),
    "reminder.sent": _("wrote the reminder of %(days)s days before to %(people)s people"),
    "reminder.set": _("set a reminder %(days)s days before a meeting"),
    "report.published": _("published a report"),
    "report.template-removed": _("went back to the standard template of reports"),
    "report.template-set": _("set a template for reports"),
    "report.unpublished": _("took a report offline"),
    "report.written": _("wrote in a report"),
    "role.given": _("gave someone a role: %(role)s"),
    "role.taken": _("took a role back: %(role)s"),
    "search.begun": _("began a long search for tables"),
    "search.stopped": _("stopped a long search for tables"),
    "seat.declined": _("refused a seat that was offered"),
    "seat.expired": _("let the offer of a seat run out"),
    "seat.offered": _("offered a freed seat to someone of the waiting list"),
    "seat.taken": _("took a seat that was offered"),
    "seat.withdrawn": _("took back the offer of a seat"),
    "seating.composed": _("composed the tables"),
    "seating.latecomer": _("seated someone who arrived late"),
    "seating.locked": _("locked someone at their table"),
    "seating.moved": _("moved someone to another table"),
    "seating.recorded": _("recorded who sat where"),
    "seating.repaired": _("put a round right after people came or left"),
    "seating.restored": _("brought an earlier composition back"),
    "seating.stood-up": _("took someone away from the tables"),
    "seating.swapped": _("swapped two people"),
    "seating.unlocked": _("let someone move from their table again"),
    "segment.added": _("added a moment to the day"),
    "segment.edited": _("changed a moment of the day"),
    "segment.removed": _("removed a moment of the day"),
    "synthesis.cited": _("cited an idea in the synthesis"),
    "synthesis.kept-apart": _("said that two ideas differ"),
    "synthesis.line-edited": _("changed a line of the synthesis"),
    "synthesis.line-removed": _("removed a line of the synthesis"),
    "synthesis.line-written": _("wrote a line of the synthesis"),
    "synthesis.uncited": _("no longer cites an idea in the synthesis"),
    "table.added": _("added a table"),
    "table.brought-back": _("brought a table back"),
    "table.hosts-named": _("named a facilitator or a scribe"),
    "table.offers-set": _("said what a table offers"),
    "table.put-away": _("closed a table"),
    "tables.set": _("set how many tables there are"),
    "theme.added": _("added a theme"),
    "theme.edited": _("changed a theme"),
    "typology.created": _("created a typology"),
    "wish.added": _("noted a wish about who sits with whom"),
    "wish.removed": _("forgot a wish about who sits with whom"),
}


def sentence_of(entry: JournalEntry) -> str:
    """What was done; an event without words is shown by its code rather than hidden."""
    words = EVENTS.get(entry.event)
    if words is None:
        return entry.event
    text = str(words)
    if "%(" not in text:
        return text
    details = dict(entry.details)
    if details.get("role") in RoleCode.values:
        details["role"] = RoleCode(details["role"]).label
    return text % details
