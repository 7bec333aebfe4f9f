"""Each check sees the fault it is there for: a page with all of them is held up to it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Error, Page

from tests.browser.axe import violations
from tests.browser.conftest import NARROW, Site
from tests.browser.test_pages import overflow
from tests.browser.watch import Watch
from tests.browser.words import READ_TEXTS, english_in

PLANT = "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)"
# What a careless template would do; laid in the page by the browser's own tools.
FAULTS = {
    "an image without words": "<img src='/static/img/logo.svg'>",
    "grey on grey": "<p class='planted'>Lire la suite</p>",
    "a field without a label": "<input name='planted'>",
}


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    """A sound page, whose faults are planted by the test and counted by nobody else."""
    context = site.context(viewport=NARROW)
    page = context.new_page()
    page.goto("/a-propos/")
    assert violations(page) == []
    yield page
    context.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_axe_sees(page: Page, fault: str) -> None:
    page.evaluate(PLANT, FAULTS[fault])
    page.evaluate(
        """() => document.querySelectorAll(".planted").forEach((each) => {
        each.style.color = "#999"; each.style.backgroundColor = "#aaa"; })"""
    )

    assert len(violations(page)) >= 1


@pytest.mark.parametrize("html", ["<p>See the list</p>", "<p>A sentence with the words.</p>"])
def test_english_left_is_seen(page: Page, html: str) -> None:
    assert english_in(page.evaluate(READ_TEXTS)) == []

    page.evaluate(PLANT, html)

    assert len(english_in(page.evaluate(READ_TEXTS))) == 1


def test_page_too_wide_is_seen(page: Page) -> None:
    assert overflow(page, 360) == []

    page.evaluate("() => { document.querySelector('h1').style.minWidth = '400px'; }")

    assert len(overflow(page, 360)) >= 1


def test_policy_broken_is_seen(page: Page, site: Site) -> None:
    watch = Watch(page, site.server)
    page.reload()
    assert watch.take() == []

    page.evaluate(
        """() => {
        const script = document.createElement("script");
        script.textContent = "window.planted = true";
        document.body.append(script);
        }"""
    )
    page.wait_for_function("() => true")

    assert page.evaluate("'planted' in window") is False
    assert "policy: script-src" in " ".join(watch.take())


def test_request_to_elsewhere_is_seen(page: Page, site: Site) -> None:
    watch = Watch(page, site.server)

    with pytest.raises(Error):
        page.goto("http://127.0.0.2:9/")

    assert watch.take()[0] == "outside: http://127.0.0.2:9/"
