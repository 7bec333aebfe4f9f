from collections.abc import Sequence

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django_scopes import scopes_disabled

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.people.models import Account, Affiliation, Person


def memberships_of(account: Account) -> Sequence[Person]:
    """Each programme's person behind an account, with programme and roles; erased ones left out."""
    with scopes_disabled():
        return list(
            Person.objects.filter(account=account, erased_at=None, roles__isnull=False)
            .select_related("programme")
            .prefetch_related("roles")
            .distinct()
            .order_by("programme__name")
        )


def people() -> QuerySet[Person]:
    """People of the programme in scope, with what a list shows of them."""
    main = Affiliation.objects.filter(until=None).select_related("organization")
    return Person.objects.filter(erased_at=None).prefetch_related(
        "worlds", Prefetch("affiliations", queryset=main)
    )


def main_structure(person: str) -> Subquery:
    """The name of the structure of whoever the outer row points to, or nothing."""
    theirs = Affiliation.objects.filter(person=OuterRef(person), until=None)
    return Subquery(theirs.order_by("-is_main", "pk").values("organization__name")[:1])


def members() -> QuerySet[Person]:
    """Those who hold a role."""
    return people().filter(roles__isnull=False).distinct().prefetch_related("roles")


def people_with_role(*codes: RoleCode) -> QuerySet[Person]:
    return people().filter(roles__code__in=codes).distinct()
