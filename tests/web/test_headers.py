import pytest
from django.urls import reverse

from tests.factories import GatheringFactory
from tests.web.signing_in import sign_in

ANYONE = ["home", "about", "accessibility", "account_login", "share:home", "demo:style"]


def policy_of(response):
    header = response["Content-Security-Policy"]
    return {words[0]: words[1:] for words in (part.split() for part in header.split(";")) if words}


def assert_guarded(response):
    policy = policy_of(response)
    assert policy["default-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert {"script-src", "style-src", "connect-src"} & set(policy) == set()
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ANYONE)
def test_page_for_anyone_is_guarded(client, name):
    assert_guarded(client.get(reverse(name)))


@pytest.mark.parametrize("name", ["act:gatherings", "commons:profile", "commons:journal_export"])
def test_page_of_members_is_guarded(organizer_client, name):
    assert_guarded(organizer_client.get(reverse(name)))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nulle-part/", "/agir", "/langue/"])
def test_answer_that_is_no_page_is_guarded(client, path):
    assert_guarded(client.get(path))


def test_sending_on_to_https_is_guarded(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/")

    assert response["Location"] == "https://testserver/"
    assert_guarded(response)


def test_refusal_is_guarded(make_member, client):
    client.force_login(make_member("reader").account)

    response = client.get(reverse("commons:roles"))

    assert response.status_code == 403
    assert_guarded(response)


def test_no_other_origin_is_let_in(client, db):
    response = client.get(reverse("home"), HTTP_ORIGIN="https://elsewhere.example")

    assert not [name for name in response.headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize("name", ["act:invite_export", "act:compose_export"])
def test_list_of_people_leaves_as_a_file_and_stays_out_of_caches(organizer_client, name):
    gathering = GatheringFactory()

    response = organizer_client.get(reverse(name, kwargs={"slug": gathering.slug}))

    assert response["Content-Disposition"].startswith("attachment")
    assert "private" in response.get("Cache-Control", "")


def test_page_of_members_stays_out_of_shared_caches(organizer_client):
    response = organizer_client.get(reverse("act:gatherings"))

    assert "private" in response.get("Cache-Control", "")


def test_session_cookie_is_out_of_reach_of_scripts(client, organizer):
    sign_in(client, organizer.email)

    cookie = client.cookies["sessionid"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_static_file_is_guarded_and_for_our_pages_only(client, settings):
    settings.WHITENOISE_USE_FINDERS = True

    response = client.get("/static/css/tokens.css")

    assert_guarded(response)
    assert "Access-Control-Allow-Origin" not in response
    assert b"--ink" in b"".join(response.streaming_content)
