"""The search of the site."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_the_search_finds_a_review_by_a_word_of_its_title(opened: Callable[..., Page]) -> None:
    page = opened("")
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.press_sequentially("pneumonia")
    found = page.locator(".md-search-result__link[href*='asthma-lowers-pneumonia-risk']").first
    expect(found).to_be_visible()
    found.click()
    expect(page.locator("h1")).to_contain_text("neumonia")
