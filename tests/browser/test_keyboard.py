"""Without a mouse, with less movement, and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Site
from tests.browser.pages import ORGANISER

HAS_RING = """() => {
  // A card that is a link shows its ring round the whole card.
  const rings = [null, "::after"].map((part) => getComputedStyle(document.activeElement, part));
  return rings.some((ring) => ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2);
}"""


def test_first_tab_skips_to_the_content(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/a-propos/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_focus_is_seen_on_everything_that_takes_it(open_page: Callable[..., Page]) -> None:
    page = open_page(ORGANISER)
    page.goto("/agir/")
    unseen = []

    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            break
        if not page.evaluate(HAS_RING):
            unseen.append(page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)"))

    assert unseen == []


def test_menu_opens_and_closes_from_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(ORGANISER, viewport=NARROW)
    page.goto("/agir/")
    menu = page.locator(".site-compact summary")

    menu.focus()
    page.keyboard.press("Enter")
    profile = page.locator(".site-compact").get_by_role("link", name="Mon profil")
    expect(profile).to_be_visible()
    page.keyboard.press("Escape")

    expect(profile).to_be_hidden()
    expect(menu).to_be_focused()


def test_dialog_closes_with_escape_and_gives_the_focus_back(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    page.goto("/demo/style/")
    opener = page.locator("[data-dialog]").first

    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    assert page.evaluate("() => document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")

    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(opener).to_be_focused()


def test_choice_of_night_is_remembered(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/a-propos/")
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")

    page.locator(".site-tools summary", has_text="Affichage").click()
    page.locator(".site-tools").get_by_role("button", name="Sombre").click()

    page.goto("/accessibilite/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") != paper


def test_nothing_moves_for_those_who_asked(open_page: Callable[..., Page]) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto("/demo/style/")

    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
          const style = getComputedStyle(element);
          const longest = text => Math.max(...text.split(",").map(parseFloat));
          return longest(style.transitionDuration) > 0.01 || longest(style.animationDuration) > 0.01;
        }).map(element => element.className)"""
    )

    assert moving == []


@pytest.mark.parametrize("step", ["composer/imprimer", "animer/codes", "restituer"])
def test_paper_bears_the_content_alone(
    open_page: Callable[..., Page], site: Site, step: str
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"/agir/rencontres/{site.keys['paris']}/{step}/")

    page.emulate_media(media="print")

    expect(page.locator("main")).to_be_visible()
    for furniture in (".site-header", ".site-footer", ".site-demo", ".step-spine, .steps"):
        assert [each.is_visible() for each in page.locator(furniture).all()].count(True) == 0
    assert page.locator("button:visible").count() == 0
    assert page.pdf(format="A4")[:5] == b"%PDF-"
