"""The search of the site: its filters, its keys, its address, and what it loads."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.searching import BOX, REVIEW, option, pages_found, promised, tick, titles, told

Opened = Callable[..., Page]


def test_the_box_in_the_header_leads_to_the_review(opened: Opened) -> None:
    page = opened("")
    box = page.locator(".aw-header-search input")
    box.fill("pneumonia asthma")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=pneumonia\+asthma$"))
    page.locator(".aw-result .aw-title").first.click()
    expect(page.locator("h1")).to_contain_text("neumonia")


def test_a_result_shows_the_facts_of_the_incident_and_where_the_words_stand(opened: Opened) -> None:
    result = opened("search/?q=feature+file+doubled&type=review").locator(f".aw-result:has(a[href*='{REVIEW}'])")
    facts = re.compile("18 November 2025.*SEV1.*Incident.*Bot", re.DOTALL)
    expect(result.locator(".aw-result-head")).to_contain_text(facts)
    expect(result.locator("mark").first).to_be_visible()
    expect(result.locator(".aw-result-line")).not_to_be_empty()


def test_a_filter_leaves_the_number_that_it_promised(opened: Opened) -> None:
    page = opened("search/?q=model")
    before = told(page)
    number = promised(page, "severity", "sev1")
    tick(page, "severity", "sev1")
    expect(page.locator(".aw-result-count")).to_have_text(pages_found(number))
    assert 0 < number < before
    also = promised(page, "severity", "sev2")
    assert also > 0, "beside another value of the same filter stands what it would add"
    tick(page, "severity", "sev2")
    expect(page.locator(".aw-result-count")).to_have_text(pages_found(number + also))


def test_every_facet_of_the_schema_and_of_the_corpus_is_a_filter(opened: Opened) -> None:
    page = opened("search/")
    expect(option(page, "type", "guide").locator(".aw-number")).not_to_have_text("0")
    facets = {facet.get_attribute("data-facet") for facet in page.locator(".aw-search-facet").all()}
    assert facets >= {"layers", "models", "patterns", "kind", "severity", "classes", "status", "serving", "safeguards"}
    assert facets >= {"type", "year", "owners", "actions"}


def test_an_address_brings_back_what_was_sent_and_the_back_button_takes_a_choice_back(opened: Opened) -> None:
    page = opened("search/?q=model")
    everything = told(page)
    tick(page, "severity", "sev1")
    expect(page).to_have_url(re.compile(r"\?q=model&severity=sev1$"))
    expect(page.locator(".aw-result-count")).not_to_have_text(pages_found(everything))
    sent = opened(page.url.split("/", 3)[3])
    expect(sent.locator(BOX)).to_have_value("model")
    expect(option(sent, "severity", "sev1").locator("input")).to_be_checked()
    assert told(sent) == told(page)
    assert titles(sent) == titles(page)
    page.go_back()
    expect(page.locator(".aw-result-count")).to_have_text(pages_found(everything))
    expect(option(page, "severity", "sev1").locator("input")).not_to_be_checked()


def test_a_value_that_no_filter_knows_is_left_out_and_told(opened: Opened) -> None:
    page = opened("search/?q=model&severity=sev9&utm_source=mail")
    assert told(page) > 0
    expect(page.locator(".aw-active-filters li")).to_have_count(0)
    expect(page.locator(".aw-unknown")).to_have_text("Unknown filter ignored: sev9.")
    tick(page, "severity", "sev1")
    expect(page.locator(".aw-unknown")).to_be_hidden()
    page = opened("search/?patterns=nope")
    expect(page.locator(".aw-unknown")).to_contain_text("nope")
    expect(page.locator(".aw-search-start")).to_be_visible()


def test_a_list_tells_of_a_value_that_its_filter_does_not_know(opened: Opened) -> None:
    page = opened("postmortems/?severity=nope")
    expect(page.locator(".aw-count")).to_contain_text("Unknown filter: nope")
    page.select_option("form.aw-filter select[name='severity']", "sev1")
    expect(page.locator(".aw-count")).not_to_contain_text("not known")


def test_back_takes_typing_back_and_leaves_the_choices_before_it(opened: Opened) -> None:
    page = opened("search/")
    tick(page, "severity", "sev1")
    expect(page).to_have_url(re.compile(r"\?severity=sev1$"))
    tick(page, "kind", "incident")
    both = re.compile(r"\?(severity=sev1&kind=incident|kind=incident&severity=sev1)$")
    expect(page).to_have_url(both)
    page.locator(BOX).press_sequentially("prompt", delay=40)
    expect(page).to_have_url(re.compile(r"\?q=prompt&"))
    page.go_back()
    expect(page).to_have_url(both)
    expect(page.locator(BOX)).to_have_value("")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?severity=sev1$"))


def test_the_keyboard_alone_goes_from_any_page_to_a_review(opened: Opened) -> None:
    page = opened("layers/")
    page.keyboard.press("/")
    page.keyboard.type("fallback")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=fallback")
    assert told(page) > 2
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".aw-result .aw-title").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".aw-result .aw-title").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_value("")
    expect(page.locator(".aw-search-start")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).not_to_be_focused()


def test_a_slash_in_a_field_is_a_slash(opened: Opened) -> None:
    page = opened("")
    box = page.locator(".aw-header-search input")
    box.focus()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


def test_the_box_of_the_front_page_asks_the_search_and_knows_names(opened: Opened) -> None:
    page = opened("")
    page.locator(".aw-hero-form input").fill("fallback")
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url("**/search/?q=fallback")
    expect(page.locator(".aw-result").first).to_be_visible()
    page = opened("")
    page.locator(".aw-hero-form input").fill(REVIEW)
    page.locator(".aw-hero-form input").press("Enter")
    page.wait_for_url(f"**/postmortems/{REVIEW}/")


def test_more_results_follow_where_the_first_ones_end(opened: Opened) -> None:
    page = opened("search/?type=review")
    assert told(page) > 20
    expect(page.locator(".aw-result")).to_have_count(10)
    page.locator(".aw-show-more").click()
    expect(page.locator(".aw-result")).to_have_count(20)
    expect(page.locator(".aw-result .aw-title").nth(10)).to_be_focused()


def test_reviews_can_be_put_in_the_order_of_their_days(opened: Opened) -> None:
    page = opened("search/?q=model&type=review&detection=monitoring&sort=oldest")
    told(page)
    oldest = [int(text[-4:]) for text in page.locator(".aw-result .aw-date").all_inner_texts()]
    page.select_option("[name=sort]", "newest")
    expect(page.locator(".aw-result .aw-date").first).not_to_contain_text(str(oldest[0]))
    newest = [int(text[-4:]) for text in page.locator(".aw-result .aw-date").all_inner_texts()]
    assert oldest == sorted(oldest)
    assert newest == sorted(newest, reverse=True)


def test_on_a_phone_the_filters_are_folded_and_nothing_sticks_out(opened: Opened) -> None:
    page = opened("", width=390)
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url("**/search/")
    expect(page.locator(BOX)).to_be_focused()
    page.locator(BOX).fill("fallback")
    expect(page.locator(".aw-result").first).to_be_visible()
    expect(option(page, "severity", "sev1")).to_be_hidden()
    page.locator(".aw-search-facets > summary").click()
    tick(page, "severity", "sev1")
    expect(page.locator(".aw-search-facets > summary")).to_contain_text("1 selected")
    show = page.get_by_role("button", name=re.compile(rf"^Show {told(page)} pages\b"))
    expect(show).to_be_in_viewport()
    show.click()
    expect(option(page, "severity", "sev1")).to_be_hidden()
    expect(page.locator(".aw-result .aw-title").first).to_be_focused()
    expect(page.locator(".aw-result .aw-title").first).to_be_in_viewport()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
