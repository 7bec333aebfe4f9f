"""Before the doors open: clocks compared, a phone that tries, a rehearsal made and erased."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NARROW, Site
from tests.browser.pages import NOBODY, ORGANISER


@pytest.fixture
def address(site: Site) -> str:
    return f"/agir/rencontres/{site.keys['bordeaux']}/pre-vol/"


def probe_on(page: Page) -> str:
    """The path a phone opens, from the square that the page shows."""
    shown = page.locator(".preflight-probe a").get_attribute("href") or ""
    return shown[shown.index("/pre-vol/") :]


def test_clocks_are_compared_and_agree(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(ORGANISER)
    page.goto(address)
    expect(page.locator("#clock")).to_have_class("preflight-check is-unknown")

    page.locator("#clock [data-clock] > button").click()

    expect(page.locator("#clock")).to_have_class("preflight-check is-good")
    assert page.url.endswith("/pre-vol/#clock")


def test_clock_of_a_device_that_is_late_is_told(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(ORGANISER)
    page.add_init_script("const now = Date.now; Date.now = () => now() - 90_000;")
    page.goto(address)

    page.locator("#clock [data-clock] > button").click()

    expect(page.locator("#clock")).to_have_class("preflight-check is-bad")
    expect(page.locator("#clock .preflight-seen")).to_contain_text("90")


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "none"])
def test_phone_tells_that_it_reaches_the_site(
    open_page: Callable[..., Page], address: str, with_script: bool
) -> None:
    page = open_page(ORGANISER)
    page.goto(address)
    seen = page.locator("#address .preflight-seen li").last
    phone = open_page(NOBODY, viewport=NARROW, java_script_enabled=with_script)

    phone.goto(probe_on(page))
    if with_script:
        expect(phone.locator("[data-probe] button")).to_be_hidden()
        expect(phone.locator("[data-probe-said]")).not_to_be_empty()
        assert violations(phone) == []
    else:
        phone.locator("[data-probe] button").click()
        expect(phone.locator(".toast")).to_be_visible()

    page.reload()
    expect(seen).to_contain_text(":")


def test_page_says_what_to_do_without_script(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(ORGANISER, java_script_enabled=False)
    page.goto(address)

    page.locator("#clock noscript button, #clock [data-clock] button:visible").first.click()

    expect(page.locator("#clock")).to_have_class("preflight-check is-good")


def test_rehearsal_is_prepared_then_erased(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(ORGANISER)
    page.goto("/agir/")
    before = page.locator("main article").count()
    page.goto(address)

    page.locator("form[action$='/repetition/'] button").click()
    page.locator("a[href$='/repetition/effacer/']").wait_for()
    page.goto("/agir/")
    expect(page.locator("main article")).to_have_count(before + 1)
    page.goto(address)
    page.locator("a[href$='/repetition/effacer/']").click()
    assert violations(page) == []
    page.locator("main .button.is-danger").click()

    expect(page.locator("main article")).to_have_count(before)


def test_each_notebook_is_tried_from_the_page(
    open_page: Callable[..., Page], site: Site, address: str
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"/agir/rencontres/{site.keys['bordeaux']}/composer/")
    page.get_by_role("button", name="Composer").first.click()
    page.locator(".round-table").first.wait_for()
    tried: list[str] = []
    page.on("request", lambda sent: tried.append(sent.url) if sent.method == "HEAD" else None)

    page.goto(address)

    said = page.locator("[data-notebooks]")
    expect(said).to_have_text(said.get_attribute("data-good") or "")
    expect(said).to_be_visible()
    assert len(set(tried)) == page.locator(".preflight-tables li").count() == 8
