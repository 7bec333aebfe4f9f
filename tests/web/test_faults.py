"""Each error page says what happened, what is kept and what to do, in French."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path, reverse

from entrelacs.commons.people.actions import LastOwner
from entrelacs.errors import EntrelacsError
from tests.conftest import StrictClient
from tests.factories import GatheringFactory
from tests.web.signing_in import give_second_factor, sign_in


class NobodyKnows(EntrelacsError):
    code = "nobody-knows"


def last_owner(request: HttpRequest) -> HttpResponse:
    raise LastOwner(person=1, name="Camille")


def nobody_knows(request: HttpRequest) -> HttpResponse:
    raise NobodyKnows


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret details")


def misunderstood(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


urlpatterns = [
    path("", include("entrelacs.web.urls")),
    path("panne/regle/", last_owner),
    path("panne/inconnue/", nobody_knows),
    path("panne/interne/", broken),
    path("panne/demande/", misunderstood),
]
handler403 = "entrelacs.web.views.forbidden"


@pytest.fixture
def visitor(db):
    """Answers as the server does: an error is a page, not an exception of the test."""
    with override_settings(ROOT_URLCONF=__name__):
        yield StrictClient(raise_request_exception=False)


def words_of(response):
    return response.content.decode().replace("\u00a0", " ")


def test_broken_rule_is_told_on_a_page(visitor):
    response = visitor.get("/panne/regle/")

    words = words_of(response)
    assert response.status_code == 409
    assert "Un programme garde au moins un·e propriétaire" in words
    assert "Tout le reste est inchangé" in words


def test_rule_without_sentence_gives_its_code(visitor):
    response = visitor.get("/panne/inconnue/")

    assert response.status_code == 409
    assert "nobody-knows" in words_of(response)


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/panne/demande/", 400, ("Demande non comprise", "Rien n’a changé", "réessayez")),
        ("/nulle-part/", 404, ("n’existe pas", "Rien n’a changé", "Aller à l’accueil")),
        ("/panne/interne/", 500, ("panne de notre côté", "est gardé", "Réessayez")),
    ],
)
def test_error_page_says_what_happened_what_is_kept_and_what_to_do(visitor, address, status, told):
    response = visitor.get(address)

    words = words_of(response)
    assert response.status_code == status
    assert '<html lang="fr"' in words
    assert [part for part in told if part.lower() not in words.lower()] == []


def test_fault_of_ours_keeps_its_details_and_is_logged(visitor, caplog):
    response = visitor.get("/panne/interne/")

    assert "secret details" not in words_of(response)
    assert "secret details" in caplog.text


def test_role_that_does_not_allow_says_so(client, make_member):
    client.force_login(make_member("reader").account)

    response = client.get(reverse("commons:roles"))

    words = words_of(response)
    assert response.status_code == 403
    assert "Votre rôle ne le permet pas" in words
    assert "Rien n’a changé" in words


def test_method_that_does_not_fit_is_told(organizer_client):
    slug = GatheringFactory().slug

    response = organizer_client.post(reverse("act:compose_export", kwargs={"slug": slug}))

    words = words_of(response)
    assert response.status_code == 405
    assert response["Allow"]
    assert "Rien n’a changé" in words


def test_too_many_tries_are_told_on_a_page(client, organizer):
    sign_in(client, organizer.email)
    give_second_factor(organizer.account)
    for _ in range(20):
        client.post(reverse("mfa_reauthenticate"), {"code": "000000"})

    response = client.post(reverse("mfa_reauthenticate"), {"code": "000000"})

    assert response.status_code == 429
    assert "Trop d’essais" in words_of(response)


def test_expired_form_says_that_nothing_changed(organizer):
    browser = StrictClient(enforce_csrf_checks=True)
    browser.force_login(organizer.account)

    response = browser.post(reverse("account_logout"))

    words = words_of(response)
    assert response.status_code == 403
    assert "La page avait expiré" in words
    assert "Rien n’a changé" in words
    assert browser.get(reverse("act:gatherings")).status_code == 200


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_form_of_another_site_is_refused(organizer, origin):
    browser = StrictClient(enforce_csrf_checks=True)
    browser.force_login(organizer.account)
    page = browser.get(reverse("account_logout")).content.decode()
    token = page.split('csrfmiddlewaretoken" value="')[1].split('"')[0]

    foreign = browser.post(
        reverse("account_logout"), {"csrfmiddlewaretoken": token}, HTTP_ORIGIN=origin
    )
    ours = browser.post(
        reverse("account_logout"), {"csrfmiddlewaretoken": token}, HTTP_ORIGIN="http://testserver"
    )

    assert (foreign.status_code, ours.status_code) == (403, 302)


def test_host_that_is_not_ours_is_refused(client, db, settings):
    settings.ALLOWED_HOSTS = ["entrelacs.example"]

    response = client.get("/", HTTP_HOST="elsewhere.example")

    assert response.status_code == 400
    assert "Rien n’a changé" in words_of(response)
