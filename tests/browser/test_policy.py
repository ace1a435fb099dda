"""The content security policy that `afterword csp` prints, as a browser enforces it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from afterword.publish.csp import html_files, inserted, policy, read_pages, written
from tests.browser.visit import Site, enforced, visit
from tests.shared import linked


@pytest.fixture(scope="module")
def header(site: Site) -> str:
    pages = read_pages(file.read_text("utf-8") for file in html_files(site.folder))
    assert pages.handlers == set()
    return written(policy(pages))


@pytest.fixture
def guarded(browser: Browser, site: Site, header: str) -> Iterator[tuple[Page, str, list[str]]]:
    yield from enforced(browser, site.folder, header)


def test_no_kind_of_page_needs_what_the_policy_forbids(guarded: tuple[Page, str, list[str]], site: Site) -> None:
    page, url, told = guarded
    for path in site.kinds:
        visit(page, url + path)
        assert told == [], path


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


def test_a_script_that_somebody_smuggled_in_does_not_run(browser: Browser, site: Site, header: str) -> None:
    name = "smuggled.html"
    page_file = site.folder / name
    page_file.write_text((site.folder / "404.html").read_text("utf-8") + "<script>document.title = 'owned'</script>")
    try:
        for page, url, told in enforced(browser, site.folder, header):
            page.goto(url + name)
            assert page.title() != "owned"
            assert any("Content Security Policy" in line for line in told)
    finally:
        page_file.unlink()


def test_pages_carry_their_own_policy_where_no_header_can_be_set(browser: Browser, site: Site, tmp_path: Path) -> None:
    copy = linked(site.folder, tmp_path / "site")
    for file in (site.file(path, copy) for path in site.kinds):
        text = file.read_text("utf-8")
        file.unlink()
        file.write_text(inserted(text), "utf-8")
    for page, url, told in enforced(browser, copy, ""):
        for path in site.kinds:
            visit(page, url + path)
            assert told == [], path
