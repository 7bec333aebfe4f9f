"""The real server, the real browser: one demonstration loaded once, copied for each module."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.pages import ORGANISER, OWNER, Keys
from tests.browser.watch import Watch
from tools.demo_server import (
    CHROMIUM_VARIABLES,
    CHROMIUM_WORDS,
    ROOT,
    load_demo,
    serving,
    sign_in,
    variables,
)

# Playwright keeps a loop running in the thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SIGNED_IN = (ORGANISER, OWNER)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 760}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Demo:
    """A demonstration on disk, with people already signed in."""

    folder: Path
    keys: Keys
    states: dict[str, Path]


@dataclass(frozen=True)
class Site:
    """A server of one's own, on a copy of the demonstration."""

    server: str
    folder: Path
    keys: Keys
    states: dict[str, Path]
    browser: Browser

    def context(self, who: str = "", **options: Any) -> BrowserContext:
        """Open a context, signed in as `who` when given."""
        return self.browser.new_context(
            base_url=self.server,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            storage_state=str(self.states[who]) if who else None,
            **{"viewport": WIDE, **options},
        )


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium, which asks nothing of the network by itself."""
    return {
        "executable_path": os.environ.get("CHROMIUM") or shutil.which("chromium"),
        "args": CHROMIUM_WORDS,
        "env": CHROMIUM_VARIABLES,
    }


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Demo:
    """Load the demonstration, and sign in for real as each person the tests play."""
    folder = tmp_path_factory.mktemp("demo")
    load_demo(folder)
    found = subprocess.run(
        [sys.executable, "-m", "tests.browser.keys"],
        cwd=ROOT,
        env=variables(folder),
        check=True,
        capture_output=True,
        text=True,
    )
    states = {}
    with serving(folder) as server:
        for who in SIGNED_IN:
            context = browser.new_context()
            sign_in(context.new_page(), server, folder, who)
            states[who] = tmp_path_factory.mktemp("states") / f"{who}.json"
            context.storage_state(path=str(states[who]))
            context.close()
    return Demo(folder=folder, keys=json.loads(found.stdout), states=states)


@pytest.fixture(scope="module")
def site(demo: Demo, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a fresh copy of the demonstration for the length of a module."""
    folder = tmp_path_factory.mktemp("site") / "data"
    shutil.copytree(demo.folder, folder)
    with serving(folder) as server:
        yield Site(
            server=server,
            folder=folder,
            keys=dict(demo.keys),
            states=dict(demo.states),
            browser=browser,
        )


@pytest.fixture
def open_page(site: Site) -> Iterator[Callable[..., Page]]:
    """`open_page(who, **context options)`: a page whose faults fail the test when it ends."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_one(who: str = "", **options: Any) -> Page:
        context = site.context(who, **options)
        context.set_default_timeout(15_000)
        page = context.new_page()
        opened.append((context, Watch(page, site.server)))
        return page

    yield open_one
    for context, _watch in opened:
        context.close()
    assert [fault for _context, watch in opened for fault in watch.faults] == []
