"""The keyboard alone reaches everything, and whoever uses it sees where they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import Site

Opened = Callable[..., Page]

FOCUSED = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const label = at.matches('input') ? at.nextElementSibling : null;
    const shown = [style, ...(label ? [getComputedStyle(label)] : [])];
    return {
        what: at.outerHTML.slice(0, 140), body: at === document.body,
        seen: box.bottom > 0 && box.right > 0 && box.left < innerWidth && box.top < innerHeight
            && style.visibility === 'visible',
        marked: shown.some(one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0)
            || at.matches('.md-search__input, .md-skip') || at.closest('.md-search') !== null,
    };
}"""


def walked(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """Every place that the tab key comes to, from the top of a page until it leaves it."""
    places: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        place = page.evaluate(FOCUSED)
        if place["body"]:
            break
        places.append(place)
    return places


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["", "actions/", "postmortems/2025-11-18-bot-score-feature-file/"])
def test_every_place_of_the_tab_key_is_seen_and_marked(opened: Opened, path: str, width: int) -> None:
    places = walked(opened(path, width=width))
    assert len(places) > 20
    assert [place["what"] for place in places if not place["seen"]] == []
    assert [place["what"] for place in places if not place["marked"]] == []


def test_the_first_place_leads_past_the_menu(opened: Opened) -> None:
    page = opened("postmortems/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


def test_the_menu_of_a_phone_opens_and_closes_by_keys(opened: Opened) -> None:
    page = opened("", width=390)
    menu, section = page.get_by_role("button", name="Menu"), page.locator("label.md-nav__link:has-text('Causes')")
    inside = page.locator(".md-nav--primary a[href='layers/']").first
    menu.focus()
    page.keyboard.press("Enter")
    expect(section).to_be_in_viewport()
    expect(inside).to_be_hidden()
    section.focus()
    page.keyboard.press("Enter")
    expect(inside).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(section).to_be_hidden()


def test_every_place_of_the_open_menu_is_seen(opened: Opened) -> None:
    page = opened("", width=390)
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(page.locator("label.md-nav__link:has-text('Causes')")).to_be_in_viewport(ratio=1)
    places = walked(page, 20)
    assert any("__toc" in place["what"] for place in places)
    assert [place["what"] for place in places if not place["seen"]] == []


def test_filters_and_their_details_are_worked_by_keys(opened: Opened) -> None:
    page = opened("postmortems/")
    page.locator("form.aw-filter summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("form.aw-filter details select").first).to_be_visible()
    page.locator("select[name='severity']").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Clear filters")).to_be_visible()


SMALL = """() => [...document.querySelectorAll(
    '.md-content :is(button, select, input, summary), .md-header :is(button, label, a)')]
    .filter(each => each.tabIndex >= 0 && each.checkVisibility() && each.getClientRects().length)
    .map(each => ({what: each.outerHTML.slice(0, 100), box: each.getBoundingClientRect()}))
    .filter(each => each.box.width < 24 || each.box.height < 24).map(each => each.what)"""


@pytest.mark.parametrize("path", ["postmortems/", "actions/"])
def test_what_a_finger_operates_is_large_enough(browser: Browser, site: Site, path: str) -> None:
    # 24 by 24 pixels is what WCAG 2.2 asks for; links inside a line of text are exempt.
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site.url + path)
    small = page.evaluate(SMALL)
    context.close()
    assert small == []
