"""A browser, and the repository's own site on localhost."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.visit import Quiet, Site
from tests.made import REPOSITORY
from tests.shared import linked, own_site

# So long only where something never comes: a busy machine is no failure.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that is on this machine; without one the tests fail in CI and are skipped elsewhere."""
    asked = [str(REPOSITORY / "scripts" / "ensure-browser"), "--no-install"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    if not found.stdout.strip():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(found.stderr.strip())
    with sync_playwright() as playwright:
        # A container has no room for the sandbox, and the only site that is visited is our own.
        started = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, served for as long as the tests run; each process may put pages into its own copy."""
    folder = linked(own_site(tmp_path_factory), tmp_path_factory.mktemp("browser") / "site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(folder, f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open a page of the site by its address, in a window and a colour scheme of one's choice."""
    contexts = []

    def open_page(path: str, *, width: int = 1280, scheme: str = "light") -> Page:
        viewport = {"width": width, "height": 844}
        context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(site.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
