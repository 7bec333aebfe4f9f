import pytest
from django.urls import reverse

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.territories.queries import DEFAULT_LIMIT

pytestmark = pytest.mark.usefixtures("territories")


@pytest.fixture
def member_client(client, make_member):
    """The least role may look for a place."""
    client.force_login(make_member(RoleCode.READER).account)
    return client


def test_territory_list_lives_at_its_french_address():
    assert reverse("commons:territories") == "/territoires/"


def test_territory_list_suggests_homonyms_with_their_department(member_client):
    response = member_client.get("/territoires/", {"q": "st-denis 93"})

    assert response.json() == [
        {
            "code": "93066",
            "kind": "commune",
            "label": "Saint-Denis (93)",
            "kind_label": "Commune",
        },
        {
            "code": "93039",
            "kind": "commune",
            "label": "L'Île-Saint-Denis (93)",
            "kind_label": "Commune",
        },
    ]


def test_territory_list_keeps_to_the_kinds_asked_for(member_client):
    response = member_client.get(
        "/territoires/", {"q": "paris", "kind": ["department", "nonsense"]}
    )

    assert [each["label"] for each in response.json()] == ["Paris (département)"]


@pytest.mark.parametrize("asked", [{}, {"q": ""}, {"q": "  "}, {"q": "\x00"}, {"q": "%"}])
def test_territory_list_suggests_nothing_for_nothing(member_client, asked):
    response = member_client.get("/territoires/", asked)

    assert (response.status_code, response.json()) == (200, [])


def test_territory_list_is_short_even_for_one_letter(member_client):
    response = member_client.get("/territoires/", {"q": "s"})

    assert len(response.json()) == DEFAULT_LIMIT


def test_territory_list_is_open_to_anyone(client):
    response = client.get("/territoires/", {"q": "paris", "kind": "department"})

    assert [each["code"] for each in response.json()] == ["75"]


def test_territory_list_is_only_read(member_client):
    response = member_client.post("/territoires/", {"q": "paris"})

    assert response.status_code == 405
