"""What the search loads and when, and what is left of it where it can load nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.browser.searching import BOX, REVIEW, promised, tick, told
from tests.browser.visit import Site

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
    assert not [url for url in asked if "pagefind" in url or "search_index" in url]
    page.goto(site.url + "search/?q=fallback", wait_until="networkidle")
    told(page)
    assert wrong == []
    assert {urlsplit(url).hostname for url in asked} == {"127.0.0.1"}
    context.close()


def test_a_question_without_words_loads_a_piece_of_the_index_and_not_the_whole(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page, pieces = context.new_page(), set()
    page.on("request", lambda request: pieces.add(request.url) if request.url.endswith(".pf_index") else None)
    page.goto(site.url + "search/", wait_until="networkidle")
    assert pieces == set()
    tick(page, "severity", "sev1")
    assert told(page) == promised(page, "severity", "sev1") > 0
    there = list((site.folder / "pagefind" / "index").iterdir())
    assert 0 < len(pieces) < len(there)
    context.close()


def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/pagefind/pagefind.js", lambda route: route.abort())
    page.goto(site.url + "search/?q=fallback")
    expect(page.locator(".aw-result-count")).to_have_text("Search failed. Check your connection, or browse below.")
    expect(page.locator(".aw-search-start")).to_be_visible()
    page.unroute("**/pagefind/pagefind.js")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".aw-result").first).to_be_visible()
    context.close()


def test_from_a_folder_the_reviews_are_searched_by_their_titles_and_facts(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((site.folder / "search" / "index.html").as_uri() + "?q=pneumonia")
    assert told(page) == 1
    expect(page.locator(".aw-result-count")).to_contain_text("search covers only titles")
    assert promised(page, "kind", "incident") + promised(page, "kind", "near-miss") == 1
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
    assert wrong == []
    context.close()


def test_without_scripts_the_page_says_where_to_look(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "search/?q=fallback")
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    expect(page.locator(".aw-search-start a", has_text="All reviews")).to_be_visible()
    context.close()
