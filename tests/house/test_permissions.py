"""Every URL name x every role x {own, foreign programme}: what one may not see does not exist."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.programmes.models import Programme
from tests.conftest import StrictClient
from tests.factories import MemberFactory
from tests.house.permission_doors import DOORS
from tests.house.permission_matrix import CANARY, Door, Rows, make_rows
from tests.web.signing_in import pass_second_factor

ROLES: tuple[RoleCode | None, ...] = (None, *RoleCode)
REFUSED = {403, 404}


def url_names(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern, inner)


@pytest.fixture
def own(programme: Programme) -> Rows:
    return make_rows(programme, "À nous")


@pytest.fixture
def foreign(programme: Programme, other_programme: Programme) -> Rows:
    return make_rows(other_programme, CANARY)


def sign_in(client: StrictClient, role: RoleCode | None) -> None:
    """As a member of the programme in scope, with the second factor an owner needs."""
    if role is None:
        return
    member = MemberFactory(role=role)
    client.force_login(member.account)
    if role == RoleCode.OWNER:
        pass_second_factor(client, member.account)


def knock(client: StrictClient, name: str, door: Door, rows: Rows) -> HttpResponse:
    url = reverse(name, kwargs=door.kwargs(rows))
    send = client.post if door.method == "post" else client.get
    return send(url, door.data(rows))


def is_sent_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(
        reverse(settings.LOGIN_URL)
    )


def test_every_url_has_an_entry() -> None:
    assert sorted(set(url_names()) - set(DOORS)) == []


def test_every_entry_has_a_url() -> None:
    assert sorted(set(DOORS) - set(url_names())) == []


def test_new_url_without_entry_is_seen() -> None:
    doors = {name: door for name, door in DOORS.items() if name != "act:compose"}

    assert sorted(set(url_names()) - set(doors)) == ["act:compose"]


@pytest.mark.parametrize("role", ROLES, ids=str)
@pytest.mark.parametrize("name", DOORS)
def test_own_programme_opens_to_those_who_may(
    client: StrictClient, own: Rows, name: str, role: RoleCode | None
) -> None:
    door = DOORS[name]
    sign_in(client, role)

    response = knock(client, name, door, own)

    if door.roles is None:
        assert response.status_code not in REFUSED
    elif role is None:
        assert is_sent_to_sign_in(response)
    elif role in door.roles:
        assert response.status_code not in REFUSED
        assert not is_sent_to_sign_in(response)
    else:
        assert response.status_code in REFUSED


@pytest.mark.parametrize("role", RoleCode, ids=str)
@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if not door.is_key])
def test_foreign_programme_does_not_exist(
    client: StrictClient, foreign: Rows, name: str, role: RoleCode
) -> None:
    door = DOORS[name]
    sign_in(client, role)

    response = knock(client, name, door, foreign)

    if door.roles is not None and (door.kwargs(foreign) or door.data(foreign)):
        assert response.status_code == 404
    assert CANARY not in _text(response)


def _text(response: Any) -> str:
    content = b"".join(response) if response.streaming else response.content
    return content.decode("utf-8", errors="ignore")
