"""A browser, and the repository's own site on localhost."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bench.serving import served
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.visit import Site
from tests.made import REPOSITORY
from tests.shared import linked, own_site

LONGEST = 120_000
"""So many milliseconds are waited only for what never comes: a busy machine is no failure."""

expect.set_options(timeout=LONGEST)

FLAGS = [
    "--no-sandbox",  # a container has no room for it, and the only site that is visited is our own
    "--font-render-hinting=none",  # a headless shell would round the widths of letters, which no window does
]

NO_WISHES = {"media": "null", "reduced_motion": "null", "forced_colors": "null"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that is on this machine; without one the tests fail in CI and are skipped elsewhere."""
    asked = [str(REPOSITORY / "scripts" / "ensure-browser"), "--no-install"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    if not found.stdout.strip():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(found.stderr.strip())
    begin = Browser.new_context

    def patient(browser: Browser, **wishes: Any) -> BrowserContext:
        context = begin(browser, **wishes)
        context.set_default_timeout(LONGEST)
        return context

    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patched:
        patched.setattr(Browser, "new_context", patient)
        started = playwright.chromium.launch(executable_path=found.stdout.strip(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, served for as long as the tests run; each process may put pages into its own copy."""
    folder = linked(own_site(tmp_path_factory), tmp_path_factory.mktemp("browser") / "site")
    with served(folder) as address:
        yield Site(folder, address)


@pytest.fixture(scope="session")
def unused() -> list[Page]:
    """Pages that a test has left: a new one is a process of the browser, and dearer than what most tests do with it."""
    return []


@pytest.fixture
def opened(browser: Browser, site: Site, unused: list[Page]) -> Iterator[Callable[..., Page]]:
    """Open a page of the site by its address, in a window, a colour scheme and with the wishes of one's choice."""
    pages: list[Page] = []

    def open_page(path: str, *, width: int = 1280, scheme: str = "light", **wishes: Any) -> Page:
        page = unused.pop() if unused else browser.new_context().new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(**(NO_WISHES | {"color_scheme": scheme} | wishes))
        page.mouse.move(0, 0)
        page.goto(site.url + path)
        return page

    yield open_page
    for page in pages:
        page.unroute_all()
        # From a file without scripts: a page would write down its scheme again when the next test asks for another.
        page.goto(f"{site.url}assets/afterword/logo.svg")
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    unused.extend(pages)


@pytest.fixture
def form(opened: Callable[..., Page]) -> Page:
    """The page of the form, ready to be filled."""
    page = opened("write/", reduced_motion="reduce")
    expect(page.locator(".aw-write-finish")).to_be_visible()
    return page
