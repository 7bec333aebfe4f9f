"""Who plays in a rehearsal, and what of them goes with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.gatherings.queries import registrations_of
from entrelacs.commons.consent.models import Consent
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World

# How a rehearsal is called among the imports: what it brought can be taken back at once.
REHEARSAL = "rehearsal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What an invented person takes from a real one: their worlds, and who their colleagues are."""

    worlds: tuple[World, ...]
    structure: int | None


def guests_to_play(gathering: Gathering) -> list[Part]:
    """One part for each person expected."""
    parts = []
    for registration in registrations_of(gathering).exclude(status__in=Registration.NOT_EXPECTED):
        person = registration.person
        if person is None:
            continue
        structures = [affiliation.organization_id for affiliation in person.affiliations.all()]
        parts.append(
            Part(worlds=tuple(person.worlds.all()), structure=next(iter(structures), None))
        )
    return parts


def rehearsal_batch(gathering: Gathering) -> ImportBatch | None:
    """What preparing this rehearsal brought in."""
    return ImportBatch.objects.filter(kind=REHEARSAL, filename=gathering.slug).first()


def people_of_rehearsal(gathering: Gathering, batch: ImportBatch | None) -> list[Person]:
    """The invented ones, and those typed in since; not one who is on another list, or a member."""
    invented = batch.created.get("commons.person", []) if batch else []
    listed = Registration.objects.filter(gathering=gathering, person__isnull=False)
    elsewhere = Registration.objects.exclude(gathering=gathering).filter(person__isnull=False)
    return list(
        Person.objects.filter(
            Q(pk__in=invented)
            | Q(pk__in=listed.values("person"), created_at__gte=gathering.created_at)
        )
        .filter(account=None)
        .exclude(pk__in=elsewhere.values("person"))
        .order_by("pk")
    )


def rows_left_by(people: Sequence[Person], gathering: Gathering) -> Iterator[Model]:
    """What the rehearsal left about its people outside of the gathering itself."""
    yield from Consent.objects.filter(person__in=people).order_by("pk")
    yield from _mails_about(gathering).filter(person__in=people).order_by("pk")
    # Structures they were given while it lasted; one that somebody else belongs to is kept.
    yield from (
        Organization.objects.filter(
            affiliations__person__in=people, created_at__gte=gathering.created_at
        )
        .distinct()
        .order_by("pk")
    )


def _mails_about(gathering: Gathering) -> QuerySet[Any]:
    registrations = Registration.objects.filter(gathering=gathering).order_by("pk")
    keys = [str(key) for key in registrations.values_list("pk", flat=True)]
    return Mail.objects.filter(
        Q(subject_type="act.gathering", subject_id=str(gathering.pk))
        | Q(subject_type="act.registration", subject_id__in=keys)
    )
