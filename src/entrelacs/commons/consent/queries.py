from collections.abc import Iterable

from django.db import models

from entrelacs.commons.consent.models import Consent, ConsentText, Use


def people_consenting(use: Use, people: Iterable[models.Model] | None = None) -> set[int]:
    """Keys of those whose latest word on this use is yes."""
    lines = Consent.objects.filter(use=use).order_by("person_id", "at", "pk")
    if people is not None:
        lines = lines.filter(person__in=people)
    latest = dict(lines.values_list("person_id", "given"))
    return {person for person, given in latest.items() if given}


def consents_of(person: models.Model) -> dict[str, Consent]:
    """The latest line for each use, by use; a use never answered is absent."""
    lines = Consent.objects.filter(person=person).select_related("text").order_by("at", "pk")
    return {line.use: line for line in lines}


def current_texts() -> dict[str, ConsentText]:
    """The latest version of each text, by use."""
    return {text.use: text for text in ConsentText.objects.order_by("use", "version")}
