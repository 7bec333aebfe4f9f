"""A strict Django for every test: what would be wrong in silence fails aloud."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db.models.query import QuerySet
from django.test import Client
from django_scopes import scope
from django_scopes.state import state

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import Programme
from tests.factories import MemberFactory, ProgrammeFactory

POST_FORM = re.compile(rb"<form[^>]*method=\"post\"[^>]*>(.*?)</form>", re.DOTALL | re.IGNORECASE)


class StrictClient(Client):
    """Answers as a server would: no scope left open by the test, and pages are checked."""

    def request(self, **request: Any) -> Any:
        token = state.set(None)
        try:
            response = super().request(**request)
        finally:
            state.reset(token)
        if not response.streaming and "html" in response.get("Content-Type", ""):
            assert b"[[undefined:" not in response.content, re.findall(
                rb"\[\[undefined: [^\]]*\]\]", response.content
            )
            for form in POST_FORM.findall(response.content):
                assert b"csrfmiddlewaretoken" in form, form[:300]
        return response


@pytest.fixture
def client() -> StrictClient:
    return StrictClient()


@pytest.fixture(autouse=True)
def _order_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn round what no `order_by` put in order: a test that relied on luck fails."""
    fetch_all = QuerySet._fetch_all

    def fetch(queryset: QuerySet[Any]) -> None:
        fresh = queryset._result_cache is None
        fetch_all(queryset)
        if fresh and not queryset.ordered and not queryset.query.is_sliced:
            queryset._result_cache.reverse()

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch)


@pytest.fixture(autouse=True)
def _no_limit_from_another_test() -> None:
    """Limits on sign-in are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def programme(db: None) -> Iterator[Programme]:
    """A programme, in scope for the length of the test."""
    programme = ProgrammeFactory()
    with scope(programme=programme):
        yield programme


@pytest.fixture
def other_programme(db: None) -> Programme:
    return ProgrammeFactory(name="Autre programme")


@pytest.fixture
def make_member(programme: Programme) -> Callable[..., Person]:
    """`make_member(RoleCode.READER)`: someone who may sign in with that role."""

    def make(role: RoleCode = RoleCode.ORGANISER) -> Person:
        return MemberFactory(role=role)

    return make


@pytest.fixture
def organizer(make_member: Callable[..., Person]) -> Person:
    return make_member(RoleCode.ORGANISER)


@pytest.fixture
def organizer_client(client: StrictClient, organizer: Person) -> StrictClient:
    """A client signed in as the organiser."""
    client.force_login(organizer.account)
    return client
