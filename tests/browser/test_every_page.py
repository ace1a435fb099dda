"""What holds on every kind of page, in light and dark, on a desk and on a phone, under either kind of policy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from afterword.publish.csp import inserted
from tests.browser.axe import barriers
from tests.browser.visit import Site, enforced, visit
from tests.shared import linked

PHONE, NARROWEST = 390, 320
"""The second is a desk at 400 % (WCAG 1.4.10)."""

WIDE_TABLES = """() => [...document.querySelectorAll('.md-content table')].map(table => {
    let box = table;
    while (box && !['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) box = box.parentElement;
    return {wide: table.scrollWidth > innerWidth || (box !== null && box.scrollWidth > box.clientWidth),
            scrolls: box !== null && box !== document.documentElement && box !== document.body};
})"""

STICKING_OUT = """() => [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""


def under_a_header(site: Site, _: Path) -> tuple[Path, str]:
    return site.folder, site.policy


def under_a_policy_of_its_own(site: Site, folder: Path) -> tuple[Path, str]:
    """As where no header can be set: each page has its policy in itself."""
    copy = linked(site.folder, folder / "site")
    for file in (site.file(path, copy) for path in site.kinds):
        text = file.read_text("utf-8")
        file.unlink()
        file.write_text(inserted(text), "utf-8")
    return copy, ""


@pytest.mark.parametrize(
    ("scheme", "width", "served_as"), [("light", 1280, under_a_header), ("dark", PHONE, under_a_policy_of_its_own)]
)
def test_every_kind_of_page_has_a_title_fits_its_window_stays_within_its_policy_and_on_its_host_and_bars_nobody(
    browser: Browser, site: Site, tmp_path: Path, scheme: str, width: int, served_as: Callable[..., tuple[Path, str]]
) -> None:
    """One visit of each for all of it: opening a page costs more than to look at it."""
    wishes: dict[str, Any] = {
        "color_scheme": scheme,
        "viewport": {"width": width, "height": 844},
        "reduced_motion": "reduce",
    }
    tables, barred = 0, dict[str, list[tuple[str, ...]]]()
    for page, url, told in enforced(browser, *served_as(site, tmp_path), **wishes):
        _listen(page, told)
        for path in site.kinds:
            visit(page, url + path)
            assert told == [], path
            tables += _wide_enough(page, path)
            barred[path] = barriers(page, first=scheme)
            # A script that axe brings says what it likes.
            told.clear()
            if width == PHONE:
                page.set_viewport_size({"width": NARROWEST, "height": 844})
                _fits(page, path)
                page.set_viewport_size({"width": width, "height": 844})
    assert tables
    assert {path: found for path, found in barred.items() if found} == {}


def _listen(page: Page, told: list[str]) -> None:
    """Note also what warns, what fails and what asks another host."""
    page.on("console", lambda said: told.append(said.text) if said.type == "warning" else None)
    page.on("request", lambda asked: told.append(asked.url) if _leaves(asked.url) else None)
    page.on("response", lambda answer: told.append(answer.url) if answer.status >= 400 else None)


def _wide_enough(page: Page, path: str) -> int:
    """The number of tables of a page that has a title and of which nothing sticks out."""
    (title,) = page.locator("h1").all_inner_texts()
    assert title.strip(), path
    _fits(page, path)
    found = page.evaluate(WIDE_TABLES)
    assert [table for table in found if table["wide"] and not table["scrolls"]] == [], path
    return len(found)


def _fits(page: Page, path: str) -> None:
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        assert page.evaluate(STICKING_OUT) == [], path
        pytest.fail(f"{path} is too wide for {page.viewport_size}")


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
