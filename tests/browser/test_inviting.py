"""An organiser comes in, pastes a list, sees what would change, adds it, and takes it back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.pages import ORGANISER
from tools.demo_server import sign_in

LIST = """Nom ; Structure ; Monde ; Commune ; Mail
Ondine Valcreux ; Les Passerelles inventées ; TS ; Bordeaux ; ondine@liste.example
Baptistin Ormelune ; Coopérative des Tilleuls ; ES ; Bègles ; baptistin@liste.example
Sidonie Rochebrune ; Ville imaginée ; Collectivité ; Pessac ; sidonie@liste.example
"""


def test_sign_in_leads_to_the_meetings(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page()

    sign_in(page, site.server, site.folder, "animation@demo.example")

    expect(page.get_by_role("heading", level=1)).to_have_text("Rencontres")
    page.get_by_role("link", name="Grande Rencontre de Bordeaux").click()
    expect(page).to_have_url(f"{site.server}/agir/rencontres/{site.keys['bordeaux']}/animer/")


def test_wrong_code_is_told_in_french(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/compte/connexion/")
    page.locator("main input[name=email]").fill("lecture@demo.example")
    page.locator("main form button").first.click()

    page.locator("main input[name=code]").fill("AAAA-AAAA")
    page.locator("main form button").first.click()

    expect(page.locator("main [role=alert]")).to_contain_text("Ce n’est pas le code")
    expect(page.locator("main input[name=code]")).to_have_attribute("aria-invalid", "true")


def test_list_is_shown_added_and_taken_back(open_page: Callable[..., Page]) -> None:
    page = open_page(ORGANISER)
    page.goto("/agir/")
    page.get_by_role("link", name="Grande Rencontre de Bordeaux").click()
    page.get_by_role("link", name="Apporter une liste").first.click()

    page.locator("textarea[name=text]").fill(LIST)
    page.get_by_role("button", name="Voir ce qui changerait").click()
    expect(page.get_by_role("heading", name="3 nouvelles personnes")).to_be_visible()
    page.get_by_role("button", name="Ajouter ces 3 personnes").click()

    expect(page.get_by_text("Ondine Valcreux").first).to_be_visible()
    page.get_by_role("button", name="Annuler cet ajout").click()
    expect(page.get_by_text("Ondine Valcreux")).to_have_count(0)


def test_list_pasted_twice_changes_nothing(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page(ORGANISER)
    others = LIST.replace("ondine@", "aldo@").replace("Ondine", "Aldo")
    paste(page, site.keys["bordeaux"], others)
    page.get_by_role("button", name="Ajouter ces 3 personnes").click()
    page.get_by_role("button", name="Annuler cet ajout").wait_for()

    paste(page, site.keys["bordeaux"], others)

    expect(page.locator(".difference.is-same")).to_have_count(3)
    expect(page.locator(".difference.is-added")).to_have_count(0)
    expect(page.get_by_role("button", name="Ajouter")).to_have_count(0)


def test_list_of_a_closed_meeting_is_refused_in_french(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(ORGANISER)
    paste(page, site.keys["paris"], LIST)

    page.get_by_role("button", name="Ajouter ces 3 personnes").click()

    expect(page.locator("main")).to_contain_text("« Grande Rencontre de Paris » est close")
    expect(page.locator("main")).to_contain_text("Rien n’a changé")


def paste(page: Page, slug: str, text: str) -> None:
    """Paste a list and ask to see what it would change."""
    page.goto(f"/agir/rencontres/{slug}/inviter/listes/")
    page.locator("textarea[name=text]").fill(text)
    page.get_by_role("button", name="Voir ce qui changerait").click()
