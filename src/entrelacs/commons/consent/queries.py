from django.db import models

from entrelacs.commons.consent.models import Consent, ConsentText, Use


def word_on(use: Use, person: str) -> models.Subquery:
    """The latest word on this use of whoever the outer row points to: yes, no, or nothing."""
    lines = Consent.objects.filter(use=use, person=models.OuterRef(person))
    return models.Subquery(lines.order_by("-at", "-pk").values("given")[:1])


def consents_of(person: models.Model) -> dict[str, Consent]:
    """The latest line for each use, by use; a use never answered is absent."""
    lines = Consent.objects.filter(person=person).select_related("text").order_by("at", "pk")
    return {line.use: line for line in lines}


def current_texts() -> dict[str, ConsentText]:
    """The latest version of each text, by use."""
    return {text.use: text for text in ConsentText.objects.order_by("use", "version")}


def versions_by_use() -> dict[str, list[ConsentText]]:
    """Every version of each text, the one in force first."""
    versions: dict[str, list[ConsentText]] = {}
    for text in ConsentText.objects.order_by("use", "-version"):
        versions.setdefault(text.use, []).append(text)
    return versions


def count_by_use() -> dict[str, int]:
    """How many people's latest word on each use is yes."""
    latest: dict[tuple[str, int], bool] = {}
    for use, person, given in Consent.objects.order_by("at", "pk").values_list(
        "use", "person_id", "given"
    ):
        latest[use, person] = given
    counts: dict[str, int] = {}
    for (use, _person), given in latest.items():
        counts[use] = counts.get(use, 0) + given
    return counts
