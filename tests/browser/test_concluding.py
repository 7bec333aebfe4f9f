"""After the day: ideas are brought together, the report goes out, and leads are followed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.pages import ORGANISER

# The page itself is the HTML.
BEGINNINGS = {
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "markdown": b"# ",
    "json": b"{",
}


@pytest.fixture
def paris(site: Site) -> str:
    return f"/agir/rencontres/{site.keys['paris']}"


def test_two_ideas_are_brought_together_then_parted_again(
    open_page: Callable[..., Page], paris: str
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"{paris}/synthese/")
    before = page.locator(".board article").count()
    pair = page.locator("form:has(button[name=join])").first
    quotes = pair.locator(".quote").all_inner_texts()

    pair.locator("button[name=join]").click()

    expect(page.locator(".toast, .notice").first).to_be_visible()
    assert (
        page.locator("form:has(button[name=join])").first.locator(".quote").all_inner_texts()
        != quotes
    )
    assert abs(page.locator(".board article").count() - before) <= 1


def test_merged_lead_keeps_its_parents_and_lets_them_go(
    open_page: Callable[..., Page], paris: str
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"{paris}/synthese/")
    before = page.locator(".board article").count()
    page.locator(".board article:has(.card-meta svg) .card-link").first.click()
    part = page.locator("button[name=change][value=unmerge]").first

    part.click()
    page.goto(f"{paris}/synthese/")

    expect(page.locator(".board article")).to_have_count(before + 1)


def test_report_is_written_published_and_read_by_anyone(
    open_page: Callable[..., Page], site: Site, paris: str
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"{paris}/restituer/")
    page.locator("textarea[name=closing]").fill("Rendez-vous à Bordeaux, le 12 mars 2027.")
    page.locator("form:has(textarea[name=closing]) button").last.click()
    expect(page.locator(".report-preview")).to_contain_text("Rendez-vous à Bordeaux")

    page.locator("form[action$='/publier/'] button").click()

    reader = open_page()
    reader.goto("/valoriser/")
    reader.get_by_role("link", name="Grande Rencontre de Paris").first.click()
    expect(reader.locator("main")).to_contain_text("Rendez-vous à Bordeaux, le 12 mars 2027.")


@pytest.mark.parametrize("code", BEGINNINGS)
def test_report_is_downloaded_in_each_format(
    open_page: Callable[..., Page], paris: str, code: str
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"{paris}/restituer/")

    with page.expect_download() as started:
        page.locator(f"a[href$='/restituer/fichier/{code}/']").click()

    content = started.value.path().read_bytes()
    assert content[: len(BEGINNINGS[code])].lower() == BEGINNINGS[code].lower()
    assert len(content) > 2_000


def test_lead_is_followed_and_shows_on_the_roadmap(
    open_page: Callable[..., Page], paris: str, site: Site
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"{paris}/suivre/{site.keys['lead']}/")
    title = page.get_by_role("heading", level=1).inner_text()
    page.locator("select[name=status]").select_option("started")
    referent = page.locator("select[name=referent] option").nth(1).get_attribute("value")
    page.locator("select[name=referent]").select_option(referent)
    page.locator("[name=next_step]").fill("Réunir les trois structures volontaires.")
    page.locator("[name=next_step_on]").fill("2027-01-15")

    page.locator("main form button").last.click()

    page.goto("/pistes/")
    row = page.locator("tr", has=page.get_by_role("link", name=title, exact=True))
    expect(row).to_contain_text("Réunir les trois structures volontaires.")
    expect(row).to_contain_text("15 janvier 2027")


def test_report_of_another_meeting_is_not_public(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page()

    answer = page.goto(f"/valoriser/comptes-rendus/{site.keys['bordeaux']}/")

    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette page n’existe pas")
