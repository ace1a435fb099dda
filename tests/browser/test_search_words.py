"""What the search makes of words: a name, filters that say the same, the nearest pages, or what to try."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.searching import BOX, REVIEW, results, told
from tests.browser.visit import Site

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


PASTED = (
    'A null column makes every return fraud since tonight. File "/srv/app.py", line 7, in step_one     model(batch)'
    "  and nobody was told, zq1 zq2 zq3 zq4 zq5 zq6; the failure was in the domain of features, blast and radius"
)
"""What shares two words with the names of patterns and of a model, and is about none of them."""


@pytest.mark.parametrize(
    ("words", "first", "unknown"),
    [
        (
            "the alert did not fire because the threshold was too high for the zzqqx abuse",
            "alert",
            "No results for “zzqqx”.",
        ),
        ("pneumonia asthma fallback equifax", "pneumonia", ""),
        (PASTED, "null", "No results for “zq1” and “zq2” and “zq3” and “zq4” and 2 other words."),
    ],
)
def test_where_no_page_has_all_words_those_with_the_most_of_them_are_shown(
    opened: Opened, words: str, first: str, unknown: str
) -> None:
    page = opened(f"search/?q={words.replace(' ', '+')}")
    expect(page.locator(".aw-result-count")).to_have_text("No page matches everything. These match best.")
    expect(page.locator(".aw-result").first).to_be_visible()
    assert page.locator(".aw-result").filter(has_text=re.compile(first, re.IGNORECASE)).count()
    expect(page.locator(".aw-suggestions button", has_text="alone")).to_have_count(0)
    expect(page.locator(".aw-suggestions")).to_have_text(unknown)
    if words == PASTED:
        expect(page.locator(".aw-filter-hints button, .aw-pinned p")).to_have_count(0)


SINGLE_LETTERS = "Single letters are not searched. Type a word of two letters or more."


def test_single_letters_ask_for_nothing_and_the_page_says_so(opened: Opened) -> None:
    page = opened("search/")
    for words in ("a", "c++", "- x"):
        assert results(page, "equifax")
        page.locator(BOX).fill(words)
        expect(page.locator(".aw-result-count")).to_have_text(SINGLE_LETTERS)
        expect(page.locator(".aw-search-start")).to_be_visible()
        expect(page.locator(".aw-result")).to_have_count(0)


def test_values_with_single_letters_in_their_names_are_offered_as_they_are_written(opened: Opened) -> None:
    page = opened("search/?q=t-4")
    expect(page.locator(".aw-result-count")).to_have_text(SINGLE_LETTERS)
    page.locator(".aw-filter-hints button", has_text=re.compile("t-4", re.IGNORECASE)).first.click()
    expect(page.locator(".aw-result").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?models?="))


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


def test_a_quotation_finds_the_pages_that_say_its_words_in_their_order(opened: Opened, site: Site) -> None:
    page = opened("search/")
    found = results(page, '"hidden way to sort"')
    assert [address.split("/")[-2] for address, _ in found][:1] == ["2014-resume-ranking-prefers-men"]
    for address, _ in found:
        said = " ".join((site.folder / address.removeprefix(site.url) / "index.html").read_text("utf-8").split())
        assert "hidden way to sort" in said.casefold()
    assert results(page, "“sort to way hidden”") == []
    expect(page.locator(".aw-result-count")).to_have_text("No results.")
    page.get_by_role("button", name="Search without the quotation marks").click()
    expect(page.locator(BOX)).to_have_value("sort to way hidden")
    assert told(page)


def test_what_is_shown_of_a_page_is_where_it_says_a_quotation(opened: Opened) -> None:
    page = opened("search/")
    assert len(results(page, '"of the model"')) > 5
    shown = [" ".join(one.split()).casefold() for one in page.locator(".aw-result-text").all_inner_texts()]
    # A title may say it too, and nothing below.
    assert sum("of the model" in one for one in shown) > len(shown) * 0.8


def test_words_beside_a_quotation_rank_what_says_it(opened: Opened) -> None:
    page = opened("search/")
    whole, narrow = results(page, "fallback"), results(page, '"resale value" fallback')
    assert narrow
    assert len(narrow) < len(whole)
    assert "resale" in narrow[0][1].casefold()


def test_a_question_in_the_words_of_readers_leads_somewhere_right(opened: Opened) -> None:
    page = opened("search/")
    for text, finds in (
        ("renamed upstream column", "patterns/silent-upstream-change/"),
        ("house prices", "postmortems/2021-home-price-forecasts/"),
        ("racial bias", "postmortems/2019-10-25-cost-stands-in-for-illness/"),
        ("MTTR", "trends/"),
        ("PII leak", "postmortems/2025-06-echoleak/"),
    ):
        assert results(page, text)[0][0].endswith(finds), text


def test_each_result_comes_once_and_names_its_sections_apart(opened: Opened) -> None:
    page = opened("search/")
    for text in ("feature file", "waiver", "drift", "settings", "secret", "rollback"):
        found = results(page, text)
        assert len({address for address, _ in found}) == len(found) > 1
        for foot in page.locator(".aw-result-foot").all():
            names = foot.get_by_role("link").all_inner_texts()
            assert len(set(names)) == len(names)
            assert foot.inner_text() == f"In {', '.join(names)}"
            assert [name for name in names if re.search(r"^\s|\s$|\s\s|\s[,.:;)]|\(\s", name)] == []


CIRCLES = ("stale features fraud", "drfit", "zzzqqq model", '"no such phrase here"', "online deployment", "waiver zzz")


@pytest.mark.parametrize("start", [*CIRCLES, "tail latency&severity=sev4&serving=edge"])
def test_no_suggestion_leads_in_a_circle(opened: Opened, start: str) -> None:
    page = opened("search/")
    ways: list[tuple[str, ...]] = [(f"{page.url.split('?')[0]}?q={start}",)]
    offers = page.locator(".aw-suggestions li button, .aw-filter-hints button, .aw-suggestions p > button")
    looked = 0
    while ways and looked < 12:
        way = ways.pop(0)
        _ask(page, way[-1])
        here, looked = page.url, looked + 1
        assert here not in way[:-1]
        for at in range(offers.count()):
            if at:
                _ask(page, way[-1])
            offers.nth(at).click()
            page.wait_for_function("before => location.href !== before", arg=here)
            assert page.url not in way
            ways.append((*way[:-1], here, page.url))


def _ask(page: Page, address: str) -> None:
    """Open the search with a question, and wait for its answer."""
    page.goto(address)
    expect(page.locator(".aw-results-pane")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".aw-result-count")).not_to_have_text(re.compile("^$|Searching"))


def test_each_number_for_leadership_is_that_of_the_list_to_which_it_leads(opened: Opened) -> None:
    page = opened("funding/")
    links = page.locator(".aw-sentences a[href*='?'], .aw-tolls tbody tr:nth-child(-n+2) a[href*='?']").all()
    asked = [(link.inner_text(), str(link.evaluate("link => link.href"))) for link in links]
    assert len(asked) >= 8
    for words, address in asked:
        page.goto(address)
        number = int(words.split()[0])
        if "/search/" in address:
            assert told(page) == number
        else:
            expect(page.locator(".aw-count")).to_have_text(re.compile(f"^{number} of "))
