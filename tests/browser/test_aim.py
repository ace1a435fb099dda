"""What the site is for: a newcomer finds the incidents, the open preventions behind them, and what to read first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.searching import pages_found, promised, results
from tests.browser.visit import Site

Opened = Callable[..., Page]

PATTERN, SERVING = "untested-fallback", "online"
QUESTION = "fallback failed online model"
STILL_OPEN = {"overdue", "open", "in-progress"}
MOST_STEPS = len(QUESTION) + 6
"""Keystrokes and clicks together, from the front page to the last of the three answers."""


EMPTY = """() => [...document.querySelectorAll('.aw-part')].filter(part => part.checkVisibility()
    && ![...part.querySelectorAll('tbody tr')].some(row => row.checkVisibility())).map(part => part.innerText)"""
"""The sections that are seen although none of their rows is."""


class Person:
    """Somebody who types and clicks, and whose every step is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def click(self, what: Locator) -> None:
        what.click()
        self.steps += 1

    def write(self, where: Locator, words: str) -> None:
        where.press_sequentially(words)
        self.steps += len(words)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.steps += 1


def data(site: Site, name: str) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = json.loads((site.folder / f"api/v1/{name}.json").read_text("utf-8"))[name]
    return found


def truth(site: Site) -> tuple[dict[str, Mapping[str, Any]], set[str]]:
    """The incidents by id, and the open preventions behind them, as the data says and no page."""
    reviews = {
        one["id"]: one
        for one in data(site, "postmortems")
        if PATTERN in one["facets"]["patterns"] and SERVING in one["facets"]["serving"]
    }
    open_ = {
        f"{one['review_id']}#action-{one['id'].lower()}"
        for one in data(site, "actions")
        if one["review_id"] in reviews and one["area"] == "prevention" and one["state"] in STILL_OPEN
    }
    return reviews, open_


def ids(links: Locator) -> list[str]:
    """The reviews to which links lead, and the place in them."""
    ways = [urlsplit(str(link.get_attribute("href"))) for link in links.all()]
    return [way.path.rstrip("/").split("/")[-1] + (f"#{way.fragment}" if way.fragment else "") for way in ways]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_newcomer_finds_the_incidents_their_open_preventions_and_what_to_read_first(
    opened: Opened, site: Site, width: int
) -> None:
    reviews, open_ = truth(site)
    assert len(reviews) > 3
    assert len(open_) > 1
    page = opened("", width=width)
    person = Person(page)

    if width > 1000:
        person.press("/")
        person.write(page.locator(".aw-header-search input"), QUESTION)
        person.press("Enter")
    else:
        person.click(page.locator(".aw-header-search-link"))
        person.click(page.locator("#aw-q"))
        person.write(page.locator("#aw-q"), QUESTION)
    pattern = page.locator(".aw-pinned .aw-title, .aw-result:nth-child(-n+3) .aw-title").filter(
        has_text="Missing or untested fallback"
    )
    expect(pattern).to_have_count(1)
    offer = page.locator(".aw-filter-hints button").first
    expect(offer).to_contain_text(f"Pattern: Missing or untested fallback + Serving: Online – {len(reviews)} reviews")
    person.click(offer)

    # The first answer: every incident, and none else.
    expect(page.locator(".aw-result-count")).to_have_text(pages_found(len(reviews)))
    results = page.locator(".aw-result")
    expect(results).to_have_count(len(reviews))
    assert set(ids(results.locator(".aw-title"))) == reviews.keys()

    # The second: the review to read first, which is a real and a grave one, and the first that the pattern names.
    marked = results.filter(has_text="Read this first")
    expect(marked).to_have_count(1)
    (first,) = ids(marked.locator(".aw-title"))
    assert reviews[first]["provenance"] != "illustrative"
    assert reviews[first]["severity"] == min(one["severity"] for one in reviews.values())

    # The third: the open preventions behind them, all of them, on the page of actions.
    link = page.locator(".aw-actions-link a")
    invented = sum(reviews[one.split("#")[0]]["provenance"] == "illustrative" for one in open_)
    apart = f", {invented} of them invented," if invented else ""
    expect(link).to_have_text(f"Show {len(open_)} open prevention actions{apart} in these {len(reviews)} reviews")
    person.click(link)
    page.wait_for_url("**/actions/?*")
    rows = page.locator(".aw-actions tbody tr:visible")
    expect(rows).to_have_count(len(open_))
    assert set(ids(rows.locator("a[href*='#action-']"))) == open_
    expect(page.locator(".aw-count")).to_contain_text(f"{len(open_)} of {len(data(site, 'actions'))} actions")
    assert page.evaluate(EMPTY) == []
    assert person.steps <= MOST_STEPS


def test_the_example_on_the_page_of_the_search_finds_the_same(opened: Opened, site: Site) -> None:
    reviews, _ = truth(site)
    page = opened("search/")
    page.get_by_role("link", name="Online models whose fallback was missing or failed").click()
    expect(page.locator(".aw-result-count")).to_have_text(pages_found(len(reviews)))
    assert set(ids(page.locator(".aw-result .aw-title"))) == reviews.keys()


