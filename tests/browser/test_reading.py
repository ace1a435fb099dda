"""A review is read on a desk, on a phone, in the dark and on paper; and a reader knows where they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import Site

LONG = "postmortems/2026-04-07-null-column-all-positive/"
SOURCED = "postmortems/2025-11-18-bot-score-feature-file/"
PHONE = 390

SEEN = """svg => [...svg.querySelectorAll('text')].map(text => {
    const box = text.getBoundingClientRect(), whole = svg.getBoundingClientRect();
    return {words: text.textContent, size: box.height, ink: getComputedStyle(text).fill,
            out: box.left < -1 || box.right > innerWidth + 1
                || box.top < whole.top - 2 || box.bottom > whole.bottom + 2};
})"""


@pytest.mark.parametrize("width", [1280, PHONE])
def test_a_drawing_has_its_words_and_none_of_its_letters_is_lost(opened: Callable[..., Page], width: int) -> None:
    page = opened(LONG, width=width)
    drawings = page.locator(".aw-drawing svg[role=img]")
    assert drawings.count() >= 5
    for at in range(drawings.count()):
        drawing = drawings.nth(at)
        for id_ in (drawing.get_attribute("aria-labelledby") or "").split():
            assert page.locator(f"[id='{id_}']").text_content()
        lost = [seen for seen in drawing.evaluate(SEEN) if seen["out"] or seen["size"] < 8]
        assert lost == []


def test_letters_of_drawings_follow_the_scheme(opened: Callable[..., Page]) -> None:
    inks = {
        scheme: {seen["ink"] for seen in opened(LONG, scheme=scheme).locator(".aw-drawing svg").first.evaluate(SEEN)}
        for scheme in ("light", "dark")
    }
    assert inks["light"].isdisjoint(inks["dark"])


def test_the_contents_stand_beside_a_review_or_open_within_it(opened: Callable[..., Page]) -> None:
    desk = opened(LONG)
    assert desk.locator(".md-sidebar--secondary a[href='#timeline']").is_visible()
    assert desk.locator(".aw-contents").is_hidden()
    phone = opened(LONG, width=PHONE)
    phone.get_by_text("In this review").click()
    phone.locator(".aw-contents a[href='#causes']").click()
    phone.wait_for_function("Math.abs(document.getElementById('causes').getBoundingClientRect().top) < 200")


LIT = """() => [...document.querySelectorAll('.md-sidebar--secondary .md-nav__link--active')].map(link => link.hash)"""


@pytest.mark.parametrize("path", [SOURCED, "patterns/untested-fallback/", "guides/settings/"])
def test_the_entry_of_the_contents_that_was_followed_is_lit(opened: Callable[..., Page], path: str) -> None:
    page = opened(path)
    links = page.locator(".md-sidebar--secondary a.md-nav__link[href^='#']:visible").all()
    assert len(links) > 5
    for link in [*links[1::2], links[-1]]:
        link.click()
        page.wait_for_function(f"([hash]) => ({LIT})().join() === hash", arg=[link.get_attribute("href")])


def test_the_section_that_fills_the_window_is_lit_while_scrolling(opened: Callable[..., Page]) -> None:
    page = opened(SOURCED)
    page.evaluate("document.getElementById('causes').scrollIntoView()")
    page.wait_for_function(f"() => ({LIT})().join() === '#causes'")
    page.evaluate("scrollBy(0, -300)")
    page.wait_for_function(f"() => ({LIT})().join() !== '#causes'")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function(f"() => ({LIT})().join() === '#sources'")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function(f"() => ({LIT})().join() === ''")


def test_a_pattern_says_on_its_first_screen_what_is_still_open(opened: Callable[..., Page]) -> None:
    for width in (1280, PHONE):
        page = opened("patterns/untested-fallback/", width=width)
        told = page.locator(".aw-facts dt", has_text="Still open").locator("xpath=following-sibling::dd[1]")
        box = told.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 800
        assert re.search(r"\d+ actions", told.inner_text())
    told.get_by_role("link").click()
    expect(page.locator("#actions")).to_be_in_viewport()


def test_the_way_back_leads_to_the_year(opened: Callable[..., Page]) -> None:
    page = opened(SOURCED)
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="2025").click()
    page.wait_for_selector("form.aw-filter:not([hidden])")
    assert page.locator("select[name=year]").input_value() == "2025"
    days = page.locator("li.aw-review:visible .aw-date").all()
    assert {day.inner_text()[-4:] for day in days} == {"2025"}


def test_the_end_of_a_review_leads_on(opened: Callable[..., Page]) -> None:
    page = opened(SOURCED)
    link = page.locator(".aw-neighbours .aw-earlier a").first
    title = link.inner_text()
    link.click()
    assert page.locator("h1").inner_text().rstrip("¶") == title


def test_the_tabs_fit_and_say_where_a_page_lies(opened: Callable[..., Page]) -> None:
    page = opened("patterns/untested-fallback/")
    assert page.locator(".md-tabs__list").evaluate("list => list.scrollWidth <= list.clientWidth")
    assert page.locator(".md-tabs__item--active").inner_text().strip() == "Causes"
    neighbours = page.locator(".aw-subtabs a")
    assert neighbours.all_inner_texts() == ["Layers", "Patterns", "Classes", "Recurrence"]
    assert page.locator(".aw-subtabs .aw-current").inner_text() == "Patterns"
    neighbours.first.click()
    assert page.locator(".aw-subtabs [aria-current=page]").inner_text() == "Layers"


def test_a_page_that_is_not_there_searches(opened: Callable[..., Page]) -> None:
    page = opened("404.html")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    page.locator(".aw-missing-page input").fill("fallback")
    page.locator(".aw-missing-page button").click()
    page.wait_for_url("**/search/?q=fallback")


def test_the_head_tells_others_what_the_page_is(opened: Callable[..., Page], site: Site) -> None:
    page = opened(SOURCED)
    for name in ("og:title", "og:description", "og:site_name", "og:type"):
        assert page.locator(f"meta[property='{name}']").get_attribute("content"), name
    feed = page.locator("link[rel=alternate][type='application/atom+xml']").evaluate("link => link.href")
    assert (site.folder / feed.removeprefix(site.url)).is_file()


@pytest.mark.parametrize(
    "path", ["layers/data/", "models/audience-pinpointer/", "patterns/untested-fallback/", "classes/other/"]
)
def test_a_page_of_one_value_names_its_own_feed_after_that_of_the_site(
    path: str, opened: Callable[..., Page], site: Site
) -> None:
    page = opened(path)
    feeds = page.locator("link[rel~=alternate][type='application/atom+xml']").evaluate_all(
        "links => links.map(l => [l.href, l.title])"
    )
    assert [href.removeprefix(site.url) for href, _ in feeds] == ["feed.xml", f"{path}feed.xml"]
    told = ET.parse(site.folder / path / "feed.xml").findtext("{http://www.w3.org/2005/Atom}title")  # noqa: S314  # ours
    assert feeds[1][1] == told
    assert page.get_by_role("link", name="Atom feed", exact=True).get_attribute("href") == "feed.xml"


def test_a_review_prints_without_its_frame_and_with_the_addresses_of_its_sources(opened: Callable[..., Page]) -> None:
    page = opened(SOURCED, scheme="dark")
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-tabs", ".aw-subtabs", ".md-sidebar--secondary", ".md-footer", ".aw-neighbours"):
        assert page.locator(hidden).first.is_hidden(), hidden
    assert page.locator(".aw-drawing").first.is_visible()
    source = page.locator("#sources ~ ul a[href^=http]").first
    printed = source.evaluate("link => getComputedStyle(link, '::after').content")
    assert "http" in printed
    ink, ground = page.locator("h1").evaluate(
        "h1 => [getComputedStyle(h1).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (ink, ground) == ("rgb(30, 27, 23)", "rgb(255, 255, 255)")
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page[^s]", pdf))
    assert 2 <= pages <= 12
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_contents_of_a_page_stand_where_they_stood_before_the_script_came(browser: Browser, site: Site) -> None:
    places = []
    for scripts in (False, True):
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 844})
        page = context.new_page()
        page.goto(site.url + SOURCED)
        links = page.locator(".md-sidebar--secondary [data-md-component=toc] a")
        if scripts:
            expect(page.locator(".md-sidebar--secondary .md-nav__item")).not_to_have_count(0)
        places.append([tuple(box.values()) for link in links.all() if (box := link.bounding_box())])
        context.close()
    assert places[0] == places[1] != []


def test_a_text_from_right_to_left_begins_at_the_right_and_others_at_the_left(opened: Callable[..., Page]) -> None:
    page = opened(LONG)
    begins = """([where, text]) => {
        const element = document.querySelector(where), range = document.createRange();
        element.textContent = text;
        range.selectNodeContents(element);
        const [box, said] = [element, range].map(one => one.getBoundingClientRect());
        if (said.width > box.width / 2) return 'too long';
        return said.left - box.left < box.right - said.right ? 'left' : 'right';
    }"""
    for where in ("h1", ".aw-lead p", ".aw-story p", ".aw-story h2", ".md-content dd"):
        assert page.evaluate(begins, [where, "דגם"]) == "right", where
        assert page.evaluate(begins, [where, "A model"]) == "left", where
