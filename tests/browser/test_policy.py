"""The policy of a built site, as a browser enforces it; `test_every_page` visits every kind of page under it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import Site, enforced


@pytest.fixture
def guarded(browser: Browser, site: Site) -> Iterator[tuple[Page, str, list[str]]]:
    yield from enforced(browser, site.folder, site.policy)


def test_search_filters_and_colours_work_under_the_policy(guarded: tuple[Page, str, list[str]]) -> None:
    page, url, told = guarded
    page.goto(url + "search/?q=pneumonia")
    expect(page.locator(".aw-result .aw-title").first).to_be_visible()
    page.goto(url + "postmortems/?severity=sev1")
    expect(page.locator("form.aw-filter")).to_be_visible()
    bar = page.goto(url + "layers/") and page.locator(".aw-bar").first
    assert bar
    assert bar.evaluate("each => getComputedStyle(each).getPropertyValue('--n')")
    assert told == []


def test_a_script_that_somebody_smuggled_in_does_not_run(browser: Browser, site: Site) -> None:
    name = "smuggled.html"
    page_file = site.folder / name
    page_file.write_text((site.folder / "404.html").read_text("utf-8") + "<script>document.title = 'owned'</script>")
    try:
        for page, url, told in enforced(browser, site.folder, site.policy):
            page.goto(url + name)
            assert page.title() != "owned"
            assert any("Content Security Policy" in line for line in told)
    finally:
        page_file.unlink()