def test_the_words_alone_find_reviews_before_anything_about_the_tool(opened: Opened) -> None:
    page = opened("search/")
    for words in (QUESTION, f"every incident where a {QUESTION}", "data drift"):
        ways = [address for address, _ in results(page, words)]
        expect(page.locator(".aw-result-count")).to_contain_text("found")
        told = [way for way in ways if any(f"/{name}/" in way for name in ("postmortems", "patterns", "models"))]
        assert len(told) >= 3
        assert ways[:3] == told[:3]


def test_the_page_of_the_pattern_starts_with_the_review_that_the_search_marks(opened: Opened) -> None:
    page = opened(f"search/?patterns={PATTERN}")
    expect(page.locator(".aw-result").first).to_be_visible()
    (first,) = ids(page.locator(".aw-result").filter(has_text="Read this first").locator(".aw-title"))
    page.goto(page.url.split("search/")[0] + f"patterns/{PATTERN}/")
    assert ids(page.locator(".aw-first a"))[0] == first
    assert page.locator(".aw-first a").count() == 3


@pytest.mark.parametrize(
    ("area", "state"), [("prevention", "unfinished"), ("detection", "done"), ("process", "overdue"), ("", "verified")]
)
def test_an_area_and_a_state_are_true_of_one_action_on_both_pages(
    opened: Opened, site: Site, area: str, state: str
) -> None:
    states = STILL_OPEN if state == "unfinished" else {state}
    right = [one for one in data(site, "actions") if one["state"] in states and area in ("", one["area"])]
    assert right, "a question without an answer shows nothing"
    page = opened(f"search/?{f'action-area={area}&' if area else ''}actions={state}")
    behind = len({one["review_id"] for one in right})
    expect(page.locator(".aw-result-count")).to_contain_text(f"{behind} page")
    for name, value in (("action-area", area), ("actions", state)):
        if value:
            assert promised(page, name, value) == behind
    expect(page.locator(".aw-actions-link")).to_contain_text(f"Show {len(right)} ")
    page.locator(".aw-actions-link a").click()
    page.wait_for_url("**/actions/?*")
    expect(page.locator(".aw-actions tbody tr:visible")).to_have_count(len(right))


def test_an_address_that_asks_for_two_states_shows_both(opened: Opened, site: Site) -> None:
    right = [one for one in data(site, "actions") if one["state"] in {"overdue", "done"}]
    page = opened("actions/?actions=overdue&actions=done")
    expect(page.locator(".aw-actions tbody tr:visible")).to_have_count(len(right))
    page.select_option("select[name='action-area']", "prevention")
    assert "actions=overdue&actions=done" in page.url
    both = [one for one in right if one["area"] == "prevention"]
    expect(page.locator(".aw-actions tbody tr:visible")).to_have_count(len(both))


def test_a_search_by_words_leads_to_the_actions_of_the_reviews_that_it_found(opened: Opened, site: Site) -> None:
    page = opened("search/?q=feature+file+doubled&type=review")
    link = page.locator(".aw-actions-link a")
    number = int(link.inner_text().split()[1])
    found = set(ids(page.locator(".aw-result .aw-title")))
    right = [one for one in data(site, "actions") if one["review_id"] in found and one["area"] == "prevention"]
    assert number == sum(one["state"] in STILL_OPEN for one in right) > 0
    link.click()
    page.wait_for_url("**/actions/?*")
    expect(page.locator(".aw-actions tbody tr:visible")).to_have_count(number)


@pytest.mark.parametrize("words", ["zzqqx", "xylophone", "wxyzfoo zzqqx"])
def test_a_word_that_no_page_has_finds_nothing_and_the_page_says_so(opened: Opened, words: str) -> None:
    page = opened(f"search/?q={words.replace(' ', '+')}")
    expect(page.locator(".aw-result-count")).to_have_text("No results.")
    expect(page.locator(".aw-suggestions")).to_contain_text(f"No results for “{words.split(maxsplit=1)[0]}”")
    expect(page.locator(".aw-result")).to_have_count(0)


def test_beside_a_word_that_no_page_has_the_others_are_found(opened: Opened) -> None:
    page = opened("search/?q=wxyzfoo+pneumonia")
    expect(page.locator(".aw-suggestions")).to_have_text("No results for “wxyzfoo”.")
    expect(page.locator(".aw-result .aw-title").first).to_contain_text("neumonia")


@pytest.mark.parametrize(("slip", "meant"), [("cloudflair", "cloudflare"), ("halucination", "hallucination")])
def test_the_word_that_was_meant_is_one_click_away(opened: Opened, slip: str, meant: str) -> None:
    page = opened(f"search/?q={slip}")
    expect(page.locator(".aw-suggestions")).to_have_text(f"No page has “{slip}”. Results for {meant}.")
    expect(page.locator(".aw-result").first).to_be_visible()
    shown = page.locator(".aw-result .aw-title").all_inner_texts()
    page.get_by_role("button", name=meant, exact=True).click()
    expect(page.locator(".aw-suggestions")).to_be_hidden()
    assert page.url.endswith(f"?q={meant}")
    assert page.locator(".aw-result .aw-title").all_inner_texts() == shown


def test_another_form_of_a_word_is_the_same_word(opened: Opened) -> None:
    page = opened("search/")
    for words in ("failing", "fallbacks", "retrained", "hallu"):
        assert results(page, words), words
