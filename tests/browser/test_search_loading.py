"""What the search loads and when, and what is left of it where it can load nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from afterword.publish.search import FOLDER
from tests.browser.searching import BOX, REVIEW, promised, tick, titles, told
from tests.browser.visit import Site, enforced
from tests.shared import linked

Opened = Callable[..., Page]


def test_the_index_is_loaded_with_the_first_question_from_here_and_without_complaint(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context()
    page, wrong, asked = context.new_page(), [], []
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url + "postmortems/", wait_until="networkidle")
    assert not [url for url in asked if FOLDER in url or "search_index" in url]
    page.goto(site.url + "search/?q=fallback", wait_until="networkidle")
    told(page)
    assert wrong == []
    assert {urlsplit(url).hostname for url in asked} == {"127.0.0.1"}
    context.close()


def test_a_question_loads_the_parts_of_its_words_and_of_the_pages_that_are_shown(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page, parts = context.new_page(), list[str]()
    page.on("request", lambda asked: parts.append(asked.url.split(FOLDER)[1]) if f"{FOLDER}/" in asked.url else None)
    with page.expect_request(f"**/{FOLDER}/**"):
        page.goto(site.url + "search/")
    assert parts == ["/head.js"]
    tick(page, "severity", "sev1")
    assert told(page) == promised(page, "severity", "sev1") > 0
    expect(page.locator(".aw-result")).to_have_count(10)
    shown = page.locator(".aw-result .aw-title").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    of_shown = {
        f"/{file.relative_to(site.folder / FOLDER).as_posix()}"
        for file in (site.folder / FOLDER).glob("*/page/*.js")
        if any(f'"url":"{address.strip("/")}/"' in file.read_text("utf-8") for address in shown)
    }
    assert sorted(part for part in parts if "/page/" in part) == sorted(of_shown)
    assert not [part for part in parts if "/words/" in part]
    page.locator(BOX).fill("pneumonia")
    expect(page.locator(".aw-result mark", has_text="neumonia").first).to_be_visible()
    assert len([part for part in parts if "/words/" in part]) == 1
    context.close()


def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route(f"**/{FOLDER}/**", lambda route: route.abort())
    page.goto(site.url + "search/?q=fallback")
    expect(page.locator(".aw-result-count")).to_have_text("Search failed. Check your connection, or browse below.")
    expect(page.locator(".aw-search-start")).to_be_visible()
    page.unroute(f"**/{FOLDER}/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".aw-result").first).to_be_visible()
    context.close()


def test_a_page_that_was_open_while_the_site_was_replaced_finds_again(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    folder = linked(site.folder, tmp_path / "site")
    (version,) = [path for path in (folder / FOLDER).iterdir() if path.is_dir()]
    for page, url, _ in enforced(browser, folder, ""):
        page.goto(url + "search/?q=fallback")
        expect(page.locator(".aw-result").first).to_be_visible()
        version.rename(version.with_name("next"))
        head = folder / FOLDER / "head.js"
        newer = head.read_text("utf-8").replace(version.name, "next")
        head.unlink()
        head.write_text(newer, "utf-8")
        page.locator(BOX).fill("pneumonia")
        page.get_by_role("button", name="Try again").click()
        expect(page.locator(".aw-result .aw-title").first).to_contain_text("neumonia")


@pytest.mark.parametrize(
    "old",
    [
        "delete window.DecompressionStream",
        "window.DecompressionStream = class { constructor(format) { throw new TypeError(format); } }",
    ],
)
def test_a_browser_that_cannot_unpack_texts_shows_results_without_them(browser: Browser, site: Site, old: str) -> None:
    context = browser.new_context()
    context.add_init_script(old)
    page = context.new_page()
    page.goto(site.url + "search/?q=pneumonia+asthma")
    assert told(page) > 0
    expect(page.locator(".aw-result .aw-title").first).to_contain_text("neumonia")
    context.close()


def test_from_a_folder_everything_is_found_as_from_a_server(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(site.url + "search/?q=pneumonia+asthma")
    number, served = told(page), titles(page)
    page.goto((site.folder / "search" / "index.html").as_uri() + "?q=pneumonia+asthma")
    assert told(page) == number
    assert titles(page) == served
    page.locator(BOX).fill("fallback failed online model")
    page.locator(".aw-filter-hints button", has_text="+ Serving: Online").click()
    expect(page.locator(".aw-result").first).to_contain_text("Read this first")
    expect(page.locator(".aw-actions-link")).to_contain_text(f"in these {told(page)} reviews")
    page.locator(BOX).fill("")
    page.get_by_role("button", name="Clear filters").click()
    page.locator(BOX).fill(REVIEW)
    expect(page.locator(".aw-exact-match a")).to_have_attribute(
        "href", re.compile(f"^file:///.*/postmortems/{REVIEW}/index.html$")
    )
    page.locator(BOX).press("Enter")
    page.wait_for_url(f"file:///**/postmortems/{REVIEW}/index.html")
    page.locator(".aw-header-search input").fill("frd-1423")
    page.locator(".aw-header-search input").press("Enter")
    page.wait_for_url("file:///**/postmortems/2025-10-26-night-shift-cards-flagged/index.html#action-a5")
    assert wrong == []
    context.close()


def test_without_scripts_the_page_says_where_to_look(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "search/?q=fallback")
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    expect(page.locator(".aw-search-start a", has_text="All reviews")).to_be_visible()
    context.close()
