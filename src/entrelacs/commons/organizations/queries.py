from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, QuerySet

from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.organizations.spelling import Likeness, likely_same


def organizations() -> QuerySet[Organization]:
    """Structures of the programme in scope, with their spellings and how many people."""
    return (
        Organization.objects.select_related("parent", "territory")
        .prefetch_related("spellings")
        .annotate(people_count=Count("affiliations"))
    )


def organization_names() -> list[str]:
    """Every structure's name, for a field that suggests them."""
    return list(Organization.objects.order_by("name", "pk").values_list("name", flat=True))


@dataclass(frozen=True)
class ProbableDuplicate:
    """Two structures that may be one; `kept` is the one more people are in."""

    kept: Organization
    absorbed: Organization
    likeness: Likeness


def probable_duplicates(found: list[Organization]) -> list[ProbableDuplicate]:
    """Pairs whose names look alike; a structure and its own antenna are told apart already."""
    pairs = []
    for one, other in combinations(found, 2):
        if other.pk == one.parent_id or one.pk == other.parent_id:
            continue
        if one.siret and other.siret:
            continue
        likeness = likely_same(one.name, other.name)
        if likeness is not None:
            kept, absorbed = (
                (one, other) if one.people_count >= other.people_count else (other, one)
            )
            pairs.append(ProbableDuplicate(kept, absorbed, likeness))
    return pairs
