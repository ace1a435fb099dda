"""No barrier that axe knows on any kind of page, in light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tools import web_tools
from tests.browser.visit import Site
from tests.browser.writing import answer, place, unfold

# As the switch of the theme does it; what a change of the reader's wish would start could undo it later.
CHOSEN = "scheme => { document.body.dataset.mdColorScheme = {light: 'default', dark: 'slate'}[scheme]; }"

COLOUR = ["color-contrast", "link-in-text-block"]
"""What a colour scheme can change; everything else is the same in light and dark."""


EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.fixture(scope="module")
def axe() -> str:
    return (web_tools("axe-core") / "axe-core" / "axe.min.js").read_text("utf-8")


def barriers(page: Page, axe: str) -> list[tuple[str, ...]]:
    """What axe finds on a page that is open: all of it in the light, and what a scheme can change in the dark."""
    page.evaluate(axe)
    found: list[tuple[str, ...]] = []
    for scheme, asked in (("light", EVERYTHING), ("dark", {**EVERYTHING, "runOnly": COLOUR})):
        page.evaluate(CHOSEN, scheme)
        violations = page.evaluate("asked => axe.run(asked).then(told => told.violations)", asked)
        found += [(scheme, each["id"], node["html"][:160]) for each in violations for node in each["nodes"]]
    return found


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_any_kind_of_page(opened: Callable[..., Page], axe: str, site: Site, width: int) -> None:
    page, found = opened("", width=width, reduced_motion="reduce"), {}
    for path in site.kinds:
        page.goto(site.url + path)
        found[path] = barriers(page, axe)
    assert {path: told for path, told in found.items() if told} == {}


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
    opened: Callable[..., Page], axe: str, query: str, seen: str, width: int
) -> None:
    page = opened(f"search/?{query}", width=width, reduced_motion="reduce")
    page.locator(seen).first.wait_for()
    assert barriers(page, axe) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_a_form_with_entries_and_problems(
    opened: Callable[..., Page], axe: str, width: int
) -> None:
    page = opened("write/", width=width, reduced_motion="reduce")
    unfold(page)
    while (empty := page.locator(".aw-list:not(:has(> ol > li)) > .aw-add")).count():
        empty.first.click()
    answer(page, "detected", "2025-13-01")
    place(page, "title").locator("input").fill("A column full of one value passes the check")
    expect(page.locator(".aw-near li").first).to_be_visible()
    page.locator(".aw-write-download").click()
    assert barriers(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_contrast_that_is_poor_in_the_dark_alone_is_found(opened: Callable[..., Page], axe: str) -> None:
    page = opened("", reduced_motion="reduce")
    page.add_style_tag(content='[data-md-color-scheme="slate"] h1 { color: #333 !important; }')
    assert {found[:2] for found in barriers(page, axe)} == {("dark", "color-contrast")}
