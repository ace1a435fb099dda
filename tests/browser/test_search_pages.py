"""What the search says of its pages: each once, the one that is asked for first, and the invented ones apart."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.searching import option, results, tick, told

Opened = Callable[..., Page]


def test_a_page_that_stands_above_the_results_is_not_among_them_again(opened: Opened) -> None:
    page = opened("search/")
    for text in ("fallback", "stale model", "tail latency", "prompt injection not tested", "card fraud score"):
        found = [address for address, _ in results(page, text)]
        pinned = page.locator(".aw-pinned a").evaluate_all("all => all.map(one => one.href)")
        assert len({*found, *pinned}) == len(found) + len(pinned)


def test_the_name_of_a_page_asks_for_that_page(opened: Opened) -> None:
    page = opened("search/")
    for text, finds in (
        ("overdue actions", "actions/"),
        ("overdue actoins", "actions/"),
        ("what should I fund?", "funding/"),
        ("can I release my model", "readiness/"),
        ("near misses", "near-misses/"),
        ("stop a release", "guides/stop-a-release/"),
    ):
        assert results(page, text)[0][0].endswith(finds), text


def test_a_question_about_the_release_of_a_model_is_answered_above_the_results(opened: Opened) -> None:
    page = opened("search/")
    results(page, "may I release the card fraud score")
    expect(page.locator(".aw-pinned p")).to_contain_text("Card fraud score Not blocked: no prevention is overdue.")


def test_both_leaks_of_personal_data_are_among_the_first_results(opened: Opened) -> None:
    first = " ".join(address for address, _ in results(opened("search/"), "PII leak")[:5])
    assert "2025-06-echoleak" in first
    assert "2023-03-20-shared-cache-data-exposure" in first


def test_a_word_is_no_slip_of_one_that_begins_with_another_letter(opened: Opened) -> None:
    page = opened("search/")
    results(page, "zexist")
    expect(page.locator(".aw-suggestions p").first).to_have_text("No results for “zexist”.")
    results(page, "rpompt")
    expect(page.locator(".aw-suggestions p").first).to_contain_text("Results for prompt")


def test_what_is_found_is_counted_with_the_invented_apart(opened: Opened) -> None:
    page = opened("search/?q=fallback&type=review")
    found = re.fullmatch(r"(\d+) pages found, (\d+) of them invented\.", page_says(page))
    assert found
    all_, invented = map(int, found.groups())
    number = option(page, "type", "review").locator(".aw-number")
    expect(number).to_have_text(f"{all_ - invented}, {invented} invented")
    tick(page, "provenance", "illustrative")
    expect(page.locator(".aw-result-count")).to_have_text(f"{invented} pages found, {invented} of them invented.")
    expect(page.locator(".aw-result .aw-illustrative")).to_have_count(invented)


def page_says(page: Page) -> str:
    told(page)
    return page.locator(".aw-result-count").inner_text()
