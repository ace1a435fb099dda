"""What the search makes of words: a name, filters that say the same, the nearest pages, or what to try."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.searching import BOX, REVIEW, told

Opened = Callable[..., Page]


@pytest.mark.parametrize("start", ["", "search/"])
def test_an_exact_name_leads_straight_to_its_page(opened: Opened, start: str) -> None:
    page = opened(start)
    box = page.locator(BOX if start else ".aw-header-search input")
    box.fill(f" {REVIEW.upper()} ")
    box.press("Enter")
    page.wait_for_url(f"**/postmortems/{REVIEW}/")


@pytest.mark.parametrize("text", [REVIEW, REVIEW.upper(), "2025-06-echoleak"])
def test_an_exact_name_is_offered_while_it_is_typed_and_by_its_address(opened: Opened, text: str) -> None:
    page = opened(f"search/?q={text}")
    link = page.locator(".aw-exact-match a")
    expect(link).to_have_text(re.compile("^Go to: .{10}"))
    expect(page.locator(".aw-suggestions")).to_be_hidden()
    expect(page.locator(".aw-result-count")).to_have_text(re.compile("found|One page has this name"))
    page.locator(BOX).fill(text[:-1])
    expect(link).to_be_hidden()
    page.locator(BOX).fill(text)
    link.click()
    page.wait_for_url(f"**/postmortems/{text.lower()}/")


def test_a_ticket_leads_to_its_action(opened: Opened) -> None:
    page = opened("")
    page.locator(".aw-header-search input").fill("frd-1423")
    page.locator(".aw-header-search input").press("Enter")
    page.wait_for_url("**/postmortems/2025-10-26-night-shift-cards-flagged/#action-a5")
    expect(page.locator("#action-a5")).to_be_in_viewport()


def test_the_code_of_a_rule_is_a_name_too(opened: Opened) -> None:
    page = opened("")
    page.locator(".aw-header-search input").fill("aw301")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reference/rules/aw301/")


@pytest.mark.parametrize("words", ["timeout", "model drift", "night shift", "feature file doubled", "openai sev1"])
def test_one_word_that_a_name_happens_to_share_offers_nothing(opened: Opened, words: str) -> None:
    page = opened(f"search/?q={words.replace(' ', '+')}")
    assert told(page) > 0
    expect(page.locator(".aw-filter-hints button, .aw-pinned p")).to_have_count(0)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("fallbacks", "Pattern: Missing or untested fallback"),
        ("data drift", "Pattern: Unmonitored distribution shift"),
        ("hallu", "Incident class: Hallucination"),
        ("sev1", "Severity: SEV1"),
        ("chatgpt", "Model: ChatGPT"),
    ],
)
def test_words_that_a_name_has_offer_it(opened: Opened, words: str, offered: str) -> None:
    page = opened(f"search/?q={words.replace(' ', '+')}")
    expect(page.locator(".aw-filter-hints button").first).to_contain_text(offered)


def test_an_empty_result_says_what_to_try(opened: Opened) -> None:
    page = opened("search/?q=pneumonia&serving=agent")
    assert told(page) == 0
    near = page.locator(".aw-suggestions li", has_text="Remove Serving: Agent")
    number = int(re.search(r"\((\d+)", near.inner_text())[1])  # type: ignore[index]
    assert page.locator(".aw-suggestions a", has_text="Layers").is_visible()
    near.locator("button").click()
    expect(page.locator(".aw-result-count")).to_have_text(re.compile(rf"^{number} pages? found\."))
    expect(page).to_have_url(re.compile(r"\?q=pneumonia$"))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("the alert did not fire because the threshold was too high for the zzqqx abuse", "alert"),
        ("pneumonia asthma fallback equifax", "pneumonia"),
    ],
)
def test_where_no_page_has_all_words_those_with_the_most_of_them_are_shown(
    opened: Opened, words: str, first: str
) -> None:
    page = opened(f"search/?q={words.replace(' ', '+')}")
    expect(page.locator(".aw-result-count")).to_have_text("No page matches everything. These match best.")
    expect(page.locator(".aw-result").first).to_be_visible()
    assert page.locator(".aw-result").filter(has_text=re.compile(first, re.IGNORECASE)).count()
    expect(page.locator(".aw-suggestions button", has_text="alone")).to_have_count(0)
    if "zzqqx" in words:
        expect(page.locator(".aw-suggestions")).to_have_text("No results for “zzqqx”.")


@pytest.mark.parametrize("words", ["a", "c++", "- x"])
def test_single_letters_ask_for_nothing_and_the_page_says_so(opened: Opened, words: str) -> None:
    page = opened("search/")
    page.locator(BOX).fill(words)
    expect(page.locator(".aw-result-count")).to_have_text("Type at least two letters.")
    expect(page.locator(".aw-search-start")).to_be_visible()
    expect(page.locator(".aw-result")).to_have_count(0)


def test_a_word_that_is_nearly_right_is_offered_in_its_right_form(opened: Opened) -> None:
    page = opened("search/?q=halucination")
    told(page)
    page.get_by_role("button", name="hallucination", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?q=hallucination$"))
    expect(page.locator(".aw-suggestions")).to_be_hidden()
    expect(page.locator(".aw-result mark").first).to_have_text(re.compile("hallucinat", re.IGNORECASE))


def test_one_action_in_one_review_is_told_in_words(opened: Opened) -> None:
    page = opened("search/?q=equifax&type=review")
    expect(page.locator(".aw-actions-link")).to_have_text("Show 1 open prevention action in this review")
