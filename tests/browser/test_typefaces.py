"""A page is in the site's own typefaces, nothing moves when they arrive, and what readers come for is on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.visit import Site

REVIEW = "postmortems/2025-11-18-bot-score-feature-file/"
PATTERN = "patterns/untested-fallback/"
PHONE, DESK = (390, 844), (1280, 800)

WATCH = """() => {
    window.moved = 0;
    new PerformanceObserver(seen => { for (const one of seen.getEntries()) window.moved += one.value; })
        .observe({type: 'layout-shift', buffered: true});
}"""
LOADED = (
    "() => [...document.fonts].filter(font => font.status === 'loaded').map(font => font.family.replaceAll('\"', ''))"
)
TOP = "element => element.getBoundingClientRect().top"
BOTTOM = "element => element.getBoundingClientRect().bottom"


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("path", ["", REVIEW, PATTERN])
def test_nothing_moves_when_the_typefaces_arrive_after_the_text(
    path: str, size: tuple[int, int], browser: Browser, site: Site
) -> None:
    held: list[Route] = []
    late = True
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    page.route("**/*.woff2", lambda route: held.append(route) if late else route.continue_())
    page.goto(site.url + path, wait_until="domcontentloaded")
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    assert not {"Afterword Serif", "Afterword Sans"} & set(page.evaluate(LOADED))
    late = False
    for route in held:
        route.continue_()
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    assert {"Afterword Serif", "Afterword Sans"} <= set(page.evaluate(LOADED))
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    # 0.1 is what counts as good; an element that grows by a pixel is far below a hundredth.
    assert page.evaluate("() => window.moved") < 0.01
    context.close()


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("query", ["q=fallback", "q=halucination", "patterns=untested-fallback"])
def test_nothing_moves_when_the_results_of_a_search_arrive(
    query: str, size: tuple[int, int], browser: Browser, site: Site
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(f"{site.url}search/?{query}", wait_until="networkidle")
    page.locator(".aw-result").first.wait_for()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    # 0.1 is what counts as good.
    assert page.evaluate("() => window.moved") < 0.05
    context.close()


def test_the_first_review_and_both_other_answers_are_on_the_first_screen(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]})
    page = context.new_page()
    page.goto(site.url)
    page.evaluate("() => document.fonts.ready")
    assert page.locator(".aw-hero-form input").evaluate(BOTTOM) < page.locator("#lately").evaluate(TOP)
    assert page.locator(".aw-short li").first.evaluate(BOTTOM) < 600
    for place in ("#recurrence", "#overdue"):
        assert page.locator(place).evaluate(TOP) < 400
    assert page.locator(".aw-stats-head").evaluate(TOP) > page.locator(".aw-short").evaluate(BOTTOM)
    context.close()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_lead_is_three_lines_long_until_it_is_opened(size: tuple[int, int], browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + REVIEW)
    lead = page.locator(".aw-lead > p")
    line = float(lead.evaluate("element => parseFloat(getComputedStyle(element).lineHeight)"))

    def lines() -> int:
        return round(float(lead.evaluate("element => element.getBoundingClientRect().height")) / line)

    def cut() -> bool:
        return bool(lead.evaluate("element => element.scrollHeight - element.clientHeight > 1"))

    assert (lines(), cut()) == (3, True)
    assert page.locator(".aw-facts").first.evaluate(BOTTOM) < (size[1] if size == DESK else 1000)
    page.get_by_text("Whole summary").press("Enter")
    assert lines() > 3
    assert not cut()
    page.get_by_text("Whole summary").press("Enter")
    assert cut()
    page.emulate_media(media="print")
    assert not cut()
    assert page.get_by_text("Whole summary").is_hidden()
    context.close()


def test_a_page_asks_first_for_the_two_faces_that_it_is_written_in(opened: Callable[..., Page]) -> None:
    asked = opened(REVIEW).locator("link[rel=preload][as=font]").evaluate_all("links => links.map(link => link.href)")
    assert [address.rpartition("/")[2] for address in asked] == ["serif.woff2", "sans.woff2"]
