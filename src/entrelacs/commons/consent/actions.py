from django.db import models, transaction

from entrelacs.commons.consent.models import Channel, Consent, ConsentText, Use
from entrelacs.commons.consent.queries import consents_of
from entrelacs.commons.journal.actions import record
from entrelacs.commons.programmes.models import Programme
from entrelacs.errors import EntrelacsError


class NoConsentText(EntrelacsError):
    code = "consent-text-missing"


@transaction.atomic
def write_consent_text(
    *, actor: models.Model | None, programme: Programme, use: Use, text: str
) -> ConsentText:
    """Write what people agree to; other words are a new version, what was agreed to stays."""
    last = ConsentText.objects.filter(use=use).order_by("-version").first()
    if last is not None and last.text == text.strip():
        return last
    written = ConsentText.objects.create(
        programme=programme,
        use=use,
        version=last.version + 1 if last else 1,
        text=text.strip(),
    )
    record(actor=actor, event="consent.text-written", subject=written, use=str(use))
    return written


@transaction.atomic
def record_consent(
    *,
    actor: models.Model | None,
    person: models.Model,
    use: Use,
    given: bool,
    channel: Channel = Channel.PERSONAL_PAGE,
) -> Consent:
    """Add a line to the ledger; saying again what already stands adds nothing.

    Agreeing again once the words have changed is agreeing to the new words: that is a line.
    """
    standing = consents_of(person).get(use)
    text = ConsentText.objects.filter(use=use).order_by("-version").first()
    if text is None:
        raise NoConsentText(use=use)
    if (
        standing is not None
        and standing.given is given
        and (not given or standing.text_id == text.pk)
    ):
        return standing
    line = Consent.objects.create(
        programme_id=person.programme_id,
        person=person,
        text=text,
        use=use,
        given=given,
        channel=channel,
    )
    event = "consent.given" if given else "consent.withdrawn"
    record(actor=actor, event=event, subject=line, use=str(use), version=text.version)
    return line
