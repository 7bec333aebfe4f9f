"""What was written to the people of Bordeaux, all of it invented: nothing of it ever left."""

from dataclasses import replace

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.mailings.actions import draft_mailing
from entrelacs.act.mailings.kinds import kind_of
from entrelacs.act.mailings.queries import addressees_of
from entrelacs.act.mailings.telling import note_told
from entrelacs.act.mailings.writing import write_letter
from entrelacs.commons.mail.actions import mark_bounced, queue_mail
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.models import Person

# Places in the list of those whose mail came back, or whose address was cut short when it was typed.
CAME_BACK, CUT_SHORT = {17}, {40}
DRAFT = """Bonjour [prénom],

La halle est au bout du quai, à cinq minutes de l’arrêt Berges (tram B). Tout est de plain-pied.

L’accueil ouvre à 13:30 : un café vous attend, et votre table vous sera dite sur place."""


def write_messages(organiser: Person, gathering: Gathering) -> None:
    """A confirmation to each person, two of which went wrong, and a message not sent yet."""
    confirmation = kind_of("confirmation")
    people = list(addressees_of(gathering))
    for place, registration in enumerate(people):
        letter = write_letter(
            kind=confirmation, registration=registration, key=f"confirmation:{registration.pk}"
        )
        if place in CUT_SHORT:
            letter = replace(letter, to=letter.to.partition("@")[0])
        mail = queue_mail(
            actor=organiser,
            programme=gathering.programme,
            letter=letter,
            state=Mail.State.SENT,
        )
        if place in CAME_BACK:
            mark_bounced(actor=organiser, mail=mail, answer="550 5.1.1 adresse inconnue")
    note_told(gathering=gathering, registrations=people)
    draft_mailing(
        actor=organiser,
        gathering=gathering,
        kind="free",
        subject="Venir à la Halle des Berges",
        text=DRAFT,
    )
