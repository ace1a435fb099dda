"""Terms of the field are explained where they occur."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visit import Site

Opened = Callable[..., Page]
GUIDE = "patterns/training-serving-skew/"


def meaning(page: Page, term: Locator) -> str:
    """What the glossary says of a term that is on a page."""
    address = str(term.evaluate("link => link.href"))
    entry = page.context.new_page()
    entry.goto(address)
    said = entry.locator("dt:target + dd").inner_text()
    entry.close()
    return said


def test_a_term_is_explained_to_the_pointer_and_to_the_keyboard(browser: Browser, site: Site) -> None:
    # Its clock stays with a page, so that this one is not used again.
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url + GUIDE)
    term, tip = page.locator("a.aw-term").first, page.get_by_role("tooltip")
    means = meaning(page, term)
    # What happens after a while happens when the test says so.
    page.clock.install(time=0)
    page.clock.pause_at(1_000_000)
    assert means
    term.hover()
    expect(tip).to_have_text(means)
    tip.hover()
    page.clock.run_for(60_000)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(0, 0)
    term.focus()
    expect(tip).to_be_visible()
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    context.close()


def test_a_term_leads_to_its_entry_in_the_glossary(opened: Opened) -> None:
    page = opened(GUIDE)
    term = page.locator("a.aw-term").first
    means = meaning(page, term)
    term.click()
    expect(page.locator("h1")).to_contain_text("Glossary")
    expect(page.locator("dt:target + dd")).to_contain_text(means)


def test_a_tap_opens_a_term_where_it_stands_and_leads_on_to_the_glossary(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(site.url + GUIDE)
    first, second = page.locator("a.aw-term").nth(0), page.locator("a.aw-term").nth(1)
    tip, means = page.locator("#aw-tip"), [meaning(page, term) for term in (first, second)]
    first.tap()
    expect(tip).to_contain_text(means[0])
    assert page.url == site.url + GUIDE
    second.tap()
    expect(tip).to_contain_text(means[1])
    second.tap()
    expect(tip).to_be_hidden()
    first.tap()
    page.locator("h1").tap()
    expect(tip).to_be_hidden()
    first.tap()
    tip.get_by_role("link", name="Glossary").tap()
    expect(page.locator("dt:target + dd")).to_be_visible()
    context.close()


def test_the_tooltip_stays_on_a_phone(opened: Opened) -> None:
    page = opened(GUIDE, width=390)
    terms = page.locator("a.aw-term").all()
    assert terms
    for term in terms:
        term.focus()
        box = page.get_by_role("tooltip").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
