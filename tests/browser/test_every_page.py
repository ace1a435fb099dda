"""What holds on every kind of page, in light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visit import Site, visit

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


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", PHONE)])
def test_every_kind_of_page_has_a_title_fits_its_window_and_neither_complains_nor_asks_another_host(
    browser: Browser, site: Site, scheme: Any, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844})
    page, told, tables = context.new_page(), [], 0
    page.on("console", lambda said: told.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: told.append(asked.url) if _leaves(asked.url) else None)
    page.on("response", lambda answer: told.append(answer.url) if answer.status >= 400 else None)
    for path in site.kinds:
        visit(page, site.url + path)
        assert told == [], path
        (title,) = page.locator("h1").all_inner_texts()
        assert title.strip(), path
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            assert page.evaluate(STICKING_OUT) == [], path
            pytest.fail(f"{path} is too wide")
        found = page.evaluate(WIDE_TABLES)
        tables += len(found)
        assert [table for table in found if table["wide"] and not table["scrolls"]] == [], path
    assert tables
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


def test_a_page_is_whole_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "postmortems/")
    assert page.locator("main a[href*='bot-score']").first.is_visible()
    assert page.locator("form.aw-filter").is_hidden()
    context.close()
