"""What holds on every kind of page, in light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visit import Site

PHONE = 390

WIDE_TABLES = """() => [...document.querySelectorAll('.md-content table')].map(table => {
    let box = table;
    while (box && !['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) box = box.parentElement;
    return {wide: table.scrollWidth > innerWidth || (box !== null && box.scrollWidth > box.clientWidth),
            scrolls: box !== null && box !== document.documentElement && box !== document.body};
})"""

STICKING_OUT = """() => [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_complains_or_asks_another_host(browser: Browser, site: Site, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page, told = context.new_page(), []
    page.on("console", lambda said: told.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: told.append(asked.url) if _leaves(asked.url) else None)
    page.on("response", lambda answer: told.append(answer.url) if answer.status >= 400 else None)
    for path in site.kinds:
        page.goto(site.url + path, wait_until="networkidle")
        assert told == [], path
    context.close()


def _leaves(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1"


def test_the_colour_scheme_of_the_reader_is_taken_up(opened: Callable[..., Page]) -> None:
    seen = {
        scheme: opened("", scheme=scheme).locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert seen["light"] != seen["dark"]


def test_no_page_is_wider_than_a_phone(opened: Callable[..., Page], site: Site) -> None:
    page = opened("", width=PHONE)
    too_wide = {}
    for path in site.kinds:
        page.goto(site.url + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide[path] = page.evaluate(STICKING_OUT)
    assert too_wide == {}


def test_a_table_is_wider_than_a_phone_nowhere_or_scrolls_in_itself(opened: Callable[..., Page], site: Site) -> None:
    page = opened("", width=PHONE)
    wide, seen = [], 0
    for path in site.kinds:
        page.goto(site.url + path)
        tables = page.evaluate(WIDE_TABLES)
        seen += len(tables)
        wide += [path for table in tables if table["wide"] and not table["scrolls"]]
    assert seen
    assert wide == []


def test_every_page_has_one_title_and_it_is_not_empty(opened: Callable[..., Page], site: Site) -> None:
    page = opened("")
    for path in site.kinds:
        page.goto(site.url + path)
        assert [text for text in page.locator("h1").all_inner_texts() if text.strip()], path
        assert page.locator("h1").count() == 1, path


def test_a_page_is_whole_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "postmortems/")
    assert page.locator("main a[href*='bot-score']").first.is_visible()
    assert page.locator("form.aw-filter").is_hidden()
    context.close()
