"""The keyboard alone reaches everything, and whoever uses it sees where they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import Site

Opened = Callable[..., Page]
REVIEW = "postmortems/2025-11-18-bot-score-feature-file/"

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


@pytest.mark.parametrize("path", [REVIEW, "patterns/untested-fallback/", "layers/data/"])
def test_the_menu_of_a_page_that_is_in_no_menu_leads_where_its_tabs_lead(path: str, opened: Opened) -> None:
    page = opened(path, width=390)
    page.get_by_role("button", name="Menu").click()
    menu = page.locator(".md-nav--primary")
    expect(menu.locator("a:visible").last).to_be_in_viewport()
    tabs, pages = page.locator(".md-tabs__link"), page.locator(".aw-subtabs a")
    titles = [title.strip() for title in tabs.all_inner_texts()]
    active = page.locator(".md-tabs__item--active").inner_text().strip()
    opener = menu.locator("label.md-nav__link")
    assert opener.inner_text().strip() == active
    assert menu.locator("> ul > li > :is(a, label)").all_inner_texts() == titles
    assert menu.locator("ul ul a").all_text_contents() == [text.strip() for text in pages.all_text_contents()]
    hrefs = "links => links.map(link => link.href)"
    wanted = [address for address in tabs.evaluate_all(hrefs) if address not in opened_by(page)]
    assert menu.locator("> ul > li > a").evaluate_all(hrefs) == wanted
    assert menu.locator("ul ul a").evaluate_all(hrefs) == pages.evaluate_all(hrefs)


def opened_by(page: Page) -> list[str]:
    """Where the tab of a page leads."""
    found: list[str] = page.locator(".md-tabs__item--active a").evaluate_all("links => links.map(link => link.href)")
    return found


def test_without_scripts_a_phone_shows_the_tabs_of_a_page_that_is_in_no_menu(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site.url + REVIEW)
    assert page.locator(".md-tabs__link:visible").count() > 5
    assert page.locator(".md-header [for='__drawer']:visible").count() == 0
    page.goto(site.url)
    assert page.locator(".md-header [for='__drawer']:visible").count() == 1
    context.close()


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
