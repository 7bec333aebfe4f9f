import pytest
from django.urls import reverse


def choose(client, language, **data):
    return client.post(reverse("set_language"), {"language": language, **data})


def language_of(client, **headers):
    page = client.get(reverse("account_login"), headers=headers).content.decode()
    return page.split('<html lang="')[1].split('"')[0], "Receive a code" in page


@pytest.mark.django_db
def test_french_is_spoken_even_to_a_phone_set_to_english(client):
    assert language_of(client, accept_language="en-GB,en;q=0.9") == ("fr", False)


@pytest.mark.django_db
def test_language_chosen_lasts(client):
    choose(client, "en")
    in_english = language_of(client)
    choose(client, "fr")

    assert in_english == ("en", True)
    assert language_of(client) == ("fr", False)


@pytest.mark.django_db
def test_language_that_does_not_exist_changes_nothing(client):
    choose(client, "xx")

    assert language_of(client) == ("fr", False)


@pytest.mark.django_db
def test_one_comes_back_to_the_page_one_was_on(client):
    response = choose(client, "en", next="/a-propos/?x=1#source")

    assert response["Location"] == "/a-propos/?x=1#source"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "javascript:alert(1)",
        "/\\elsewhere.example",
    ],
)
def test_language_never_leads_to_another_site(client, elsewhere):
    response = choose(client, "en", next=elsewhere)

    assert response["Location"] == "/"


def test_mail_speaks_the_language_chosen(client, organizer, mailoutbox):
    choose(client, "en")

    client.post(reverse("account_login"), {"email": organizer.email})

    assert mailoutbox[0].body.startswith("Hello,")
