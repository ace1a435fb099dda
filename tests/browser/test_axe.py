"""No barrier that axe knows in what a page becomes by use; `test_every_page` asks the same of each as it opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import barriers
from tests.browser.writing import add_an_entry_everywhere, answer, place


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
    add_an_entry_everywhere(page)
    answer(page, "detected", "2025-13-01")
    place(page, "title").locator("input").fill("A column full of one value passes the check")
    expect(page.locator(".aw-near li").first).to_be_visible()
    page.locator(".aw-write-download").click()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("path", "where"), [("", "h1"), ("recurrence/", "tbody tr:nth-child(2) td:nth-child(3)")])
def test_a_contrast_that_is_poor_in_the_dark_alone_is_found(opened: Callable[..., Page], path: str, where: str) -> None:
    page = opened(path, reduced_motion="reduce")
    page.add_style_tag(content=f'[data-md-color-scheme="slate"] {where} {{ color: #333 !important; }}')
    assert {found[:2] for found in barriers(page)} == {("dark", "color-contrast")}
