"""No barrier that axe knows in what a page becomes by use; `test_every_page` asks the same of each as it opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import barriers
from tests.browser.writing import answer, place, unfold


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("q=fallback+failed+online+model", ".aw-filter-hints button"),
        ("patterns=untested-fallback&serving=online", ".aw-actions-link a"),
        ("q=halucination", ".aw-suggestions button"),
    ],
)
def test_axe_finds_nothing_in_the_answers_of_the_search(
    opened: Callable[..., Page], query: str, seen: str, width: int
) -> None:
    page = opened(f"search/?{query}", width=width, reduced_motion="reduce")
    page.locator(seen).first.wait_for()
    assert barriers(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_a_form_with_entries_and_problems(opened: Callable[..., Page], width: int) -> None:
    page = opened("write/", width=width, reduced_motion="reduce")
    unfold(page)
    while (empty := page.locator(".aw-list:not(:has(> ol > li)) > .aw-add")).count():
        empty.first.click()
    answer(page, "detected", "2025-13-01")
    place(page, "title").locator("input").fill("A column full of one value passes the check")
    expect(page.locator(".aw-near li").first).to_be_visible()
    page.locator(".aw-write-download").click()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_contrast_that_is_poor_in_the_dark_alone_is_found(opened: Callable[..., Page]) -> None:
    page = opened("", reduced_motion="reduce")
    page.add_style_tag(content='[data-md-color-scheme="slate"] h1 { color: #333 !important; }')
    assert {found[:2] for found in barriers(page)} == {("dark", "color-contrast")}
