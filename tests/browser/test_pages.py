"""Every page, on a phone and on a desk, by day and by night."""

from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse
from playwright.sync_api import Page as BrowserPage

from entrelacs.web.demo.load import DEMO_TOTP_SECRET
from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.pages import NOT_PAGES, ORGANISER, OWNER, PAGES, Page
from tests.browser.watch import Watch
from tests.browser.words import READ_TEXTS, english_in
from tests.house.test_permissions import url_names

CASES = [
    pytest.param(name, page, id=f"{name}-{number}" if number else name)
    for name, pages in PAGES.items()
    for number, page in enumerate(pages)
]
Opened = dict[tuple[str, int], tuple[BrowserPage, Watch]]


@pytest.fixture(scope="module")
def composed(site: Site) -> Site:
    """Bordeaux with its tables, so that pages have something to show."""
    context = site.context(ORGANISER)
    page = context.new_page()
    page.goto("/agir/rencontres/grande-rencontre-de-bordeaux/composer/")
    page.get_by_role("button", name="Composer").first.click()
    page.locator(".round-table").first.wait_for()
    page.goto("/agir/rencontres/grande-rencontre-de-bordeaux/animer/codes/")
    site.keys["bordeaux_code"] = page.locator(".code-letters").first.inner_text().replace(" ", "")
    page.goto("/agir/rencontres/grande-rencontre-de-bordeaux/pre-vol/")
    probe = page.locator(".preflight-probe a").get_attribute("href") or ""
    site.keys["probe"] = probe.rstrip("/").rsplit("/", 1)[-1]
    page.locator("form[action$='/repetition/'] button").click()
    page.locator("a[href$='/repetition/effacer/']").wait_for()
    site.keys["rehearsal"] = page.url.rstrip("/").split("/")[-2]
    context.close()
    context = site.context(OWNER)
    page = context.new_page()
    page.goto(reverse("mfa_generate_recovery_codes"))
    page.locator("main input[name=code]").fill(next_second_factor())
    page.locator("main form button").first.click()
    page.wait_for_url(f"**{reverse('mfa_generate_recovery_codes')}")
    page.locator("main form button").first.click()
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    site.states[OWNER] = site.folder.parent / "owner.json"
    context.storage_state(path=str(site.states[OWNER]))
    context.close()
    return site


def next_second_factor() -> str:
    """Return the code the owner's telephone is about to show: the present one has been used."""
    *_before, after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(DEMO_TOTP_SECRET, after))


@pytest.fixture(scope="module")
def opened(composed: Site) -> Iterator[Opened]:
    """One browser page for each person and width, used again and again."""
    pages: Opened = {}
    yield pages
    for page, _watch in pages.values():
        page.context.close()


def page_for(site: Site, opened: Opened, who: str, width: int) -> tuple[BrowserPage, Watch]:
    if (who, width) not in opened:
        viewport = NARROW if width == NARROW["width"] else WIDE
        page = site.context(who, viewport=viewport).new_page()
        opened[who, width] = page, Watch(page, site.server)
    return opened[who, width]


def test_every_address_is_a_page_or_known_not_to_be() -> None:
    named = {name for name in PAGES if not name.startswith("/")}

    assert set(url_names()) - named - NOT_PAGES == set()
    assert (named | NOT_PAGES) - set(url_names()) == set()


@pytest.mark.parametrize("width", [WIDE["width"], NARROW["width"]])
@pytest.mark.parametrize(("name", "entry"), CASES)
def test_page_holds(composed: Site, opened: Opened, name: str, entry: Page, width: int) -> None:
    page, watch = page_for(composed, opened, entry.who, width)
    page.emulate_media(color_scheme="light")
    watch.take()

    answer = page.goto(entry.path(name, composed.keys).format(**composed.keys))

    assert answer is not None
    texts = page.evaluate(READ_TEXTS)
    faults = {
        "status": [] if answer.status == entry.status else [answer.status],
        "language": [] if page.locator("html").get_attribute("lang") == "fr" else ["not French"],
        "titles": [] if page.locator("h1").count() == 1 else page.locator("h1").all_inner_texts(),
        "undefined": [text for text in texts if "[[undefined" in text],
        "english": english_in(texts),
        "overflow": overflow(page, width),
        "axe by day": violations(page),
    }
    page.emulate_media(color_scheme="dark")
    faults["axe by night"] = violations(page)
    faults["watch"] = watch.take()
    assert {kind: found for kind, found in faults.items() if found} == {}


def overflow(page: BrowserPage, width: int) -> list[str]:
    """Return the widths at which the page would scroll sideways, and by how much."""
    wider = []
    for tried in (width, 320) if width < 600 else (width,):
        page.set_viewport_size({"width": tried, "height": 760})
        found = page.evaluate("document.documentElement.scrollWidth") - tried
        if found > 0:
            wider.append(f"{found} px too wide at {tried} px")
    page.set_viewport_size(NARROW if width < 600 else WIDE)
    return wider
