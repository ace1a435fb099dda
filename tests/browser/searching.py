"""What the tests of the search share: its box, its filters, and what it says."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

BOX = "#aw-q"
REVIEW = "2025-11-18-bot-score-feature-file"


def titles(page: Page) -> list[str]:
    return page.locator(".aw-result .aw-title").all_inner_texts()


def option(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f".aw-search-facet[data-facet='{facet}'] li:has(input[value='{value}'])")


def promised(page: Page, facet: str, value: str) -> int:
    """How many pages a filter says that it finds, invented ones among them."""
    return sum(map(int, re.findall(r"\d+", option(page, facet, value).locator(".aw-number").inner_text())))


def told(page: Page) -> int:
    """How many pages the search says that it has found, once it has."""
    # While it is busy it shows what answered the question before.
    expect(page.locator(".aw-results-pane")).not_to_have_attribute("aria-busy", "true")
    status = page.locator(".aw-result-count")
    expect(status).to_have_text(re.compile(r"(page|pages) found[.,]|No results\."))
    number = re.match(r"[\d,]+", status.inner_text())
    return int(number[0].replace(",", "")) if number else 0


def pages_found(number: int) -> re.Pattern[str]:
    """What the search says that found so many pages, invented ones among them."""
    return re.compile(f"^{number} pages? found[.,]")


def tick(page: Page, facet: str, value: str) -> None:
    if not option(page, facet, value).is_visible():
        page.locator(f".aw-search-facet[data-facet='{facet}'] > summary").click()
    option(page, facet, value).locator("input").check()


def results(page: Page, text: str) -> list[tuple[str, str]]:
    """The address and the words of each result of a question."""
    page.locator(BOX).fill(text)
    page.wait_for_function("text => new URLSearchParams(location.search).get('q') === text", arg=text)
    told(page)
    items = page.locator(".aw-result")
    return [(one.locator(".aw-title").get_attribute("href") or "", one.inner_text()) for one in items.all()]
