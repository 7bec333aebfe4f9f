"""Who agreed, read through the same subquery as a report reads it."""

from entrelacs.commons.consent.models import Use
from entrelacs.commons.consent.queries import word_on
from entrelacs.commons.people.models import Person


def people_who_agreed(use: Use) -> set[int]:
    agreed = Person.objects.annotate(word=word_on(use, "pk")).filter(word=True)
    return set(agreed.values_list("pk", flat=True))
