import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse

from entrelacs.commons.access.roles import RoleCode
from tests.conftest import StrictClient
from tests.web.signing_in import figures, give_second_factor, sign_in

ACTIVATE, CONFIRM = "mfa_activate_totp", "mfa_reauthenticate"


@pytest.fixture
def owner(make_member):
    return make_member(RoleCode.OWNER)


@pytest.fixture
def guarded_owner(owner):
    give_second_factor(owner.account)
    return owner


def secret_shown(html):
    return re.search(r'<code class="key">([A-Z2-7]+)</code>', html).group(1)


def set_up(client):
    """Scan the picture, type the figures; the answer is what follows."""
    page = client.get(reverse(ACTIVATE)).content.decode()
    return client.post(reverse(ACTIVATE), {"code": figures(secret_shown(page))})


def type_figures(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


@pytest.mark.parametrize(
    "name", ["home", "act:gatherings", "commons:profile", "commons:roles", "commons:journal"]
)
def test_owner_without_second_factor_sees_nothing_but_its_setting_up(client, owner, name):
    sign_in(client, owner.email)

    response = client.get(reverse(name))

    assert (response.status_code, response["Location"]) == (302, reverse(ACTIVATE))


def test_owner_without_second_factor_is_told_why(client, owner):
    sign_in(client, owner.email)

    page = client.get(reverse("act:gatherings"), follow=True).content.decode()

    assert "Les propriétaires se connectent avec un second facteur" in page


def test_owner_without_second_factor_can_leave(client, owner):
    sign_in(client, owner.email)

    client.post(reverse("account_logout"))

    assert client.get(reverse("act:gatherings"))["Location"].startswith(reverse("account_login"))


def test_setting_up_shows_recovery_codes_then_opens_everything(client, owner):
    sign_in(client, owner.email)

    response = set_up(client)

    assert response["Location"] == reverse("mfa_view_recovery_codes")
    page = client.get(response["Location"]).content.decode()
    assert len(re.findall(r"<li><code>", page)) == 10
    assert client.get(reverse("commons:roles")).status_code == 200


def test_setting_up_with_wrong_figures_changes_nothing(client, owner):
    sign_in(client, owner.email)
    client.get(reverse(ACTIVATE))

    response = client.post(reverse(ACTIVATE), {"code": "000000"})

    assert "Ce n’est pas le code attendu." in response.content.decode()
    assert not Authenticator.objects.filter(user=owner.account).exists()


def test_mail_code_alone_does_not_let_an_owner_in(client, guarded_owner):
    response = sign_in(client, guarded_owner.email)

    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("act:gatherings")).status_code == 302


def test_figures_of_the_phone_let_the_owner_in(client, guarded_owner):
    sign_in(client, guarded_owner.email)

    response = type_figures(client, figures())

    assert response["Location"] == reverse("act:gatherings")
    assert client.get(response["Location"]).status_code == 200


def test_figures_serve_once(client, guarded_owner):
    sign_in(client, guarded_owner.email)
    code = figures()
    type_figures(client, code)
    thief = StrictClient()
    sign_in(thief, guarded_owner.email)

    response = type_figures(thief, code)

    assert "Ce n’est pas le code attendu." in response.content.decode()


def test_figures_cannot_be_guessed_at_length(client, guarded_owner):
    sign_in(client, guarded_owner.email)
    for _ in range(20):
        type_figures(client, "000000")

    response = type_figures(client, figures())

    assert response.status_code == 200
    assert "attendez dix minutes" in response.content.decode()


def test_recovery_code_replaces_a_lost_phone_once(client, guarded_owner):
    codes = RecoveryCodes.activate(guarded_owner.account).get_unused_codes()
    sign_in(client, guarded_owner.email)
    entered = type_figures(client, codes[0])
    again = StrictClient()
    sign_in(again, guarded_owner.email)

    refused = type_figures(again, codes[0])

    assert entered["Location"] == reverse("act:gatherings")
    assert refused.status_code == 200


def test_session_older_than_the_second_factor_is_asked_for_it(client, owner):
    old, new = client, StrictClient()
    sign_in(old, owner.email)
    sign_in(new, owner.email)
    set_up(new)

    response = old.get(reverse("act:roadmap"))

    assert response["Location"] == f"{reverse(CONFIRM)}?next={reverse('act:roadmap')}"


def test_member_made_owner_is_asked_for_the_second_factor_they_have(client, organizer):
    sign_in(client, organizer.email)
    organizer.roles.create(programme=organizer.programme, code=RoleCode.OWNER)
    give_second_factor(organizer.account)
    confirm = client.get(reverse("act:gatherings"))["Location"]

    response = client.post(confirm, {"code": figures(), "next": reverse("act:gatherings")})

    assert response["Location"] == reverse("act:gatherings")
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("name", ["mfa_deactivate_totp", "mfa_generate_recovery_codes"])
def test_changing_the_second_factor_asks_for_it_again(client, guarded_owner, name):
    sign_in(client, guarded_owner.email)
    type_figures(client, figures())

    response = client.get(reverse(name))

    assert response["Location"].startswith(reverse(CONFIRM))


def test_new_recovery_codes_replace_the_former_ones(client, owner):
    sign_in(client, owner.email)
    set_up(client)
    view = reverse("mfa_view_recovery_codes")
    before = re.findall(r"<li><code>(\w+)</code>", client.get(view).content.decode())

    response = client.post(reverse("mfa_generate_recovery_codes"))

    after = re.findall(r"<li><code>(\w+)</code>", client.get(view).content.decode())
    assert response["Location"] == view
    assert len(after) == 10
    assert set(before) & set(after) == set()


def test_recovery_codes_are_given_as_a_file(client, owner):
    sign_in(client, owner.email)
    set_up(client)

    response = client.get(reverse("mfa_download_recovery_codes"))

    assert response["Content-Disposition"].startswith("attachment")
    assert len(response.content.split()) == 10


def test_removed_second_factor_is_required_again_of_an_owner(client, owner):
    sign_in(client, owner.email)
    set_up(client)

    removed = client.post(reverse("mfa_deactivate_totp"))

    assert removed["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("act:gatherings"))["Location"] == reverse(ACTIVATE)


def test_organiser_may_have_a_second_factor_too(client, organizer):
    sign_in(client, organizer.email)
    set_up(client)
    later = StrictClient()

    response = sign_in(later, organizer.email)

    assert response["Location"] == reverse("mfa_authenticate")


@pytest.mark.parametrize(
    "name",
    [
        "mfa_reauthenticate",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    ],
)
def test_doors_of_the_second_factor_lead_to_its_offer_without_one(client, organizer, name):
    sign_in(client, organizer.email)

    response = client.get(reverse(name))

    assert response["Location"] == reverse("mfa_index")
    assert "Pas encore activée" in client.get(response["Location"]).content.decode()


def test_recovery_codes_without_second_factor_are_refused(client, organizer):
    sign_in(client, organizer.email)

    client.post(reverse("mfa_generate_recovery_codes"))

    assert not Authenticator.objects.filter(user=organizer.account).exists()
