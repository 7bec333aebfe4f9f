"""The letter of one recipient, sent to whoever is writing it."""

import secrets
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.mailings.errors import TrialWithoutAddress
from entrelacs.act.mailings.kinds import kind_of
from entrelacs.act.mailings.models import Mailing
from entrelacs.act.mailings.writing import Words, cut_subject, write_letter
from entrelacs.commons.mail.actions import queue_mail
from entrelacs.commons.mail.letters import html_of
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.models import Person

# Not a kind of message: nobody but its writer reads it.
TRIAL = "trial"


@transaction.atomic
def send_trial(*, actor: Person, mailing: Mailing, registration: Registration) -> Mail:
    """Put it in the outbox for `actor`, with a word that says whose links it holds."""
    address = actor.email or (actor.account.email if actor.account else "")
    if not address:
        raise TrialWithoutAddress
    kind = kind_of(mailing.kind)
    letter = write_letter(
        kind=kind,
        registration=registration,
        key=f"trial:{mailing.pk}:{secrets.token_hex(8)}",
        words=Words(subject=mailing.subject, text=mailing.text),
        gathered=kind.gather(mailing.gathering),
    )
    with translation.override(settings.LANGUAGE_CODE):
        subject = cut_subject(_("Trial: %(subject)s") % {"subject": letter.subject})
        warning = _(
            "This is a trial: %(name)s would receive what follows. The links are theirs: do not "
            "answer in their place."
        ) % {"name": registration.person.full_name}
        text = f"{warning}\n\n{letter.text}"
        html = html_of(text, title=subject)
    return queue_mail(
        actor=actor,
        programme=mailing.gathering.programme,
        letter=replace(
            letter, to=address, person=actor, kind=TRIAL, subject=subject, text=text, html=html
        ),
    )
